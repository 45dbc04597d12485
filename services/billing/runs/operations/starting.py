"""Bill runs (出账): started here, processed in batches (`batches.py`), watched here (B01)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import bindparam, func, insert, select

from contracts.billing.request_types import (
    GetBillRunRequest,
    ListBillRunsRequest,
    StartBillRunRequest,
)
from contracts.billing.runs import (
    DueDatePast,
    HomesArriving,
    NoFeesInForce,
    PreviewOutdated,
    RunStatus,
)
from foundation.money import ZERO
from foundation.storage.listing import listing
from foundation.storage.tables import deadlines, household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.cancellations.operations.cancelling import CANCEL_BATCH
from services.billing.cancellations.queries import kept_bills
from services.billing.daily import operations as daily
from services.billing.delivery import operations as delivery
from services.billing.fees.rules import FeeItem
from services.billing.periods.rules import Period
from services.billing.policy import BillingPolicy
from services.billing.runs import queries as run_previews
from services.billing.runs.tables import BillRun, RunShare
from services.billing.shared_costs.operations import share_costs
from services.billing.units import queries as units

BATCH = "bill_run"
"""Kind of the deadlines that are the batches; their step is the first position."""
HOMES: Final = select(func.count(household_replica.c.household_id))


def start(uow: UnitOfWork, data: StartBillRunRequest) -> dict[str, Any]:
    """Take up a bill run: note the households and the shared costs, and queue the batches."""
    period = Period.parse(data["period"])
    if data["due_date"] < daily.today(uow):
        raise DueDatePast(field="due_date")
    items = units.fee_items(uow, period.last)
    if not items:
        raise NoFeesInForce(field="period", period=period.text)
    require_arrived(uow, data["homes"])
    require_confirmed(uow, data)
    run = BillRun(
        id=uow.new_id(),
        period=period.text,
        due_date=data["due_date"],
        status=RunStatus.QUEUED,
        total=0,
        done=0,
        billed=0,
        amount=ZERO,
        started_by=uow.actor.name,
        started_at=uow.now,
        finished_at=None,
        cancelled=0,
        cancel_done=0,
        cancelled_at=None,
    )
    uow.session.add(run)
    uow.session.flush()
    run.total = note_households(uow, run, items, period)
    if run.total:
        queue_batches(uow, run)
    else:
        run.status, run.finished_at = RunStatus.DONE, uow.now
    uow.subject("bill_run", run.id)
    delivery.arm(uow, run)
    daily.arm(uow)
    return view(uow, run)


def require_arrived(uow: UnitOfWork, homes: int | None) -> None:
    """Raise `HomesArriving` where there are more homes than have been told here: they would be
    forgotten (P02)."""
    arrived = uow.session.scalar(HOMES) or 0
    if homes is not None and arrived < homes:
        raise HomesArriving(arrived=arrived, homes=homes)


def require_confirmed(uow: UnitOfWork, data: StartBillRunRequest) -> None:
    """Raise `PreviewOutdated` where other bills were confirmed than would be made now (B16)."""
    billed, amount = data["confirmed_billed"], data["confirmed_amount"]
    if billed is None and amount is None:
        return
    now = run_previews.preview(uow, data)
    if (billed, amount) != (now["billed"], now["amount"]):
        raise PreviewOutdated(billed=now["billed"], amount=str(now["amount"]))


def note_households(uow: UnitOfWork, run: BillRun, items: Sequence[FeeItem], period: Period) -> int:
    """Write down who is billed, in which order, with which part of shared costs; return how
    many."""
    table = household_replica
    ids = list(
        uow.session.scalars(
            select(table.c.household_id).order_by(table.c.building, table.c.floor, table.c.unit)
        )
    )
    shared = share_costs(uow, items, period, run)
    rows = [
        {
            "run_id": run.id,
            "position": position,
            "household_id": household_id,
            "shares": shared.get(household_id, {}),
        }
        for position, household_id in enumerate(ids)
    ]
    if rows:
        uow.session.execute(insert(RunShare), rows)
    return len(rows)


def queue_batches(uow: UnitOfWork, run: BillRun) -> None:
    """One deadline per batch, due now: any instance may work any of them."""
    size = uow.policy(BillingPolicy).batch_size
    uow.deadlines.set_many(
        BATCH,
        [
            (run.id, f"{first:06d}", uow.now, {"first": first, "size": size})
            for first in range(0, run.total, size)
        ],
    )


def get(uow: UnitOfWork, data: GetBillRunRequest) -> dict[str, Any]:
    """A bill run and how far it is."""
    return view(uow, uow.load(BillRun, data["bill_run_id"]))


RUNS = listing(BillRun, "period")
FAILURE: Final = (
    select(deadlines.c.error)
    .where(deadlines.c.kind.in_((BATCH, CANCEL_BATCH)), deadlines.c.subject_id == bindparam("id"))
    .where(deadlines.c.state == "waiting", deadlines.c.error.is_not(None))
    .limit(1)
)


def list_runs(uow: UnitOfWork, data: ListBillRunsRequest) -> dict[str, Any]:
    """Bill runs, newest first."""
    found = RUNS.page(uow, data)
    kept = kept_bills(uow, [run.id for run in found["items"]])
    return found | {"items": [view(uow, run, kept) for run in found["items"]]}


def view(
    uow: UnitOfWork, run: BillRun, kept: Mapping[str, list[dict[str, Any]]] | None = None
) -> dict[str, Any]:
    """A run as it is shown; `failed` while a batch waits for being tried again."""
    kept = kept_bills(uow, [run.id]) if kept is None else kept
    shown = {column.key: getattr(run, column.key) for column in BillRun.__table__.columns}
    error = None
    if run.status not in (RunStatus.DONE, RunStatus.CANCELLED):
        error = next((row.error for row in uow.rows(FAILURE, id=run.id)), None)
    status = RunStatus.FAILED if error else run.status
    return shown | {"error": error, "status": status, "kept": kept.get(run.id, [])}
