"""What happens once a day by itself: each kind of work is a deadline that sets its next one."""

from datetime import date, time, timedelta

from foundation.clock import at_local, local_date
from foundation.storage.unit_of_work import UnitOfWork

OPEN_DAY = "open_day"
"""00:05: late charges, frozen figures, arrears, visits."""
VERIFY_BOOKS = "verify_books"
"""02:00: the books are checked."""
TAKE_STEPS = "take_steps"
"""09:00: steps of the dunning ladder."""
HOURS = {OPEN_DAY: time(0, 5), VERIFY_BOOKS: time(2, 0), TAKE_STEPS: time(9, 0)}
SUBJECT = "daily"


def arm(work: UnitOfWork) -> None:
    """See to it that every kind of daily work is waiting for its next time."""
    for kind in HOURS:
        if not work.deadlines.waiting(kind, SUBJECT):
            arm_next(work, kind)


def arm_next(work: UnitOfWork, kind: str) -> None:
    """Set the next time after now, so that an outage of days is made up for once."""
    day = local_date(work.now)
    if at_local(day, HOURS[kind]) <= work.now:
        day += timedelta(days=1)
    work.deadlines.set(kind, SUBJECT, at_local(day, HOURS[kind]), step=day.isoformat())


def today(work: UnitOfWork) -> date:
    """The local date of this unit."""
    return local_date(work.now)
