"""The incoming-document register (收文登记本, X07)."""

from contracts.complaints.codes import Action
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.rules import excerpt
from services.complaints.cases.tables import Complaint
from services.complaints.letters.queries import letter_of, unread_letter
from services.complaints.letters.tables import IncomingDocument
from services.complaints.timeline.operations import record


def register(work: UnitOfWork, complaint: Complaint) -> None:
    """Enter a letter with the next `SW` number."""
    work.session.add(
        IncomingDocument(
            id=work.new_id(),
            number=work.number("SW"),
            complaint_id=complaint.id,
            complaint_number=complaint.number,
            sender=complaint.contact_name,
            subject=excerpt(complaint.wish),
            received_at=work.now,
        )
    )


def show(work: UnitOfWork, complaint: Complaint) -> bool:
    """The deputy manager has read the letter; False if there is none to be read by the caller."""
    letter = unread_letter(work, complaint)
    if letter is None:
        return False
    letter.shown_to_id, letter.shown_to = work.actor.id, work.actor.name
    letter.shown_at = work.now
    record(work, complaint, Action.LETTER_READ, public=False, document=letter.number)
    return True


def replied(work: UnitOfWork, complaint: Complaint) -> None:
    """Note in the register that the letter was answered."""
    if letter := letter_of(work, complaint):
        letter.replied_at = work.now
