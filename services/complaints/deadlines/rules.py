"""The clock of one case: its limit, what stopped it, and when it is due (X05, X09, C11).

A case's due time is never edited. It follows from when the case came, the limit of its class and
the stops of its clock; so nothing that is done to a case can set the clock back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from contracts.complaints.cases import Urgency
from contracts.complaints.deadlines import DeadlineClass, StopCause
from foundation.calendar import DayKind, Reckoning, ServiceCalendar

NOTHING = timedelta()


@dataclass(frozen=True)
class Stop:
    """A time during which the clock of a case stood still."""

    cause: StopCause
    start: datetime
    end: datetime


@dataclass(frozen=True)
class CaseClock:
    """What the due time of a case follows from."""

    started_at: datetime
    days: int
    day_kind: DayKind
    stops: tuple[Stop, ...] = ()
    """Those that are over, in order."""
    own_due_at: datetime | None = None
    """The limit that the case came with, which no stop moves; the earlier one rules (C12)."""

    def limit(self, calendar: ServiceCalendar) -> Reckoning:
        """When it would be due if the clock had never been stopped."""
        return calendar.add_days(self.started_at, self.days, self.day_kind)

    def due_at(self, calendar: ServiceCalendar) -> datetime:
        """When it is due: each stop before it shifts it by exactly its service time (X09), but not
        beyond the limit that the case came with (C12)."""
        ours = self.shifted(self.limit(calendar).due_at, calendar)
        return min(ours, self.own_due_at or ours)

    def shifted(self, moment: datetime, calendar: ServiceCalendar) -> datetime:
        """A moment that lay ahead, after the stops that began before it.

        A stop that begins when the moment is past does not undo what has happened.
        """
        for stop in self.stops:
            if stop.start < moment:
                stood = calendar.service_time(stop.start, stop.end)
                moment = calendar.add_service_time(moment, stood).due_at
        return moment

    def stood(self, calendar: ServiceCalendar) -> timedelta:
        """Service time during which it stood still, in all."""
        spans = (calendar.service_time(stop.start, stop.end) for stop in self.stops)
        return sum(spans, NOTHING)

    def segments(self, until: datetime, calendar: ServiceCalendar) -> list[dict[str, Any]]:
        """What counted from the start to `until` and what did not, and why (C11)."""
        counted = (
            part.as_json() for part in calendar.segments(self.started_at, until, self.day_kind)
        )
        return list(overlaid(counted, self.stops, until))


def overlaid(
    parts: Iterable[dict[str, Any]], stops: tuple[Stop, ...], until: datetime
) -> Iterator[dict[str, Any]]:
    """The stretches with the stops laid over them."""
    for part in parts:
        since = part["from"]
        for stop in stops:
            start, end = max(stop.start, since), min(stop.end, part["to"], until)
            if start >= end:
                continue
            if since < start:
                yield part | {"from": since, "to": start}
            yield {"from": start, "to": end, "counted": False, "reason": stop.cause.value}
            since = end
        if since < part["to"]:
            yield part | {"from": since}


def class_of(urgency: Urgency, *, transferred: bool) -> DeadlineClass:
    """Which limit holds (X05). Urgent and transferred allow the same; urgent is named first."""
    if urgency is Urgency.URGENT:
        return DeadlineClass.URGENT
    return DeadlineClass.TRANSFERRED if transferred else DeadlineClass.OWN_SCOPE
