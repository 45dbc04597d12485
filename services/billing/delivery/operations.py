"""That bills reach their households in time: who brought them, how, when, to whom (B02).

Days before a run is due its bills that have not are reported to the supervisors, again each day
while that is so: one message, which counts.
"""

from datetime import date, time, timedelta

from contracts.billing.events import BillsUndelivered
from contracts.billing.runs import RunStatus
from contracts.notices.event_types import BillDeliveredData
from foundation.clock import at_local
from foundation.deadlines import Deadline
from foundation.messaging.envelope import Envelope
from foundation.natural_sort import natural_key
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.daily.operations import today
from services.billing.delivery.queries import by_building
from services.billing.delivery.tables import Delivery
from services.billing.policy import BillingPolicy
from services.billing.runs.tables import BillRun

CHECK = "check_delivery"
"""Kind of the deadline at which a run's bills must have been delivered; its step is the day."""
HOUR = time(9)


def on_bill_delivered(uow: UnitOfWork, event: Envelope[BillDeliveredData]) -> None:
    """Keep it: in the portal where somebody can see it, by e-mail and the like, or at the door."""
    data = event.data
    bill = uow.load(Bill, data["bill_id"])
    uow.append(
        Delivery,
        id=uow.new_id(),
        bill_id=bill.id,
        household_id=bill.household_id,
        channel=data["channel"],
        delivered_at=data["delivered_at"],
        delivered_by=data["delivered_by"],
        receipt=data["receipt"],
    )


def arm(uow: UnitOfWork, run: BillRun) -> None:
    """Have it looked at days before the run is due; the day after, where that is past already."""
    days = uow.policy(BillingPolicy).delivered_days_before
    day = max(run.due_date - timedelta(days=days), today(uow) + timedelta(days=1))
    set_check(uow, run, day, reported=False)


def set_check(uow: UnitOfWork, run: BillRun, day: date, *, reported: bool) -> None:
    """Look at it on a day, unless it is due before."""
    if day <= run.due_date:
        at = at_local(day, HOUR)
        uow.deadlines.set(CHECK, run.id, at, step=f"{day}", data={"told": reported})


def check(uow: UnitOfWork, deadline: Deadline) -> None:
    """Report what is not delivered, or that all is if something was reported before; look again."""
    run = uow.session.get_one(BillRun, deadline.subject_id)
    missing = {} if run.status == RunStatus.CANCELLED else by_building(uow, run)
    reported = bool(deadline.data["told"])
    if missing or reported:
        uow.emit(
            BillsUndelivered,
            run.id,
            {
                "bill_run_id": run.id,
                "period": run.period,
                "due_date": run.due_date,
                "count": sum(missing.values()),
                "buildings": sorted(missing, key=natural_key),
            },
        )
    if run.status != RunStatus.CANCELLED and (missing or run.status != RunStatus.DONE):
        set_check(uow, run, today(uow) + timedelta(days=1), reported=bool(missing))
