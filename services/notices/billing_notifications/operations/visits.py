"""Telling stewards of door visits: one message a day, which says what is true of them (B04)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from contracts.billing.event_types import VisitsAssignedData, VisitsWithdrawnData
from contracts.notices.channels import Channel
from contracts.notices.messages import SubjectKind
from contracts.notices.templates import Purpose
from foundation.clock import local_date
from foundation.messaging.envelope import Envelope
from foundation.scope import own
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.messages.operations import kept
from services.notices.messages.rules import Subject
from services.notices.messages.tables import Message
from services.notices.notifications.operations.compose import notify
from services.notices.notifications.operations.count import counted, held, reword, withdraw
from services.notices.notifications.operations.notify import notification_of
from services.notices.templates.wordings import wording_of

ABOUT = Purpose.VISITS_ASSIGNED


@notification_of(ABOUT)
def visits_assigned(uow: UnitOfWork, event: Envelope[VisitsAssignedData]) -> None:
    """Notify a steward about the door visits to make: a second list of the day adds to the first.

    What was taken off the list since is left out.
    """
    data, at = event.data, event.occurred_at
    day, steward = local_date(at), data["steward_id"]
    new = [one for one in data["households"] if not gone_since(uow, one, at)]
    if not new:
        return
    topic = own(f"{ABOUT}:{day}")
    found = select(Message).where(
        Message.origin == f"{topic}:person:{steward}", Message.channel == Channel.PORTAL
    )
    message = uow.session.scalars(found.with_for_update()).first()
    known = message.facts if message else {}
    by = data["visit_date_by"]
    if "visit_date_by" in known:
        by = min(by, datetime.fromisoformat(known["visit_date_by"]).date())
    facts = listed(day, (doors_of(message) if message else {}) | dict.fromkeys(new, at), by)
    about = Subject(SubjectKind.VISITS, steward)
    notify(uow, event.id, ABOUT, facts, about=about, counted=topic, people=[steward])


def visits_withdrawn(uow: UnitOfWork, event: Envelope[VisitsWithdrawnData]) -> None:
    """Take doors off a list that a steward was notified of; a list with none left is over."""
    gone, at = event.data["households"], event.occurred_at
    for household_id in sorted(gone):
        for row in held(uow, household_id, [ABOUT]):
            row.settled_at = max(row.settled_at or at, at)
    messages = uow.session.scalars(
        select(Message)
        .where(Message.subject_id == event.data["steward_id"], Message.purpose == ABOUT)
        .where(Message.settled_at.is_(None))
        .order_by(Message.id)
        .with_for_update()
    ).all()
    for message in messages:
        doors = doors_of(message)
        left = {door: since for door, since in doors.items() if door not in gone or since > at}
        if left == doors:
            continue
        if not left:
            zh, en = "所列走访均已取消或改派", "None of these visits is yours to make any more"
            withdraw(uow, uow.now, zh, en, Message.id == message.id)
        facts = message.facts
        day, by = (date.fromisoformat(facts[name]) for name in ("day", "visit_date_by"))
        shorten(uow, message, listed(day, left, by))


def shorten(uow: UnitOfWork, message: Message, facts: dict[str, Any]) -> None:
    """Have a message name the doors that are left; nobody is notified again for that."""
    message.facts = kept(facts)
    if not facts["doors"]:
        return
    wording = wording_of(uow, ABOUT).about(facts)
    if message.times > 1:
        wording = counted(wording, message.times, message.created_at)
    reword(message, wording)


def listed(day: date, doors: dict[str, datetime], by: date) -> dict[str, Any]:
    """The facts of a list; `doors` says since when each household is on it."""
    entries = [f"{door} {at.isoformat()}" for door, at in sorted(doors.items())]
    return {"day": day, "count": len(doors), "doors": entries, "visit_date_by": by}


def doors_of(message: Message) -> dict[str, datetime]:
    """Which doors a message names, and since when; the release before did not keep that."""
    pairs = (one.split(" ") for one in message.facts.get("doors", []))
    before = dict.fromkeys(message.facts.get("households", []), message.created_at)
    return before | {door: datetime.fromisoformat(at) for door, at in pairs}


def gone_since(uow: UnitOfWork, household_id: str, at: datetime) -> bool:
    """Whether the door was taken off a list after it came to this one, which came first."""
    (row,) = held(uow, household_id, [ABOUT])
    return row.settled_at is not None and at < row.settled_at
