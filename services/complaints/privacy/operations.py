"""Unmasked looks at a contact's phone number, each logged with its reason (D03)."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.complaints.request_types import ListLooksRequest, RevealContactRequest
from foundation.errors import Forbidden
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import may_reveal
from services.complaints.cases.tables import Complaint
from services.complaints.privacy.tables import Look


def reveal_contact(uow: UnitOfWork, data: RevealContactRequest) -> dict[str, Any]:
    """The contact's number; the look is logged in the same transaction.

    Raise `Forbidden` for who neither keeps residents' data nor works on this case.
    """
    complaint = uow.load(Complaint, data["complaint_id"])
    if not may_reveal(uow.actor, complaint):
        raise Forbidden
    uow.subject("complaint", complaint.id)
    look = Look(
        id=uow.new_id(),
        at=uow.now,
        by_id=uow.actor.id,
        by=uow.actor.name,
        complaint_id=complaint.id,
        reason=data["reason"],
    )
    uow.session.add(look)
    return {
        "look_id": look.id,
        "contact_name": complaint.contact_name,
        "contact_phone": complaint.contact_phone,
    }


LOOKS = listing(Look, "complaint_id")
NUMBERS: Final = select(Complaint.id, Complaint.number).where(
    Complaint.id.in_(bindparam("ids", expanding=True))
)


def list_looks(uow: UnitOfWork, data: ListLooksRequest) -> dict[str, Any]:
    """Who looked at which number and why, newest first; of one case, if given."""
    found = LOOKS.page(uow, data)
    ids = {look.complaint_id for look in found["items"]}
    numbers = {row.id: row.number for row in uow.rows(NUMBERS, ids=ids)}
    names = ("id", "community_id", "at", "by_id", "by", "complaint_id", "reason")
    return found | {
        "items": [
            {name: getattr(look, name) for name in names}
            | {"complaint_number": numbers[look.complaint_id]}
            for look in found["items"]
        ]
    }
