"""Managers are notified of gaps of the duty roster a day ahead, each once (C09).

Every morning the coming two days are looked through, and soon after a change of the roster: not
at once, since a roster is written shift by shift. A duty that never had a shift is not kept by the
roster, and not watched. Each community is watched by itself (P01).
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import wraps
from typing import Any

from sqlalchemy import select

from contracts.directory.events import DutyCovered, DutyUncovered
from contracts.directory.roster import Duty
from foundation import replica, scope
from foundation.bound_method import Operation
from foundation.clock import at_local, local_date
from foundation.deadlines import Deadline
from foundation.scope import own
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.tables import Community
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


def arm(uow: UnitOfWork) -> None:
    """See to it that the community's roster is watched from now on."""
    if not uow.deadlines.waiting(WATCH, own(SUBJECT)):
        set_next(uow)


def go_on(uow: UnitOfWork) -> None:
    """Watch a community's roster that is not watched: at the start of the service."""
    if uow.deadlines.waiting(WATCH, own(SUBJECT)) or not any(is_kept(uow, duty) for duty in Duty):
        return
    arm(uow)
    uow.deadlines.set(WATCH, own(SUBJECT), uow.now, step=CHANGED, again=True)


def watched(operation: Operation) -> Operation:
    """A change of the roster: from then on it is watched, where the shift is."""

    @wraps(operation)
    def change(uow: UnitOfWork, data: Any) -> Any:
        answer = operation(uow, data)
        for community in concerned(uow):
            with uow.within(community):
                arm(uow)
                due_at = uow.now + SETTLES
                uow.deadlines.set(WATCH, own(SUBJECT), due_at, step=CHANGED, again=True)
        return answer

    return change


def concerned(uow: UnitOfWork) -> list[str]:
    """The communities in which somebody comes on duty or goes: the one that the unit is in; all
    that are in scope, where the shift is the company's."""
    if uow.community is not None:
        return [uow.community]
    known = uow.session.scalars(select(Community.id))
    return [one for one in known if scope.current().sees(one)]


def set_next(uow: UnitOfWork) -> None:
    """In the next morning."""
    day = local_date(uow.now)
    if at_local(day, MORNING) <= uow.now:
        day += A_DAY
    uow.deadlines.set(WATCH, own(SUBJECT), at_local(day, MORNING), step=day.isoformat())


def watch(uow: UnitOfWork, deadline: Deadline) -> None:
    """Tell of what nobody has within the coming hours, and of what somebody has by now."""
    if deadline.step != CHANGED:
        set_next(uow)
    if is_over(uow):
        return
    ahead = timedelta(hours=uow.policy(DirectoryPolicy).roster_warning_hours)
    for duty in Duty:
        if is_kept(uow, duty):
            notify_of_gaps(uow, duty, Span(uow.now, uow.now + ahead))
    notify_of_covered(uow)


def is_over(uow: UnitOfWork) -> bool:
    """Whether nobody is to be on duty any more, in a closed community (P01)."""
    return replica.community(uow, scope.here()).closed


def is_kept(uow: UnitOfWork, duty: Duty) -> bool:
    """Whether the roster has ever had a shift of it."""
    ever = select(Shift.id).where(Shift.duty == duty, Shift.cancelled.is_(False)).limit(1)
    return uow.session.scalar(ever) is not None


def notify_of_gaps(uow: UnitOfWork, duty: Duty, period: Span) -> None:
    """Each day's first gap that nobody was notified of."""
    for day, gap in first_gaps(uow, duty, period):
        known = uow.session.get(RosterWarning, (duty.value, day, scope.here()))
        if known is not None and known.covered_at is None:
            continue
        if known is None:
            known = RosterWarning(duty=duty, day=day)
            uow.session.add(known)
        known.told_at, known.covered_at = uow.now, None
        payload = {"duty": duty, "day": day, "starts_at": gap.start, "ends_at": gap.end}
        uow.emit(DutyUncovered, f"{duty}:{day}", payload)


def first_gaps(uow: UnitOfWork, duty: Duty, period: Span) -> Iterator[tuple[date, Span]]:
    """The first gap of each local day in a period, cut at the ends of both."""
    day = local_date(period.start)
    while (begin := at_local(day, time())) < period.end:
        part = Span(max(begin, period.start), min(begin + A_DAY, period.end))
        for gap in gaps_of(uow, duty, part)[:1]:
            yield day, gap
        day += A_DAY


def gaps_of(uow: UnitOfWork, duty: Duty, period: Span) -> list[Span]:
    """The parts of a period in which nobody has a duty."""
    shifts = uow.session.scalars(touching(period.start, period.end).where(Shift.duty == duty))
    return gaps((Span(one.starts_at, one.ends_at) for one in shifts), period)


def notify_of_covered(uow: UnitOfWork) -> None:
    """Publish the gaps that managers were notified of and that are closed by now; days that are
    over stay as they were."""
    today = local_date(uow.now)
    uncovered = select(RosterWarning).where(
        RosterWarning.covered_at.is_(None), RosterWarning.day >= today
    )
    for warning in uow.session.scalars(uncovered):
        end = end_of(warning.day)
        begin = max(uow.now, end - A_DAY)
        if not gaps_of(uow, Duty(warning.duty), Span(begin, end)):
            warning.covered_at = uow.now
            key = f"{warning.duty}:{warning.day}"
            uow.emit(DutyCovered, key, {"duty": warning.duty, "day": warning.day})


def end_of(day: date) -> datetime:
    """When a local day ends."""
    return at_local(day, time()) + A_DAY
