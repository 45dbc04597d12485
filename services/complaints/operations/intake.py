"""Intake (X01, C01–C03): a contact becomes a case."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts.complaints.codes import (
    Action,
    Channel,
    DeadlineClass,
    Gravity,
    Status,
    Tier,
    Urgency,
    Validity,
)
from contracts.complaints.events import ComplaintLodged
from contracts.roles import Role
from foundation import replica
from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.domain.policy import ComplaintPolicy
from services.complaints.domain.privacy import excerpt
from services.complaints.errors import DeskDecides, OnlineOnly
from services.complaints.operations import clock, escalation, fee_disputes, letters, urgency
from services.complaints.operations.timeline import record
from services.complaints.queries.summary import summary
from services.complaints.tables import Complaint

DESK_DUTIES = ("desk", "duty_manager")
"""Who takes what comes in while nobody in particular receives it, in this order."""


@dataclass(frozen=True)
class Responsible:
    """The first responsible person (首问责任人, C01)."""

    id: str | None
    name: str | None


def lodge(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Record a contact.

    Raise `OnlineOnly`, `DeskDecides` and `NotYourHousehold` for residents who ask for more than
    is theirs; `NotFound` for an unknown household.
    """
    if not work.actor.is_staff:
        as_resident(work, data)
    complaint = new_case(work, data, work.number("TS"), work.now, first_responsible(work))
    clock.start(complaint, work.now, work.policy(ComplaintPolicy))
    work.session.add(complaint)
    work.subject("complaint", complaint.id)
    record(work, complaint, Action.LODGED, channel=complaint.channel, due_at=complaint.due_at)
    if complaint.channel == Channel.LETTER:
        letters.register(work, complaint)
    announce(work, complaint)
    urgency.make_known(work, complaint)
    fee_disputes.sync(work, complaint)
    escalation.begin(work, [complaint])
    return summary(work, complaint, full=True)


def as_resident(work: UnitOfWork, data: dict[str, Any]) -> None:
    """Residents lodge online, for their own household; how grave it is the desk says."""
    if data["channel"] != Channel.ONLINE:
        raise OnlineOnly(field="channel")
    if data["gravity"] != Gravity.GENERAL or data["urgency"] != Urgency.ORDINARY:
        raise DeskDecides
    if data["household_id"] is None:
        own = sorted(work.actor.household_ids)
        if len(own) != 1:
            raise InvalidInput("Say which of your households it is about.", field="household_id")
        data["household_id"] = own[0]
    work.actor.require_household(data["household_id"])


def new_case(
    work: UnitOfWork,
    data: dict[str, Any],
    number: str,
    lodged_at: datetime,
    responsible: Responsible,
) -> Complaint:
    """A case as it is when nothing has been done about it."""
    home = replica.household(work, data["household_id"]) if data["household_id"] else None
    restated = data["restated"] or {"text": None, "confirmed": False}
    return Complaint(
        id=work.new_id(),
        number=number,
        household_id=data["household_id"],
        building=home.building if home else None,
        unit=home.unit if home else None,
        place=data["place"],
        channel=data["channel"],
        description=data["description"],
        wish=data["wish"],
        contact_name=data["contact_name"],
        contact_phone=data["contact_phone"],
        lodged_at=lodged_at,
        lodged_by_id=work.actor.id,
        lodged_by_resident=not work.actor.is_staff,
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


def first_responsible(work: UnitOfWork) -> Responsible:
    """Who takes the contact: the member of staff who does; online, who has the desk (C01).

    So too what an administrator brings in from the console. Nobody, if the roster names nobody:
    then whoever triages it takes it.
    """
    if work.actor.is_staff and not work.actor.has(Role.SYSTEM, Role.ADMIN):
        return Responsible(work.actor.id, work.actor.name)
    for duty in DESK_DUTIES:
        for person_id in replica.on_duty(work, duty, work.now):
            person = replica.person(work, person_id)
            return Responsible(person_id, person.name if person else None)
    return Responsible(None, None)


def announce(work: UnitOfWork, complaint: Complaint) -> None:
    """Tell the others of a new case."""
    work.emit(
        ComplaintLodged,
        complaint.id,
        {
            "complaint_id": complaint.id,
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
