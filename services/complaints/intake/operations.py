"""Intake (X01, C01–C03): a contact becomes a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from contracts.complaints.cases import Channel, Gravity, Status, Urgency, Validity
from contracts.complaints.deadlines import LONGEST_OWN_DAYS, CountedDays, DeadlineClass
from contracts.complaints.escalation import Tier
from contracts.complaints.events import ComplaintLodged
from contracts.complaints.intake import DeskDecides, OnlineOnly, OwnLimitTime
from contracts.complaints.request_types import LodgeComplaintRequest
from contracts.complaints.timeline import Action
from contracts.papers import SERIES, PaperKind
from contracts.roles import CASE_WORKERS, Role
from foundation import replica
from foundation.calendar import DayKind
from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.attending import operations as attending
from services.complaints.cases.queries import summary
from services.complaints.cases.rules import excerpt
from services.complaints.cases.tables import Complaint
from services.complaints.categories import queries as categories
from services.complaints.deadlines import operations as clock
from services.complaints.escalation import operations as escalation
from services.complaints.fee_disputes import operations as fee_disputes
from services.complaints.first_answers import operations as first_answers
from services.complaints.letters import operations as letters
from services.complaints.policy import ComplaintPolicy
from services.complaints.timeline.operations import record
from services.complaints.urgency import operations as urgency

DESK_DUTIES = ("desk", "duty_manager")
"""Who takes what comes in while nobody in particular receives it, in this order."""


@dataclass(frozen=True)
class Responsible:
    """The first responsible person (首问责任人, C01)."""

    id: str | None
    name: str | None


def lodge(uow: UnitOfWork, data: LodgeComplaintRequest) -> dict[str, Any]:
    """Record a contact.

    Raise `OnlineOnly` and `DeskDecides` for residents who ask for more than is theirs; `NotFound`
    for an unknown household; `InvalidInput` for a category that is not offered. What its category
    calls urgent is so unless somebody says otherwise (X04).
    """
    home = replica.household(uow, data["household_id"]) if data["household_id"] else None
    if not uow.as_staff():
        home = as_resident(uow, data, home)
    category = categories.require_offered(uow, data["category"])
    urgent = category.response == DeadlineClass.URGENT
    data["urgency"] = data["urgency"] or (Urgency.URGENT if urgent else Urgency.ORDINARY)
    complaint = new_case(
        uow, data, home, uow.number(SERIES[PaperKind.ANSWER]), uow.now, first_responsible(uow)
    )
    complaint.own_due_at = own_limit(uow, data)
    clock.start(uow, complaint, uow.now)
    first_answers.begin(uow, [complaint])
    attending.begin(uow, complaint)
    uow.session.add(complaint)
    uow.subject("complaint", complaint.id)
    record(uow, complaint, Action.LODGED, channel=complaint.channel, due_at=complaint.due_at)
    if complaint.channel == Channel.LETTER:
        letters.register(uow, complaint)
    announce(uow, complaint)
    urgency.make_known(uow, complaint)
    fee_disputes.sync(uow, complaint)
    escalation.begin(uow, [complaint])
    return summary(uow, complaint, full=True)


def own_limit(uow: UnitOfWork, data: LodgeComplaintRequest) -> datetime | None:
    """The limit that a case comes with (C12); raise `OwnLimitTime` for one that has passed, or is
    too far."""
    calendar = uow.policy(ComplaintPolicy).calendar()
    if data["own_due_days"] is not None:
        kind: DayKind = "working" if data["own_due_day_kind"] == CountedDays.WORKING else "calendar"
        return calendar.add_days(uow.now, data["own_due_days"], kind).due_at
    if data["own_due_on"] is None:
        return None
    due_at = calendar.closes(data["own_due_on"])
    if not uow.now < due_at <= uow.now + timedelta(days=LONGEST_OWN_DAYS):
        raise OwnLimitTime(field="own_due_on", days=LONGEST_OWN_DAYS)
    return due_at


def as_resident(
    uow: UnitOfWork, data: LodgeComplaintRequest, home: replica.Household | None
) -> replica.Household:
    """Residents lodge online, for their own household; how grave it is the desk says. Tell which
    household it is."""
    if data["channel"] != Channel.ONLINE:
        raise OnlineOnly(field="channel")
    graver = data["gravity"] != Gravity.GENERAL or data["urgency"] not in (None, Urgency.ORDINARY)
    if graver or data["own_due_on"] or data["own_due_days"]:
        raise DeskDecides
    if home is None:
        own = sorted(uow.actor.household_ids)
        if len(own) != 1:
            raise InvalidInput("Say which of your households it is about.", field="household_id")
        home = replica.household(uow, own[0])
    return home


def new_case(
    uow: UnitOfWork,
    data: Mapping[str, Any],
    home: replica.Household | None,
    number: str,
    lodged_at: datetime,
    responsible: Responsible,
) -> Complaint:
    """A case as it is when nothing has been done about it.

    `data` is a request, or a message of the platform, which may have no phone.
    """
    restated = data["restated"] or {"text": None, "confirmed": False}
    return Complaint(
        id=uow.new_id(),
        number=number,
        household_id=home.household_id if home else None,
        **replica.belonging(home, uow.actor, data["contact_name"], data["contact_phone"]),
        building=home.building if home else None,
        unit=home.unit if home else None,
        place=data["place"],
        channel=data["channel"],
        description=data["description"],
        wish=data["wish"],
        contact_name=data["contact_name"],
        contact_phone=data["contact_phone"],
        lodged_at=lodged_at,
        lodged_by_id=uow.actor.id,
        lodged_by_resident=not uow.as_staff(),
        restated_text=restated["text"],
        restated_confirmed=restated["confirmed"],
        kind=data["kind"],
        category=data["category"],
        gravity=data["gravity"],
        urgency=data["urgency"],
        validity=Validity.UNDECIDED,
        first_responsible_id=responsible.id,
        first_responsible=responsible.name,
        handler_id=responsible.id,
        handler=responsible.name,
        status=Status.LODGED,
        tier=Tier.RECEIVER,
        round=1,
        failed_visits=0,
        limit_class=DeadlineClass.OWN_SCOPE,
        limit_days=0,
        limit_day_kind="calendar",
        due_provisional=False,
        fee_dispute_open=False,
        version=0,
    )


def first_responsible(uow: UnitOfWork) -> Responsible:
    """Who takes the contact: the member of staff who does; online, who has the desk (C01).

    So too what an administrator brings in from the console, and what a program does (P06).
    Nobody, if the roster names nobody: then whoever triages it takes it.
    """
    by_nobody = uow.actor.is_program or uow.actor.has(Role.SYSTEM, Role.ADMIN)
    if uow.as_staff() and not by_nobody:
        return Responsible(uow.actor.id, uow.actor.name)
    return on_duty(uow)


def on_duty(uow: UnitOfWork) -> Responsible:
    """Who has the desk by the roster, else who decides at this hour; nobody, if it names nobody."""
    for duty in DESK_DUTIES:
        for person_id in replica.on_duty(uow, duty, uow.now):
            person = replica.person(uow, person_id)
            if person is None or (person.active and not CASE_WORKERS.isdisjoint(person.roles)):
                return Responsible(person_id, person.name if person else None)
    return Responsible(None, None)


def announce(uow: UnitOfWork, complaint: Complaint) -> None:
    """Publish a new case."""
    uow.emit(
        ComplaintLodged,
        complaint.id,
        {
            "complaint_id": complaint.id,
            **complaint.belonging,
            "number": complaint.number,
            "household_id": complaint.household_id,
            "kind": complaint.kind,
            "category": complaint.category,
            "channel": complaint.channel,
            "description": excerpt(complaint.description),
            "first_responsible_id": complaint.first_responsible_id,
            "due_at": complaint.due_at,
        },
    )
