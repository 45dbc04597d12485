"""Bills of runs that have not reached their households (B02)."""

from typing import Any

from sqlalchemy import func, select

from contracts.billing.bills import BillKind
from contracts.billing.request_types import ListUndeliveredRequest
from foundation.clock import local_date
from foundation.storage.paging import page
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.delivery.tables import Delivery
from services.billing.runs.tables import BillRun

HOME = household_replica.c
OPEN = (
    Bill.kind == BillKind.PERIOD,
    Bill.cancelled_at.is_(None),
    ~select(Delivery.id).where(Delivery.bill_id == Bill.id).correlate(Bill).exists(),
)


def list_undelivered(uow: UnitOfWork, data: ListUndeliveredRequest) -> dict[str, Any]:
    """Newest first: of one run, or of all that are still to be paid in time."""
    statement = select(Bill).where(*OPEN)
    if data["bill_run_id"]:
        statement = of_run(statement, uow.load(BillRun, data["bill_run_id"]))
    else:
        statement = statement.where(Bill.due_date >= local_date(uow.now))
    if data["building"]:
        there = select(HOME.household_id).where(HOME.building == data["building"])
        statement = statement.where(Bill.household_id.in_(there))
    found = page(uow, statement, Bill.id, data)
    return found | {"items": views(uow, found["items"])}


def views(uow: UnitOfWork, bills: list[Bill]) -> list[dict[str, Any]]:
    """The bills with their doors."""
    ids = [bill.household_id for bill in bills]
    rows = uow.session.execute(
        select(HOME.household_id, HOME.building, HOME.unit).where(HOME.household_id.in_(ids))
    )
    doors = {row.household_id: (row.building, row.unit) for row in rows}
    names = ("number", "household_id", "debtor_name", "period", "issued_on", "due_date")
    shown = []
    for bill in bills:
        building, unit = doors.get(bill.household_id, ("", ""))
        shown.append(
            {name: getattr(bill, name) for name in names}
            | {"bill_id": bill.id, "building": building, "unit": unit}
        )
    return shown


def of_run(statement: Any, run: BillRun) -> Any:
    """Those of a run; period and day are what an index has."""
    return statement.where(
        Bill.period == run.period, Bill.due_date == run.due_date, Bill.run_id == run.id
    )


def by_building(uow: UnitOfWork, run: BillRun) -> dict[str, int]:
    """How many of a run are not delivered, by building."""
    statement = (
        select(HOME.building, func.count(Bill.id))
        .select_from(Bill)
        .outerjoin(household_replica, HOME.household_id == Bill.household_id)
        .where(*OPEN)
        .group_by(HOME.building)
    )
    return {row[0] or "": row[1] for row in uow.session.execute(of_run(statement, run))}
