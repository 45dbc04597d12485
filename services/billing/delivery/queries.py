"""Bills of runs that have not reached their households (B02)."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import and_, bindparam, func, select

from contracts.billing.bills import BillKind
from contracts.billing.request_types import ListUndeliveredRequest
from foundation.clock import local_date
from foundation.storage.listing import Listing
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.delivery.tables import Delivery
from services.billing.runs.tables import BillRun

HOME: Final = household_replica.c
BILLS: Final = Bill.__table__.c
DELIVERED: Final = select(Delivery.__table__.c.id).where(Delivery.__table__.c.bill_id == BILLS.id)
OPEN: Final = (
    BILLS.kind == BillKind.PERIOD,
    BILLS.cancelled_at.is_(None),
    ~DELIVERED.correlate(Bill.__table__).exists(),
)
OF_RUN: Final = and_(
    BILLS.period == bindparam("period"),
    BILLS.due_date == bindparam("due_date"),
    BILLS.run_id == bindparam("run_id"),
)
"""Those of a run; period and day are what an index has."""
THERE: Final = select(HOME.household_id).where(HOME.building == bindparam("building"))
LIST: Final = Listing(
    select(Bill.__table__).where(*OPEN),
    BILLS.id,
    {
        "of a run": OF_RUN,
        "in time": BILLS.due_date >= bindparam("today"),
        "building": BILLS.household_id.in_(THERE),
    },
)
DOORS: Final = select(HOME.household_id, HOME.building, HOME.unit).where(
    HOME.household_id.in_(bindparam("ids", expanding=True))
)
BY_BUILDING: Final = (
    select(HOME.building, func.count(BILLS.id))
    .select_from(Bill.__table__)
    .outerjoin(household_replica, HOME.household_id == BILLS.household_id)
    .where(*OPEN, OF_RUN)
    .group_by(HOME.building)
)


def list_undelivered(uow: UnitOfWork, data: ListUndeliveredRequest) -> dict[str, Any]:
    """Newest first: of one run, or of all that are still to be paid in time."""
    run_id = data["bill_run_id"]
    values = of_run(uow.load(BillRun, run_id)) if run_id else {"today": local_date(uow.now)}
    filters = ["of a run" if run_id else "in time", *(["building"] if data["building"] else [])]
    found = LIST.page(uow, data, filters, **values)
    return found | {"items": views(uow, found["items"])}


def views(uow: UnitOfWork, bills: Sequence[Bill]) -> list[dict[str, Any]]:
    """The bills with their doors."""
    ids = [bill.household_id for bill in bills]
    doors = {row.household_id: (row.building, row.unit) for row in uow.rows(DOORS, ids=ids)}
    names = (
        "number", "household_id", "community_id", "debtor_name", "period", "issued_on", "due_date",
    )  # fmt: skip
    shown = []
    for bill in bills:
        building, unit = doors.get(bill.household_id, ("", ""))
        shown.append(
            {name: getattr(bill, name) for name in names}
            | {"bill_id": bill.id, "building": building, "unit": unit}
        )
    return shown


def of_run(run: BillRun) -> dict[str, Any]:
    """The values of `OF_RUN`."""
    return {"period": run.period, "due_date": run.due_date, "run_id": run.id}


def by_building(uow: UnitOfWork, run: BillRun) -> dict[str, int]:
    """How many of a run are not delivered, by building."""
    return {row[0] or "": row[1] for row in uow.rows(BY_BUILDING, **of_run(run))}
