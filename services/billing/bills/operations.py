"""Bills as residents and staff see them (B01, B02)."""

from typing import Any, Final

from sqlalchemy import and_, bindparam, select

from contracts.billing.bills import BillStatus
from contracts.billing.request_types import GetBillRequest, ListBillsRequest
from foundation.money import ZERO
from foundation.storage.listing import Listing
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.queries import views
from services.billing.bills.tables import Bill
from services.billing.daily.operations import today
from services.billing.ledger import queries as balances
from services.billing.ledger.tables import LedgerEntry

BILLS: Final = Bill.__table__.c
EQUAL: Final = ("household_id", "period", "kind")
OWING: Final = (BillStatus.OPEN, BillStatus.PARTLY_PAID)
LATE, NOT_LATE, MAY_OWE = "late", "not late", "may owe"
OWED: Final = balances.owed_on_bill()
IS_LATE: Final = and_(BILLS.due_date < bindparam("today"), OWED > ZERO)
PAID_SOMETHING: Final = (
    select(LedgerEntry.bill_id)
    .where(LedgerEntry.bill_id == Bill.id, balances.RECEIVABLE)
    .where(LedgerEntry.kind.not_in(balances.CHARGING))
    .correlate(Bill)
    .group_by(LedgerEntry.bill_id)
    .having(balances.total() < ZERO)
    .exists()
)
LIST: Final = Listing(
    select(Bill.__table__),
    BILLS.id,
    {name: BILLS[name] == bindparam(name) for name in EQUAL}
    | {
        BillStatus.CANCELLED: BILLS.cancelled_at.is_not(None),
        BillStatus.PAID: and_(OWED <= ZERO, BILLS.cancelled_at.is_(None)),
        BillStatus.OPEN: and_(OWED > ZERO, ~PAID_SOMETHING),
        BillStatus.PARTLY_PAID: and_(OWED > ZERO, PAID_SOMETHING),
        LATE: IS_LATE,
        NOT_LATE: ~IS_LATE,
        MAY_OWE: balances.may_owe(),
    },
)


def get(uow: UnitOfWork, data: GetBillRequest) -> dict[str, Any]:
    """One bill; a resident's own. Of the own household, what was billed to somebody before, or is
    the owner's and not the tenant's, is not there (`NotFound`, B19)."""
    return views(uow, [uow.load(Bill, data["bill_id"])])[0]


def list_bills(uow: UnitOfWork, data: ListBillsRequest) -> dict[str, Any]:
    """Bills, newest first; residents see those of their households."""
    wanted = {name for name in EQUAL if data[name]}
    if status := data["status"]:
        wanted.add(status)
    if data["overdue"] is not None:
        wanted.add(LATE if data["overdue"] else NOT_LATE)
    if status in OWING or data["overdue"]:
        wanted.add(MAY_OWE)
    found = LIST.page(uow, data, wanted, today=today(uow))
    return found | {"items": views(uow, found["items"])}
