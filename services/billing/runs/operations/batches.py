"""The batches of a bill run: each one transaction, processed once, by whoever comes first (B01)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import case, select, update

from contracts.billing.bills import BillKind
from contracts.billing.runs import RunStatus
from foundation.deadlines import Deadline
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.adjustments.queries.past_periods import changed_periods
from services.billing.adjustments.rules import made_good
from services.billing.bills.tables import BilledMonth
from services.billing.charging.rules.lines import lines_for
from services.billing.issuing.operations import Draft, issue
from services.billing.ledger.operations.booking import lock_accounts
from services.billing.meters.tables import MeterReading
from services.billing.periods.rules import Period
from services.billing.runs.tables import BillRun, RunShare
from services.billing.shared_costs.operations import UNDER_WAY, read_shares
from services.billing.units import queries as units


def bill_batch(uow: UnitOfWork, deadline: Deadline) -> None:
    """Bill the households of one batch; what was billed before is left out."""
    run = held(uow, deadline.subject_id)
    if run.status not in UNDER_WAY:
        return
    first, size = deadline.data["first"], deadline.data["size"]
    households = list(
        uow.session.scalars(
            select(RunShare)
            .where(RunShare.run_id == run.id)
            .where(RunShare.position >= first, RunShare.position < first + size)
            .order_by(RunShare.position)
        )
    )
    lock_accounts(uow, [row.household_id for row in households])
    drafts = draft_bills(uow, run, households)
    bill_ids = issue(uow, drafts)
    mark_readings(uow, drafts, bill_ids)
    count_up(uow, run, len(households), drafts)


def held(uow: UnitOfWork, run_id: str) -> BillRun:
    """The run, held so that it is not cancelled while a batch is under way (B16).

    Batches do not wait for each other: what they change is no key.
    """
    return uow.session.scalars(
        select(BillRun)
        .where(BillRun.id == run_id)
        .with_for_update(read=True, key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def draft_bills(uow: UnitOfWork, run: BillRun, households: Sequence[RunShare]) -> list[Draft]:
    """The bills of some households; without those who owe nothing for the period.

    What has changed in periods that were billed before is made good with them (B16).
    """
    period = Period.parse(run.period)
    items = units.fee_items(uow, period.last)
    ids = [row.household_id for row in households]
    billed = billed_months(uow, ids)
    known = {unit.household_id: unit for unit in units.units(uow, ids)}
    changed, unbilled = changed_periods(uow, list(known), period)
    schedule = units.fee_items(uow, date.max) if changed else []
    drafts = []
    for row in households:
        unit = known.get(row.household_id)
        if unit is None:
            continue
        months = [m for m in period.months if str(m) not in billed.get(row.household_id, ())]
        lines = lines_for(items, unit, months, read_shares(row.shares)) if months else []
        own = bool(lines)
        past: dict[str, list[str]] = {}
        for one in changed.get(row.household_id, ()):
            good = made_good(schedule, unit, one)
            lines += good
            if good and (mine := unbilled.get(row.household_id, {}).get(one.period)):
                past[one.period] = mine
        if lines:
            drafts.append(
                Draft(
                    household_id=row.household_id,
                    kind=BillKind.PERIOD,
                    period=period.text,
                    due_date=run.due_date,
                    lines=lines,
                    months=[str(month) for month in months] if own else [],
                    past=past,
                    run_id=run.id,
                )
            )
    return drafts


def billed_months(uow: UnitOfWork, household_ids: Sequence[str]) -> dict[str, set[str]]:
    """Months that the households have been billed for."""
    rows = uow.session.execute(
        select(BilledMonth.household_id, BilledMonth.month).where(
            BilledMonth.household_id.in_(household_ids)
        )
    )
    found: dict[str, set[str]] = {}
    for household_id, month in rows:
        found.setdefault(household_id, set()).add(month)
    return found


def mark_readings(uow: UnitOfWork, drafts: Sequence[Draft], bill_ids: Sequence[str]) -> None:
    """Readings are on a bill now; those that were reversed have been given back."""
    billed, given_back = [], []
    for draft, bill_id in zip(drafts, bill_ids, strict=True):
        for line in draft.lines:
            for reading_id in line.readings:
                billed.append(
                    {"id": reading_id, "bill_id": bill_id, "billed_price": line.unit_price}
                )
                given_back.append({"id": reading_id, "credit_bill_id": bill_id})
    if not billed:
        return
    reversed_ones = set(
        uow.session.scalars(
            select(MeterReading.id)
            .where(MeterReading.id.in_([row["id"] for row in billed]))
            .where(MeterReading.reversed_at.is_not(None), MeterReading.bill_id.is_not(None))
        )
    )
    charged = [row for row in billed if row["id"] not in reversed_ones]
    back = [row for row in given_back if row["id"] in reversed_ones]
    for rows in (charged, back):
        if rows:
            uow.session.execute(update(MeterReading), rows)


def count_up(uow: UnitOfWork, run: BillRun, households: int, drafts: Sequence[Draft]) -> None:
    """Add a batch to the run's progress."""
    done = BillRun.done + households
    finished = done >= BillRun.total
    amount = sum((draft.amount for draft in drafts), ZERO)
    uow.session.execute(
        update(BillRun)
        .where(BillRun.id == run.id)
        .values(
            done=done,
            billed=BillRun.billed + len(drafts),
            amount=BillRun.amount + amount,
            status=case((finished, RunStatus.DONE), else_=RunStatus.RUNNING),
            finished_at=case((finished, uow.now), else_=None),
        ),
        execution_options={"synchronize_session": False},
    )
