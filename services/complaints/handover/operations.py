"""Who leaves leaves no case behind (C01): each has a first responsible person who is here."""

from sqlalchemy import Select, or_, select

from contracts.complaints.cases import Status
from contracts.complaints.timeline import Action
from contracts.directory.event_types import PersonChangedData
from contracts.roles import CASE_WORKERS
from foundation import replica
from foundation.messaging.envelope import Envelope
from foundation.replica.handlers import on_person_changed as keep_person
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.inboxes import operations as inboxes
from services.complaints.intake.operations import Responsible, on_duty
from services.complaints.timeline.operations import facts, record


def on_person_changed(uow: UnitOfWork, event: Envelope[PersonChangedData]) -> None:
    """Keep the person; open cases of who works on those of a community no more go to who is on
    duty."""
    keep_person(uow, event)
    person_id = event.data["person_id"]
    theirs = open_cases(person_id).with_only_columns(Complaint.community_id).distinct()
    for community in uow.session.scalars(theirs).all():
        with uow.within(community):
            person = replica.person(uow, person_id)
            if person is None or not person.active or CASE_WORKERS.isdisjoint(person.roles):
                reassign_cases(uow, person_id)


def open_cases(person_id: str) -> Select[str]:
    """The open cases that are somebody's."""
    return (
        select(Complaint.id)
        .where(Complaint.status != Status.CLOSED)
        .where(or_(Complaint.first_responsible_id == person_id, Complaint.handler_id == person_id))
    )


def reassign_cases(uow: UnitOfWork, person_id: str) -> None:
    """Give each open case that was somebody's to the desk on duty; where a department has it, it
    waits there again for somebody else to take it over (C14)."""
    for complaint_id in list(uow.session.scalars(open_cases(person_id).order_by(Complaint.id))):
        hand_on(uow, uow.load(Complaint, complaint_id), person_id, on_duty(uow))


def hand_on(uow: UnitOfWork, complaint: Complaint, person_id: str, heir: Responsible) -> None:
    """Put others in the place of who has left."""
    before = facts(complaint)
    if complaint.first_responsible_id == person_id:
        complaint.first_responsible_id, complaint.first_responsible = heir.id, heir.name
    if complaint.handler_id == person_id:
        of_desk = complaint.department is None
        complaint.handler_id = heir.id if of_desk else None
        complaint.handler = heir.name if of_desk else None
        if not of_desk and complaint.status == Status.HANDLING:
            inboxes.begin(uow, complaint)
        elif not of_desk and complaint.status == Status.HANDLED:  # nothing but the answer is left
            inboxes.publish_transferred(uow, complaint)
    record(uow, complaint, Action.HANDED_ON, before, public=False)
