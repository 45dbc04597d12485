"""What happens once a day by itself: each kind of work is a deadline that sets its next one."""

from datetime import date, time, timedelta

from sqlalchemy import select

from foundation import scope
from foundation.clock import at_local, local_date
from foundation.deadlines import WAITING, NotYet
from foundation.storage import tables
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.policy import BillingPolicy

OPEN_DAY = "open_day"
"""00:05: frozen figures; then, some households at a time, what follows."""
OPEN_HOUSEHOLDS = "open_households"
"""Credit, late charges, arrears of some households."""
ASSIGN_VISITS = "assign_visits"
"""The visits in some buildings, when all households are open."""
VERIFY_BOOKS = "verify_books"
"""02:00: the books are checked."""
TAKE_STEPS = "take_steps"
"""When the hours of dunning begin (09:00): steps of the dunning ladder."""
KINDS = (OPEN_DAY, VERIFY_BOOKS, TAKE_STEPS)
HOURS = {OPEN_DAY: time(0, 5), VERIFY_BOOKS: time(2, 0)}
DEFAULT_HOURS = HOURS | {TAKE_STEPS: BillingPolicy().dunning_hours()[0]}
SUBJECT = "daily"
"""Each community has its own (`scope.own`)."""


def arm(uow: UnitOfWork) -> None:
    """See to it that every kind of the community's daily work is waiting for its next time."""
    for kind in KINDS:
        if not uow.deadlines.waiting(kind, scope.own(SUBJECT)):
            arm_next(uow, kind)


def arm_next(uow: UnitOfWork, kind: str) -> None:
    """Set the next time after now, so that an outage of days is made up for once."""
    day, hour = local_date(uow.now), hour_of(uow, kind)
    if at_local(day, hour) <= uow.now:
        day += timedelta(days=1)
    step = f"{day}" if hour == DEFAULT_HOURS[kind] else f"{day} {hour:%H:%M}"
    uow.deadlines.set(kind, scope.own(SUBJECT), at_local(day, hour), step=step)


def require_open(uow: UnitOfWork) -> None:
    """Raise `NotYet` while a day of the community is being opened; what failed is not waited for,
    lest all of the day's work should stand still with it."""
    row = tables.deadlines.c
    opening = select(row.id).where(
        row.subject_id == scope.own(SUBJECT), row.kind.in_((OPEN_HOUSEHOLDS, ASSIGN_VISITS)),
        row.state == WAITING, row.attempts == 0,
    )  # fmt: skip
    if uow.session.scalar(opening.limit(1)) is not None:
        raise NotYet


def hour_of(uow: UnitOfWork, kind: str) -> time:
    """When a kind of daily work begins."""
    return HOURS.get(kind) or uow.policy(BillingPolicy).dunning_hours()[0]


def in_hours(uow: UnitOfWork) -> bool:
    """Whether people may be notified of their debts at this hour (B12)."""
    begin, end = uow.policy(BillingPolicy).dunning_hours()
    day = local_date(uow.now)
    return at_local(day, begin) <= uow.now < at_local(day, end)


def today(uow: UnitOfWork) -> date:
    """The local date of this unit."""
    return local_date(uow.now)
