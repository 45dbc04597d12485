"""What all notifications have in common: not too late, nothing that is over, and what it is
about."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any

from contracts.directory.event_types import DutyCoveredData
from contracts.notices.messages import SubjectKind
from contracts.notices.templates import Purpose
from foundation import replica
from foundation.scope import own
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.messages.rules import Subject
from services.notices.notifications.operations.compose import notify
from services.notices.notifications.operations.count import OCCURRED_AT, over_already
from services.notices.policy import NoticesPolicy
from services.notices.untold.operations import leave_out

NotificationHandler = Callable[[UnitOfWork, Any], None]
Which = Purpose | Callable[[Any], Purpose | None]


def notification_of(which: Which) -> Callable[[NotificationHandler], NotificationHandler]:
    """What notifies people: not of what happened long ago, when its event comes to be processed
    now.

    Events come late after a loss, or are sent again after one; who had to be notified of them was.
    `which` message it is, or how to see that by the event.
    """

    def in_time(operation: NotificationHandler) -> NotificationHandler:
        @wraps(operation)
        def notify_in_time(uow: UnitOfWork, event: Any) -> None:
            late = uow.now - event.occurred_at
            if late <= timedelta(hours=uow.policy(NoticesPolicy).told_within_hours):
                operation(uow, event)
                return
            purpose = which if isinstance(which, Purpose) else which(event)
            if purpose is not None:
                leave_out(uow, event, purpose)

        return notify_in_time

    return in_time


def alarm(
    uow: UnitOfWork,
    event: Any,
    purpose: Purpose,
    about: Subject,
    facts: dict[str, Any],
    people: Iterable[str | None],
) -> None:
    """Notify people of something, unless it is over by now; notified again it is one message."""
    if over_already(uow, about.id, purpose, event.occurred_at):
        return
    facts = facts | {OCCURRED_AT: event.occurred_at}
    notify(
        uow,
        event.id,
        purpose,
        facts,
        about=about,
        counted=f"{purpose}:{about.id}",
        people=people,
    )


def complaint(complaint_id: str) -> Subject:
    """The case that an event is about."""
    return Subject(SubjectKind.COMPLAINT, complaint_id)


def repair(repair_id: str) -> Subject:
    """The repair that an event is about."""
    return Subject(SubjectKind.REPAIR, repair_id)


def roster_day(data: DutyCoveredData) -> Subject:
    """The day of the roster that an event is about."""
    return Subject(SubjectKind.ROSTER, own(f"{data['duty']}:{data['day']}"))


def place(uow: UnitOfWork, data: Mapping[str, Any]) -> dict[str, str]:
    """Where it is, as people say it: household, building, or the community."""
    home = household_of(uow, data)
    label = home.label if home else data.get("building")
    return {"place": label or "小区公共区域", "place_en": label or "the community"}


def building_of(uow: UnitOfWork, data: Mapping[str, Any]) -> str | None:
    """The building an event is about, as it says or by its household."""
    if building := data.get("building"):
        return str(building)
    home = household_of(uow, data)
    return home.building if home else None


def household_of(uow: UnitOfWork, data: Mapping[str, Any]) -> replica.Household | None:
    """The household an event is about; None if there is none, or it is not known here yet."""
    household_id = data.get("household_id")
    found = replica.households(uow, ids=[household_id]) if household_id else []
    return found[0] if found else None
