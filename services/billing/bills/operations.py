"""Bills as residents and staff see them (B01, B02)."""

from typing import Any

from sqlalchemy import select

from contracts.billing.bills import BillStatus
from contracts.billing.request_types import GetBillRequest, ListBillsRequest
from foundation.money import ZERO
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.queries import views
from services.billing.bills.tables import Bill
from services.billing.daily.operations import today
from services.billing.ledger import queries as balances
from services.billing.ledger.tables import LedgerEntry


def get(uow: UnitOfWork, data: GetBillRequest) -> dict[str, Any]:
    """One bill; a resident's own. Of the own household, what was billed to somebody before, or is
    the owner's and not the tenant's, is not there (`NotFound`, B19)."""
    return views(uow, [uow.load(Bill, data["bill_id"])])[0]


def list_bills(uow: UnitOfWork, data: ListBillsRequest) -> dict[str, Any]:
    """Bills, newest first; residents see those of their households."""
    statement = select(Bill)
    for column in ("household_id", "period", "kind"):
        if wanted := data[column]:
            statement = statement.where(getattr(Bill, column) == wanted)
    owed = balances.owed_on_bill()
    paid_something = (
        select(LedgerEntry.bill_id)
        .where(LedgerEntry.bill_id == Bill.id, balances.RECEIVABLE)
        .where(LedgerEntry.kind.not_in(balances.CHARGING))
        .correlate(Bill)
        .group_by(LedgerEntry.bill_id)
        .having(balances.total() < ZERO)
    )
    if data["status"] in (BillStatus.OPEN, BillStatus.PARTLY_PAID) or data["overdue"]:
        statement = statement.where(balances.may_owe())
    match data["status"]:
        case BillStatus.CANCELLED:
            statement = statement.where(Bill.cancelled_at.is_not(None))
        case BillStatus.PAID:
            statement = statement.where(owed <= ZERO, Bill.cancelled_at.is_(None))
        case BillStatus.OPEN:
            statement = statement.where(owed > ZERO, ~paid_something.exists())
        case BillStatus.PARTLY_PAID:
            statement = statement.where(owed > ZERO, paid_something.exists())
    if data["overdue"] is not None:
        late = (Bill.due_date < today(uow)) & (owed > ZERO)
        statement = statement.where(late if data["overdue"] else ~late)
    found = page(uow, statement, Bill.id, data)
    return found | {"items": views(uow, found["items"])}
