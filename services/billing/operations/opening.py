"""The first work of a day, in the order in which one thing depends on the other (B03, B04, B11)."""

from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.operations import arrears, collection, daily, late_charges, visits


def open_day(work: UnitOfWork, _deadline: Deadline) -> None:
    """Freeze yesterday's figures, let late charges grow, tell of arrears, assign visits."""
    daily.arm_next(work, daily.OPEN_DAY)
    collection.freeze_due(work)
    late_charges.accrue(work)
    arrears.announce(work)
    visits.assign_new(work)
