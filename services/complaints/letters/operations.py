"""The incoming-document register (收文登记本, X07)."""

from contracts.complaints.timeline import Action
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.rules import excerpt
from services.complaints.cases.tables import Complaint
from services.complaints.letters.queries import letter_of, unread_letter
from services.complaints.letters.tables import IncomingDocument
from services.complaints.timeline.operations import record


def register(uow: UnitOfWork, complaint: Complaint) -> None:
    """Enter a letter with the next `SW` number."""
    uow.session.add(
        IncomingDocument(
            id=uow.new_id(),
            number=uow.number("SW"),
            complaint_id=complaint.id,
            complaint_number=complaint.number,
            sender=complaint.contact_name,
            subject=excerpt(complaint.wish),
            received_at=uow.now,
        )
    )


def show(uow: UnitOfWork, complaint: Complaint) -> bool:
    """The deputy manager has read the letter; False if there is none to be read by the caller."""
    letter = unread_letter(uow, complaint)
    if letter is None:
        return False
    letter.shown_to_id, letter.shown_to = uow.actor.id, uow.actor.name
    letter.shown_at = uow.now
    record(uow, complaint, Action.LETTER_READ, public=False, document=letter.number)
    return True


def replied(uow: UnitOfWork, complaint: Complaint) -> None:
    """Note in the register that the letter was answered."""
    if letter := letter_of(uow, complaint):
        letter.replied_at = uow.now
