"""Equipment taken away for repair, and what is lent for it (R03)."""

from typing import Any

from contracts.repairs.equipment import AlreadyReturned
from contracts.repairs.request_types import ReturnEquipmentRequest, TakeEquipmentRequest
from contracts.repairs.requests import RepairStatus
from contracts.repairs.timeline import RepairAction
from contracts.roles import DESK
from foundation.errors import IllegalTransition
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.equipment import queries as loans
from services.repairs.equipment.tables import Loan
from services.repairs.requests.operations import take_up
from services.repairs.requests.queries import current_round, require_engineer
from services.repairs.timeline.operations import record


def take_equipment(uow: UnitOfWork, data: TakeEquipmentRequest) -> dict[str, Any]:
    """Record what leaves the unit, with the resident's signature, and what is lent for it.

    Raise `IllegalTransition` unless the engineer is on site.
    """
    repair = take_up(uow, data["repair_id"])
    require_engineer(uow, repair)
    if repair.status != RepairStatus.ARRIVED:
        raise IllegalTransition(status=RepairStatus(repair.status))
    loan = Loan(
        id=uow.new_id(),
        repair_id=repair.id,
        item=data["item"],
        lent_item=data["lent_item"],
        consent_signature=data["consent_signature"],
        taken_at=uow.now,
        taken_by=uow.actor.name,
    )
    uow.session.add(loan)
    record(uow, repair, RepairAction.EQUIPMENT_TAKEN, item=loan.item, lent=loan.lent_item)
    return loans.loan(uow.actor, loan, repair, current_round(uow, repair))


def return_equipment(uow: UnitOfWork, data: ReturnEquipmentRequest) -> dict[str, Any]:
    """Record that it is back; raise `AlreadyReturned` the second time."""
    found = uow.load(Loan, data["loan_id"])
    repair = take_up(uow, found.repair_id)
    if not uow.actor.has(*DESK):
        require_engineer(uow, repair)
    if found.returned_at is not None:
        raise AlreadyReturned
    found.returned_at, found.receipt_signature = uow.now, data["receipt_signature"]
    record(uow, repair, RepairAction.EQUIPMENT_RETURNED, item=found.item)
    return loans.loan(uow.actor, found, repair, current_round(uow, repair))
