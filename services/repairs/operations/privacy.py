"""Unmasked looks at a contact's phone number, each logged with its reason (D03)."""

from typing import Any

from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.tables import Look, Repair


def reveal_contact(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """The contact's number; the look is logged in the same transaction."""
    repair = work.load(Repair, data["repair_id"])
    work.subject("repair", repair.id)
    look = Look(
        id=work.new_id(),
        at=work.now,
        by_id=work.actor.id,
        by=work.actor.name,
        repair_id=repair.id,
        reason=data["reason"],
    )
    work.session.add(look)
    return {
        "look_id": look.id,
        "contact_name": repair.contact_name,
        "contact_phone": repair.contact_phone,
    }
