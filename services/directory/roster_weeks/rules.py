"""The turns (班次) of a week: from one change of hands to the next (C09)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

from contracts.directory.roster import Duty
from foundation.clock import at_local
from services.directory.roster.rules import Span

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Turn:
    """A duty from one change of hands to the next."""

    duty: Duty
    span: Span


def monday(day: date) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def turns(begins_on: date, changes: Mapping[Duty, Iterable[str]]) -> list[Turn]:
    """The turns that begin within a week, by time; a duty changes hands at times of day, `HH:MM`.
    The last of a day ends with the first of the next."""
    found = []
    for duty, times in changes.items():
        hours = sorted(time.fromisoformat(one) for one in times)
        days = [begins_on + offset * A_DAY for offset in range(8)]
        starts = [at_local(day, hour) for day in days for hour in hours]
        found += [
            Turn(duty, Span(start, end))
            for start, end in pairwise(starts)
            if start < at_local(days[7], time())
        ]
    return sorted(found, key=lambda one: one.span.start)
