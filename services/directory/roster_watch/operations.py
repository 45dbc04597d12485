"""Gaps of the duty roster are told a day ahead, each once (C09).

Every morning the coming two days are looked through, and soon after a change of the roster: not
at once, since a roster is written shift by shift. A duty that never had a shift is not kept by the
roster, and not watched.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import wraps
from typing import Any

from sqlalchemy import select

from contracts.directory.codes import Duty
from contracts.directory.events import DutyCovered, DutyUncovered
from foundation.clock import at_local, local_date
from foundation.deadlines import Deadline
from foundation.entry import Operation
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.policy import DirectoryPolicy
from services.directory.roster.operations import touching
from services.directory.roster.rules import Span, gaps
from services.directory.roster.tables import Shift
from services.directory.roster_watch.tables import RosterWarning

WATCH = "roster_watch"
SUBJECT = "roster"
MORNING = time(8)
CHANGED = "changed"
SETTLES = timedelta(minutes=30)
"""After so long without a change the roster is taken to be as it is meant."""
A_DAY = timedelta(days=1)


def arm(work: UnitOfWork) -> None:
    """See to it that the roster is watched from now on."""
    if not work.deadlines.waiting(WATCH, SUBJECT):
        set_next(work)


def go_on(work: UnitOfWork) -> None:
    """Watch a roster that was written before rosters were watched: at the start of the service."""
    if work.deadlines.waiting(WATCH, SUBJECT) or not any(is_kept(work, duty) for duty in Duty):
        return
    arm(work)
    work.deadlines.set(WATCH, SUBJECT, work.now, step=CHANGED, again=True)


def watched(operation: Operation) -> Operation:
    """A change of the roster: from then on it is watched."""

    @wraps(operation)
    def change(work: UnitOfWork, data: Any) -> Any:
        arm(work)
        work.deadlines.set(WATCH, SUBJECT, work.now + SETTLES, step=CHANGED, again=True)
        return operation(work, data)

    return change


def set_next(work: UnitOfWork) -> None:
    """In the next morning."""
    day = local_date(work.now)
    if at_local(day, MORNING) <= work.now:
        day += A_DAY
    work.deadlines.set(WATCH, SUBJECT, at_local(day, MORNING), step=day.isoformat())


def watch(work: UnitOfWork, deadline: Deadline) -> None:
    """Tell of what nobody has within the coming hours, and of what somebody has by now."""
    if deadline.step != CHANGED:
        set_next(work)
    ahead = timedelta(hours=work.policy(DirectoryPolicy).roster_warning_hours)
    for duty in Duty:
        if is_kept(work, duty):
            tell_of_gaps(work, duty, Span(work.now, work.now + ahead))
    tell_of_covered(work)


def is_kept(work: UnitOfWork, duty: Duty) -> bool:
    """Whether the roster has ever had a shift of it."""
    ever = select(Shift.id).where(Shift.duty == duty, Shift.cancelled.is_(False)).limit(1)
    return work.session.scalar(ever) is not None


def tell_of_gaps(work: UnitOfWork, duty: Duty, period: Span) -> None:
    """Each day's first gap that nobody was told of."""
    for day, gap in first_gaps(work, duty, period):
        known = work.session.get(RosterWarning, (duty.value, day))
        if known is not None and known.covered_at is None:
            continue
        if known is None:
            known = RosterWarning(duty=duty, day=day)
            work.session.add(known)
        known.told_at, known.covered_at = work.now, None
        told = {"duty": duty, "day": day, "starts_at": gap.start, "ends_at": gap.end}
        work.emit(DutyUncovered, f"{duty}:{day}", told)


def first_gaps(work: UnitOfWork, duty: Duty, period: Span) -> Iterator[tuple[date, Span]]:
    """The first gap of each local day in a period, cut at the ends of both."""
    day = local_date(period.start)
    while (begin := at_local(day, time())) < period.end:
        part = Span(max(begin, period.start), min(begin + A_DAY, period.end))
        for gap in gaps_of(work, duty, part)[:1]:
            yield day, gap
        day += A_DAY


def gaps_of(work: UnitOfWork, duty: Duty, period: Span) -> list[Span]:
    """The parts of a period in which nobody has a duty."""
    shifts = work.session.scalars(touching(period.start, period.end).where(Shift.duty == duty))
    return gaps((Span(one.starts_at, one.ends_at) for one in shifts), period)


def tell_of_covered(work: UnitOfWork) -> None:
    """What was told of and is closed by now; days that are over stay as they were."""
    today = local_date(work.now)
    told = select(RosterWarning).where(
        RosterWarning.covered_at.is_(None), RosterWarning.day >= today
    )
    for warning in work.session.scalars(told):
        end = end_of(warning.day)
        begin = max(work.now, end - A_DAY)
        if not gaps_of(work, Duty(warning.duty), Span(begin, end)):
            warning.covered_at = work.now
            key = f"{warning.duty}:{warning.day}"
            work.emit(DutyCovered, key, {"duty": warning.duty, "day": warning.day})


def end_of(day: date) -> datetime:
    """When a local day ends."""
    return at_local(day, time()) + A_DAY
