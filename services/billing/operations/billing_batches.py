"""The batches of a bill run: each one transaction, worked once, by whoever comes first (B01)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import case, select, update

from contracts.billing.codes import BillKind, RunStatus
from foundation.deadlines import Deadline
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain.charging import lines_for
from services.billing.domain.period import Period
from services.billing.domain.sharing import Share
from services.billing.operations.issuing import Draft, issue
from services.billing.operations.ledger import lock_accounts
from services.billing.queries import units
from services.billing.tables import BilledMonth, BillLine, BillRun, MeterReading, RunShare


def bill_batch(work: UnitOfWork, deadline: Deadline) -> None:
    """Bill the households of one batch; what was billed before is left out."""
    run = work.session.get_one(BillRun, deadline.subject_id)
    first, size = deadline.data["first"], deadline.data["size"]
    households = list(
        work.session.scalars(
            select(RunShare)
            .where(RunShare.run_id == run.id)
            .where(RunShare.position >= first, RunShare.position < first + size)
            .order_by(RunShare.position)
        )
    )
    lock_accounts(work, [row.household_id for row in households])
    drafts = draft_bills(work, run, households)
    bill_ids = issue(work, drafts)
    mark_readings(work, Period.parse(run.period), drafts, bill_ids)
    count_up(work, run, len(households), drafts)


def draft_bills(work: UnitOfWork, run: BillRun, households: Sequence[RunShare]) -> list[Draft]:
    """The bills of some households; without those who owe nothing for the period."""
    period = Period.parse(run.period)
    items = units.fee_items(work, period.last)
    ids = [row.household_id for row in households]
    billed = billed_months(work, ids)
    known = {unit.household_id: unit for unit in units.units(work, ids)}
    drafts = []
    for row in households:
        unit = known.get(row.household_id)
        months = [m for m in period.months if str(m) not in billed.get(row.household_id, ())]
        if unit is None or not months:
            continue
        lines = lines_for(items, unit, months, read_shares(row.shares))
        if lines:
            drafts.append(
                Draft(
                    household_id=row.household_id,
                    kind=BillKind.PERIOD,
                    period=period.text,
                    due_date=run.due_date,
                    lines=lines,
                    months=[str(month) for month in months],
                    run_id=run.id,
                )
            )
    return drafts


def read_shares(stored: Mapping[str, Any]) -> dict[str, list[Share]]:
    """Shares as they were when the run began."""
    return {
        key: [Share(month, *(Decimal(number) for number in numbers)) for month, *numbers in rows]
        for key, rows in stored.items()
    }


def billed_months(work: UnitOfWork, household_ids: Sequence[str]) -> dict[str, set[str]]:
    """Months that the households have been billed for."""
    rows = work.session.execute(
        select(BilledMonth.household_id, BilledMonth.month).where(
            BilledMonth.household_id.in_(household_ids)
        )
    )
    found: dict[str, set[str]] = {}
    for household_id, month in rows:
        found.setdefault(household_id, set()).add(month)
    return found


def mark_readings(
    work: UnitOfWork, period: Period, drafts: Sequence[Draft], bill_ids: Sequence[str]
) -> None:
    """Readings are on a bill now."""
    bills = {draft.household_id: bill_id for draft, bill_id in zip(drafts, bill_ids, strict=True)}
    metered = work.session.execute(
        select(MeterReading.household_id, MeterReading.name)
        .where(MeterReading.bill_id.is_(None), MeterReading.read_on <= period.last)
        .where(MeterReading.household_id.in_(bills))
        .distinct()
    )
    for household_id, name in metered.all():
        on_bill = select(BillLine.id).where(
            BillLine.bill_id == bills[household_id], BillLine.item == name
        )
        work.session.execute(
            update(MeterReading)
            .where(MeterReading.household_id == household_id, MeterReading.name == name)
            .where(MeterReading.bill_id.is_(None), MeterReading.read_on <= period.last)
            .where(on_bill.exists())
            .values(bill_id=bills[household_id])
        )


def count_up(work: UnitOfWork, run: BillRun, households: int, drafts: Sequence[Draft]) -> None:
    """Add a batch to the run's progress."""
    done = BillRun.done + households
    finished = done >= BillRun.total
    amount = sum((draft.amount for draft in drafts), ZERO)
    work.session.execute(
        update(BillRun)
        .where(BillRun.id == run.id)
        .values(
            done=done,
            billed=BillRun.billed + len(drafts),
            amount=BillRun.amount + amount,
            status=case((finished, RunStatus.DONE), else_=RunStatus.RUNNING),
            finished_at=case((finished, work.now), else_=None),
        ),
        execution_options={"synchronize_session": False},
    )
