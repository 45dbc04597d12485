"""The incoming-document register (收文登记本), as it is kept (X07)."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.complaints.cases import Channel
from contracts.complaints.request_types import PageQueryRequest
from contracts.roles import Role
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.letters.tables import IncomingDocument

READERS = (Role.DEPUTY_MANAGER, Role.DIRECTOR)
"""To whom a letter is shown."""
LETTER: Final = select(IncomingDocument).where(
    IncomingDocument.complaint_id == bindparam("complaint_id")
)


def letter_of(uow: UnitOfWork, complaint: Complaint) -> IncomingDocument | None:
    """The register's row of a case that came by letter."""
    if complaint.channel != Channel.LETTER:
        return None
    return uow.session.scalar(LETTER, {"complaint_id": complaint.id})


def unread_letter(uow: UnitOfWork, complaint: Complaint) -> IncomingDocument | None:
    """The letter of a case that waits to be shown to the caller."""
    letter = letter_of(uow, complaint) if uow.actor.has(*READERS) else None
    return letter if letter is not None and letter.shown_at is None else None


REGISTER = listing(IncomingDocument)


def incoming_documents(uow: UnitOfWork, data: PageQueryRequest) -> dict[str, Any]:
    """The incoming-document register (收文登记本), newest first (X07)."""
    return REGISTER.page(uow, data)
