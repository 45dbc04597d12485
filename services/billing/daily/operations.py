"""What happens once a day by itself: each kind of work is a deadline that sets its next one."""

from datetime import date, time, timedelta

from foundation.clock import at_local, local_date
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.policy import BillingPolicy

OPEN_DAY = "open_day"
"""00:05: late charges, frozen figures, arrears, visits."""
VERIFY_BOOKS = "verify_books"
"""02:00: the books are checked."""
TAKE_STEPS = "take_steps"
"""When the hours of dunning begin (09:00): steps of the dunning ladder."""
KINDS = (OPEN_DAY, VERIFY_BOOKS, TAKE_STEPS)
HOURS = {OPEN_DAY: time(0, 5), VERIFY_BOOKS: time(2, 0)}
DEFAULT_HOURS = HOURS | {TAKE_STEPS: BillingPolicy().dunning_hours()[0]}
SUBJECT = "daily"


def arm(work: UnitOfWork) -> None:
    """See to it that every kind of daily work is waiting for its next time."""
    for kind in KINDS:
        if not work.deadlines.waiting(kind, SUBJECT):
            arm_next(work, kind)


def arm_next(work: UnitOfWork, kind: str) -> None:
    """Set the next time after now, so that an outage of days is made up for once."""
    day, hour = local_date(work.now), hour_of(work, kind)
    if at_local(day, hour) <= work.now:
        day += timedelta(days=1)
    step = f"{day}" if hour == DEFAULT_HOURS[kind] else f"{day} {hour:%H:%M}"
    work.deadlines.set(kind, SUBJECT, at_local(day, hour), step=step)


def hour_of(work: UnitOfWork, kind: str) -> time:
    """When a kind of daily work begins."""
    return HOURS.get(kind) or work.policy(BillingPolicy).dunning_hours()[0]


def in_hours(work: UnitOfWork) -> bool:
    """Whether people may be told of their debts at this hour (B12)."""
    begin, end = work.policy(BillingPolicy).dunning_hours()
    day = local_date(work.now)
    return at_local(day, begin) <= work.now < at_local(day, end)


def today(work: UnitOfWork) -> date:
    """The local date of this unit."""
    return local_date(work.now)
