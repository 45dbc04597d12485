"""Bills as residents and staff see them (B01, B02)."""

from typing import Any

from sqlalchemy import select

from contracts.billing.codes import BillStatus
from foundation.money import ZERO
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.operations.daily import today
from services.billing.queries import balances
from services.billing.queries.bills import views
from services.billing.tables import Bill, LedgerEntry


def get(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """One bill; a resident's own."""
    bill = work.load(Bill, data["bill_id"])
    work.actor.require_household(bill.household_id)
    return views(work, [bill])[0]


def list_bills(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Bills, newest first; residents see those of their households."""
    statement = select(Bill).where(*households(work, Bill.household_id, data["household_id"]))
    for column in ("period", "kind"):
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
        case BillStatus.PAID:
            statement = statement.where(owed <= ZERO)
        case BillStatus.OPEN:
            statement = statement.where(owed > ZERO, ~paid_something.exists())
        case BillStatus.PARTLY_PAID:
            statement = statement.where(owed > ZERO, paid_something.exists())
    if data["overdue"] is not None:
        late = (Bill.due_date < today(work)) & (owed > ZERO)
        statement = statement.where(late if data["overdue"] else ~late)
    found = page(work, statement, Bill.id, data)
    return found | {"items": views(work, found["items"])}


def households(work: UnitOfWork, column: Any, wanted: str | None) -> list[Any]:
    """Conditions that keep a list to a household, and residents to their own.

    Raise `NotYourHousehold` for a resident who asks for another one.
    """
    if wanted:
        work.actor.require_household(wanted)
        return [column == wanted]
    if work.actor.is_staff:
        return []
    return [column.in_(sorted(work.actor.household_ids))]
