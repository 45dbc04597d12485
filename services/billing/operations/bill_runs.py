"""Bill runs (出账): started here, worked in batches (`billing_batches`), watched here (B01)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select

from contracts.billing.codes import Basis, RunStatus
from foundation.money import ZERO
from foundation.storage.paging import page
from foundation.storage.tables import deadlines, household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain.fees import FeeItem, Unit
from services.billing.domain.period import Period
from services.billing.domain.policy import BillingPolicy
from services.billing.domain.sharing import shares_of_month
from services.billing.errors import DueDatePast, NoFeesInForce, NothingToShareBy
from services.billing.operations import daily
from services.billing.queries import units
from services.billing.tables import BillRun, RunShare

BATCH = "bill_run"
"""Kind of the deadlines that are the batches; their step is the first position."""


def start(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Take up a bill run: note the households and the shared costs, and queue the batches."""
    period = Period.parse(data["period"])
    if data["due_date"] < daily.today(work):
        raise DueDatePast(field="due_date")
    items = units.fee_items(work, period.last)
    if not items:
        raise NoFeesInForce(field="period", period=period.text)
    run = BillRun(
        id=work.new_id(),
        period=period.text,
        due_date=data["due_date"],
        status=RunStatus.QUEUED,
        total=0,
        done=0,
        billed=0,
        amount=ZERO,
        started_by=work.actor.name,
        started_at=work.now,
        finished_at=None,
    )
    work.session.add(run)
    work.session.flush()
    run.total = note_households(work, run, items, period)
    if run.total:
        queue_batches(work, run)
    else:
        run.status, run.finished_at = RunStatus.DONE, work.now
    work.subject("bill_run", run.id)
    daily.arm(work)
    return view(work, run)


def note_households(
    work: UnitOfWork, run: BillRun, items: Sequence[FeeItem], period: Period
) -> int:
    """Write down who is billed, in which order, with which part of shared costs; tell how many."""
    table = household_replica
    ids = list(
        work.session.scalars(
            select(table.c.household_id).order_by(table.c.building, table.c.floor, table.c.unit)
        )
    )
    shared = share_costs(work, items, period)
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
        work.session.execute(insert(RunShare), rows)
    return len(rows)


def share_costs(
    work: UnitOfWork, items: Sequence[FeeItem], period: Period
) -> dict[str, dict[str, list[list[str]]]]:
    """Every household's part of what is shared: by household, by item, per month."""
    shared = [item for item in items if item.basis == Basis.SHARE]
    found: dict[str, dict[str, list[list[str]]]] = {}
    everybody: Sequence[Unit] = units.units(work) if shared else ()
    for item in shared:
        for month in period.months:
            try:
                shares = shares_of_month(item, everybody, month)
            except ValueError as error:
                raise NothingToShareBy(field="period", name=item.name) from error
            for household_id, share in shares.items():
                mine = found.setdefault(household_id, {}).setdefault(item.key, [])
                numbers = (share.total, share.area, share.area_of_all, share.amount)
                mine.append([share.month, *(str(number) for number in numbers)])
    return found


def queue_batches(work: UnitOfWork, run: BillRun) -> None:
    """One deadline per batch, due now: any instance may work any of them."""
    size = work.policy(BillingPolicy).batch_size
    work.deadlines.set_many(
        BATCH,
        [
            (run.id, f"{first:06d}", work.now, {"first": first, "size": size})
            for first in range(0, run.total, size)
        ],
    )


def get(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """A bill run and how far it is."""
    return view(work, work.load(BillRun, data["bill_run_id"]))


def list_runs(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Bill runs, newest first."""
    statement = select(BillRun)
    if data["period"]:
        statement = statement.where(BillRun.period == data["period"])
    found = page(work, statement, BillRun.id, data)
    return found | {"items": [view(work, run) for run in found["items"]]}


def view(work: UnitOfWork, run: BillRun) -> dict[str, Any]:
    """A run as it is shown; `failed` while a batch waits for being tried again."""
    shown = {column.key: getattr(run, column.key) for column in BillRun.__table__.columns}
    error = None
    if run.status != RunStatus.DONE:
        error = work.session.scalar(
            select(deadlines.c.error)
            .where(deadlines.c.kind == BATCH, deadlines.c.subject_id == run.id)
            .where(deadlines.c.state == "waiting", deadlines.c.error.is_not(None))
            .limit(1)
        )
    return shown | {"error": error, "status": RunStatus.FAILED if error else run.status}
