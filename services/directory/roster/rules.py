"""The duty roster (值班表): who qualifies, and where nobody is on duty (D05, C09)."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime

from contracts.directory.roster import Duty
from contracts.roles import DESK, ENGINEERS, MANAGERS, STEWARDS, Role

QUALIFIED: dict[Duty, frozenset[Role]] = {
    Duty.DUTY_MANAGER: MANAGERS,
    Duty.DESK: DESK | STEWARDS,
    Duty.ENGINEER: ENGINEERS,
}
"""Which roles can take which duty."""
PRESENT = frozenset({Duty.DESK, Duty.ENGINEER})
"""Duties that take the whole person; a duty manager is on call, and may have one beside it."""


@dataclass(frozen=True)
class Span:
    """From `start` up to, not including, `end`."""

    start: datetime
    end: datetime


def qualifies(roles: Set[str], duty: Duty) -> bool:
    """Whether one of the roles can take the duty."""
    return not QUALIFIED[duty].isdisjoint(roles)


def gaps(shifts: Iterable[Span], period: Span) -> list[Span]:
    """The parts of the period that no shift covers, in order of time."""
    found: list[Span] = []
    covered_until = period.start
    for shift in sorted(shifts, key=lambda span: span.start):
        if shift.start >= period.end:
            break
        if shift.start > covered_until:
            found.append(Span(covered_until, shift.start))
        covered_until = max(covered_until, shift.end)
    if covered_until < period.end:
        found.append(Span(covered_until, period.end))
    return found
