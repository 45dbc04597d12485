"""The first work of a day, in the order in which one thing depends on the other (B03, B04, B11)."""

from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.arrears.operations import publishing as arrears
from services.billing.collection import operations as collection
from services.billing.credit import operations as credit
from services.billing.daily import operations as daily
from services.billing.late_charges import operations as late_charges
from services.billing.visits.operations import following as visits


def open_day(uow: UnitOfWork, _deadline: Deadline) -> None:
    """Freeze yesterday's figures, let credit meet debt, let late charges grow, tell of arrears,
    assign visits.
    """
    daily.arm_next(uow, daily.OPEN_DAY)
    collection.freeze_due(uow)
    credit.settle_everywhere(uow)
    late_charges.accrue(uow)
    arrears.publish_debt(uow)
    visits.assign_new(uow)
