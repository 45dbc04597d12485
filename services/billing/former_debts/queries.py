"""What former owners and tenants owe, for finance to follow: nobody is dunned for it (B19)."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select

from contracts.billing.ledger import Account
from contracts.billing.request_types import GetClosingStatementRequest, ListFormerDebtsRequest
from contracts.papers import SERIES, PaperKind
from foundation import replica
from foundation.clock import at_local, local_date
from foundation.errors import NotFound
from foundation.membership import OWNERS
from foundation.money import ZERO
from foundation.storage.listing import Listing
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill, BillLine
from services.billing.ledger import queries as balances
from services.billing.ledger.tables import LedgerEntry

HOME: Final = household_replica.c
FORMERS: Final = ~balances.of_present_owners()
"""That the bill of the enclosing query is owed by others than who owns the home now."""
IDS: Final[Any] = bindparam("ids", expanding=True)


def homes(whose: ColumnElement[bool]) -> Listing:
    """The list of households on whose bills something is owed, of such."""
    owing = (
        select(Bill.household_id)
        .where(balances.may_owe(), whose, balances.owed_on_bill() > ZERO)
        .distinct()
    )
    shown = select(HOME.household_id, HOME.building, HOME.unit, HOME.owner_since, HOME.community_id)
    return Listing(
        shown.where(HOME.household_id.in_(owing)),
        HOME.household_id,
        {"building": HOME.building == bindparam("building")},
        by=HOME.household_id,
    )


def of_debtors(whose: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """By household, who owes something on such bills, the oldest debt first."""
    each = (
        balances.open_bills()
        .add_columns(Bill.debtor_id, Bill.debtor_name, Bill.side)
        .group_by(Bill.debtor_id, Bill.debtor_name, Bill.side)
        .where(Bill.household_id.in_(IDS), whose)
        .subquery()
    )
    return (
        select(
            each.c.household_id, each.c.debtor_id, func.max(each.c.debtor_name).label("name"),
            func.count().label("bills"), func.sum(each.c.owed).label("outstanding"),
            func.min(each.c.due_date).label("oldest_due_date"),
            (each.c.side != OWNERS).label("tenant"),
        )
        .group_by(each.c.household_id, each.c.debtor_id, each.c.side)
        .order_by(func.min(each.c.due_date))
    )  # fmt: skip


LIST, DEBTORS = homes(FORMERS), of_debtors(FORMERS)
THEIRS: Final = and_(
    Bill.household_id == bindparam("household_id"),
    Bill.debtor_id == bindparam("debtor_id"),
    Bill.side == OWNERS,
    Bill.cancelled_at.is_(None),
    FORMERS,
)
NAMES: Final = select(Bill.debtor_name).where(THEIRS).order_by(Bill.id.desc()).limit(1)
SOLD: Final = household_replica.alias()
CHANGED: Final = (
    select(SOLD.c.owner_since, Bill.household_id, Bill.debtor_id)
    .join(SOLD, SOLD.c.household_id == Bill.household_id)
    .where(SOLD.c.owner_since >= bindparam("begin"), SOLD.c.owner_since < bindparam("end"))
    .where(Bill.side == OWNERS, Bill.cancelled_at.is_(None), FORMERS)
    .distinct()
)
"""Whose homes others came to within a day, with bills of theirs."""
ENDING: Final = 6
"""Letters of an id that stand in a number."""
THEN: Final = LedgerEntry.at < bindparam("owner_since")
BILLS: Final = (
    select(
        Bill.id, Bill.number, Bill.period, Bill.due_date, balances.total().label("owed_now"),
        func.coalesce(func.sum(LedgerEntry.amount).filter(THEN), ZERO).label("owed_then"),
    )
    .join(LedgerEntry, LedgerEntry.bill_id == Bill.id)
    .where(THEIRS, balances.RECEIVABLE)
    .group_by(Bill.id)
    .order_by(Bill.due_date, Bill.number)
)  # fmt: skip
ISSUED: Final = (
    select(BillLine.bill_id, func.sum(BillLine.amount))
    .where(BillLine.bill_id.in_(IDS))
    .group_by(BillLine.bill_id)
)
CREDIT_THEN: Final = select(balances.total()).where(
    LedgerEntry.household_id == bindparam("household_id"),
    LedgerEntry.account == Account.CREDIT,
    THEN,
)


def list_former_debts(uow: UnitOfWork, data: ListFormerDebtsRequest) -> dict[str, Any]:
    """Households by their ids, each with its former debtors."""
    found = LIST.page(uow, data)
    owing = debtors(uow, [home.household_id for home in found["items"]])
    items = [home._asdict() | {"debtors": owing[home.household_id]} for home in found["items"]]
    return found | {"items": items}


def debtors(uow: UnitOfWork, household_ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    """By household, who owes something from before, the oldest debt first."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in uow.rows(DEBTORS, ids=household_ids):
        shown = row._asdict()
        found[shown.pop("household_id")].append(shown)
    return found


def number_of(owner_since: datetime, household_id: str, debtor_id: str | None) -> str:
    """The day of the change, and the end of whose id it is: what tells a closing statement from
    others. Old bills name no debtor but the home."""
    ending = (debtor_id or household_id)[-ENDING:].upper()
    return f"{SERIES[PaperKind.CLOSING]}-{local_date(owner_since):%Y%m%d}-{ending}"


def closing_statement_of(uow: UnitOfWork, number: str) -> dict[str, Any] | None:
    """The closing statement of a number, worked out as of now; None where there is none."""
    try:
        day = date.fromisoformat(number.split("-")[1])
    except (IndexError, ValueError):
        return None
    begin = at_local(day, time.min)
    for row in uow.rows(CHANGED, begin=begin, end=begin + timedelta(days=1)):
        if number_of(row.owner_since, row.household_id, row.debtor_id) == number:
            return closing_statement(
                uow, {"household_id": row.household_id, "debtor_id": row.debtor_id}
            )
    return None


def closing_statement(uow: UnitOfWork, data: GetClosingStatementRequest) -> dict[str, Any]:
    """What a former owner owed when others came, and owes now; raise `NotFound` for nobody such."""
    home = replica.household(uow, data["household_id"])
    if home.owner_since is None:
        raise NotFound
    who = {"household_id": home.household_id, "debtor_id": data["debtor_id"]}
    since = {"owner_since": home.owner_since}
    names = uow.rows(NAMES, **who)
    if not names:
        raise NotFound
    rows = uow.rows(BILLS, **who, **since)
    bills = [row._asdict() for row in rows if row.owed_now > ZERO or row.owed_then > ZERO]
    rows = uow.rows(ISSUED, ids=[bill["id"] for bill in bills])
    issued = {row[0]: row[1] for row in rows}
    for bill in bills:
        bill["issued_amount"] = issued.get(bill.pop("id"), ZERO)
    owed_then = sum((bill["owed_then"] for bill in bills), ZERO)
    ((before,),) = uow.rows(CREDIT_THEN, household_id=home.household_id, **since)
    credit = -before
    return {
        "number": number_of(home.owner_since, home.household_id, data["debtor_id"]),
        "household_id": home.household_id,
        "community_id": home.community_id,
        "building": home.building,
        "unit": home.unit,
        "name": names[0].debtor_name,
        "owner_until": local_date(home.owner_since),
        "on": local_date(uow.now),
        "bills": bills,
        "owed_then": owed_then,
        "credit_then": credit,
        "balance_then": owed_then - credit,
        "owed_now": sum((bill["owed_now"] for bill in bills), ZERO),
    }
