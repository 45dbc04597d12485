"""Unmasked looks at a contact's phone number, each logged with its reason (D03)."""

from typing import Any

from contracts.repairs.request_types import RevealContactRequest
from foundation.errors import Forbidden
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.privacy.queries import may_reveal
from services.repairs.privacy.tables import Look
from services.repairs.requests.queries import current_round
from services.repairs.requests.tables import Repair


def reveal_contact(uow: UnitOfWork, data: RevealContactRequest) -> dict[str, Any]:
    """The contact's number; the look is logged in the same transaction.

    Raise `Forbidden` for who neither keeps residents' data nor has taken this order on.
    """
    repair = uow.load(Repair, data["repair_id"])
    if not may_reveal(uow.actor, repair, current_round(uow, repair)):
        raise Forbidden
    uow.subject("repair", repair.id)
    look = Look(
        id=uow.new_id(),
        at=uow.now,
        by_id=uow.actor.id,
        by=uow.actor.name,
        repair_id=repair.id,
        reason=data["reason"],
    )
    uow.session.add(look)
    return {
        "look_id": look.id,
        "contact_name": repair.contact_name,
        "contact_phone": repair.contact_phone,
    }
