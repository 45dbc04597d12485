"""Equipment taken away for repair, and what is lent for it (R03)."""

from typing import Any

from contracts.repairs.codes import RepairStatus
from contracts.roles import DESK
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs import views
from services.repairs.errors import AlreadyReturned, IllegalTransition
from services.repairs.operations.progress import current_round, record, take_up
from services.repairs.operations.quoting import require_engineer
from services.repairs.queries import loans
from services.repairs.tables import Loan


def take_equipment(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Record what leaves the unit, with the resident's signature, and what is lent for it.

    Raise `IllegalTransition` unless the engineer is on site.
    """
    repair = take_up(work, data["repair_id"])
    require_engineer(work, repair)
    if repair.status != RepairStatus.ARRIVED:
        raise IllegalTransition(status=repair.status, action="take_equipment")
    loan = Loan(
        id=work.new_id(),
        repair_id=repair.id,
        item=data["item"],
        lent_item=data["lent_item"],
        consent_signature=data["consent_signature"],
        taken_at=work.now,
        taken_by=work.actor.name,
    )
    work.session.add(loan)
    record(work, repair, "equipment_taken", item=loan.item, lent=loan.lent_item)
    return views.loan(work.actor, loan, repair, current_round(work, repair))


def return_equipment(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Record that it is back; raise `AlreadyReturned` the second time."""
    found = work.load(Loan, data["loan_id"])
    repair = take_up(work, found.repair_id)
    if not work.actor.has(*DESK):
        require_engineer(work, repair)
    if found.returned_at is not None:
        raise AlreadyReturned
    found.returned_at, found.receipt_signature = work.now, data["receipt_signature"]
    record(work, repair, "equipment_returned", item=found.item)
    return views.loan(work.actor, found, repair, current_round(work, repair))


def open_loans(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """What is still out, newest first."""
    listed = page(work, loans.out(work.actor, data), Loan.id, data)
    orders = loans.orders(work, [one.repair_id for one in listed["items"]])
    items = [views.loan(work.actor, one, *orders[one.repair_id]) for one in listed["items"]]
    return {**listed, "items": items}
