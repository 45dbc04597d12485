"""What former owners and tenants owe, for finance to follow: nobody is dunned for it (B19)."""

from collections import defaultdict
from typing import Any

from sqlalchemy import and_, func, select

from contracts.billing.request_types import GetClosingStatementRequest, ListFormerDebtsRequest
from foundation import replica
from foundation.clock import local_date
from foundation.errors import NotFound
from foundation.membership import OWNERS
from foundation.money import ZERO
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill, BillLine
from services.billing.ledger import queries as balances
from services.billing.ledger.rules.posting import Account
from services.billing.ledger.tables import LedgerEntry
from services.billing.payments.operations.receipts import head

HOME = household_replica.c


def list_former_debts(uow: UnitOfWork, data: ListFormerDebtsRequest) -> dict[str, Any]:
    """Households by their ids, each with its former debtors."""
    owing = (
        select(Bill.household_id)
        .where(balances.may_owe(), ~balances.of_present_owners(), balances.owed_on_bill() > ZERO)
        .distinct()
    )
    statement = (
        select(HOME.household_id, HOME.building, HOME.unit, HOME.owner_since)
        .where(HOME.household_id.in_(owing))
        .order_by(HOME.household_id)
        .limit(data["limit"] + 1)
    )
    if data["building"]:
        statement = statement.where(HOME.building == data["building"])
    if data["cursor"]:
        statement = statement.where(HOME.household_id > data["cursor"])
    rows = uow.session.execute(statement).mappings().all()
    homes = [dict(row) for row in rows[: data["limit"]]]
    found = debtors(uow, [home["household_id"] for home in homes])
    return {
        "items": [home | {"debtors": found[home["household_id"]]} for home in homes],
        "next_cursor": homes[-1]["household_id"] if len(rows) > data["limit"] else None,
    }


def debtors(uow: UnitOfWork, household_ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    """By household, who owes something from before, the oldest debt first."""
    each = (
        balances.open_bills()
        .add_columns(Bill.debtor_id, Bill.debtor_name, Bill.side)
        .group_by(Bill.debtor_id, Bill.debtor_name, Bill.side)
        .where(Bill.household_id.in_(household_ids), ~balances.of_present_owners())
        .subquery()
    )
    rows = uow.session.execute(
        select(
            each.c.household_id, each.c.debtor_id, func.max(each.c.debtor_name).label("name"),
            func.count().label("bills"), func.sum(each.c.owed).label("outstanding"),
            func.min(each.c.due_date).label("oldest_due_date"),
            (each.c.side != OWNERS).label("tenant"),
        )
        .group_by(each.c.household_id, each.c.debtor_id, each.c.side)
        .order_by(func.min(each.c.due_date))
    ).mappings()  # fmt: skip
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        shown = dict(row)
        found[shown.pop("household_id")].append(shown)
    return found


def closing_statement(uow: UnitOfWork, data: GetClosingStatementRequest) -> dict[str, Any]:
    """What a former owner owed when others came, and owes now; raise `NotFound` for nobody such."""
    home = replica.household(uow, data["household_id"])
    if home.owner_since is None:
        raise NotFound
    theirs = and_(
        Bill.household_id == home.household_id,
        Bill.debtor_id == data["debtor_id"],
        Bill.side == OWNERS,
        Bill.cancelled_at.is_(None),
        ~balances.of_present_owners(),
    )
    names = uow.session.scalars(select(Bill.debtor_name).where(theirs).order_by(Bill.id.desc()))
    name = names.first()
    if name is None:
        raise NotFound
    then = LedgerEntry.at < home.owner_since
    rows = uow.session.execute(
        select(
            Bill.id, Bill.number, Bill.period, Bill.due_date, balances.total().label("owed_now"),
            func.coalesce(func.sum(LedgerEntry.amount).filter(then), ZERO).label("owed_then"),
        )
        .join(LedgerEntry, LedgerEntry.bill_id == Bill.id)
        .where(theirs, balances.RECEIVABLE)
        .group_by(Bill.id)
        .order_by(Bill.due_date, Bill.number)
    ).mappings()  # fmt: skip
    bills = [dict(row) for row in rows if row["owed_now"] > ZERO or row["owed_then"] > ZERO]
    issued = issued_amounts(uow, [bill["id"] for bill in bills])
    for bill in bills:
        bill["issued_amount"] = issued.get(bill.pop("id"), ZERO)
    owed_then = sum((bill["owed_then"] for bill in bills), ZERO)
    credit = credit_then(uow, home)
    return {
        "household_id": home.household_id,
        "building": home.building,
        "unit": home.unit,
        "name": name,
        "owner_until": local_date(home.owner_since),
        "on": local_date(uow.now),
        "bills": bills,
        "owed_then": owed_then,
        "credit_then": credit,
        "balance_then": owed_then - credit,
        "owed_now": sum((bill["owed_now"] for bill in bills), ZERO),
        "head": head(uow, {}),
    }


def issued_amounts(uow: UnitOfWork, bill_ids: list[str]) -> dict[str, Any]:
    """What bills were issued for."""
    rows = uow.session.execute(
        select(BillLine.bill_id, func.sum(BillLine.amount))
        .where(BillLine.bill_id.in_(bill_ids))
        .group_by(BillLine.bill_id)
    )
    return {row[0]: row[1] for row in rows}


def credit_then(uow: UnitOfWork, home: replica.Household) -> Any:
    """Credit of the home when others came."""
    statement = select(balances.total()).where(
        LedgerEntry.household_id == home.household_id,
        LedgerEntry.account == Account.CREDIT,
        LedgerEntry.at < home.owner_since,
    )
    return -(uow.session.scalar(statement) or ZERO)
