"""Past periods of households in which something has changed since they were billed (B16).

A bill run asks for all its households: what has not changed since costs no more than these few
statements.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from contracts.billing.bills import BillKind
from contracts.billing.runs import RunStatus
from foundation.clock import at_local, local_date
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.adjustments.queries.changes import Changed, changes
from services.billing.adjustments.queries.standing import with_standing
from services.billing.adjustments.rules import Past
from services.billing.bills.tables import Bill, BilledMonth, BillLine
from services.billing.households.rules import ALWAYS
from services.billing.households.tables import OccupancyChange
from services.billing.periods.rules import Month, Period
from services.billing.policy import BillingPolicy
from services.billing.runs.tables import BillRun, RunShare


@dataclass
class Billed:
    """A period of a household."""

    months: list[Month] = field(default_factory=list)
    issued_at: datetime | None = None
    """When its last bill was made."""
    at: datetime | None = None
    """When what stands of it was worked out last."""
    again: bool = False
    """It was made good before its present bill was made: the one before that was cancelled."""


def changed_periods(
    uow: UnitOfWork, household_ids: Sequence[str], now_billed: Period
) -> tuple[dict[str, list[Past]], dict[str, dict[str, list[str]]]]:
    """By household, past periods to be worked out anew; and those of them that nobody has billed.

    The latter are by period and month: they count as billed once something is due for them.
    """
    oldest = months_ago(local_date(uow.now), uow.policy(BillingPolicy).made_good_months)
    runs = past_runs(uow, oldest)
    if not runs:
        return {}, {}
    billed = billed_periods(uow, household_ids, oldest)
    changed = changes(uow, household_ids, min(run.started_at for run in runs))
    owners = owners_since(uow, household_ids)
    wanted: dict[str, list[Past]] = {}
    unbilled: dict[str, dict[str, list[str]]] = {}
    for household_id in household_ids:
        mine = billed.get(household_id, {})
        for period, one in mine.items():
            last = max(one.months).last
            if former(owners.get(household_id), one.issued_at):
                continue
            if one.again or (one.at and changed.since(household_id, one.at, last)):
                past = Past(period, tuple(sorted(one.months)))
                wanted.setdefault(household_id, []).append(past)
    for household_id, period, months in missed(uow, household_ids, runs, billed, changed):
        left = [month for month in months if month not in now_billed.months]
        if left and not former(owners.get(household_id), end_of(left)):
            wanted.setdefault(household_id, []).append(Past(period, tuple(left)))
            unbilled.setdefault(household_id, {})[period] = [str(month) for month in left]
    return with_standing(uow, wanted), unbilled


def owners_since(uow: UnitOfWork, household_ids: Sequence[str]) -> dict[str, datetime]:
    """Since when the present owners of households are there, where others were before."""
    table = household_replica
    rows = uow.session.execute(
        select(table.c.household_id, table.c.owner_since)
        .where(table.c.household_id.in_(household_ids), table.c.owner_since.is_not(None))
    )  # fmt: skip
    return {row[0]: row[1] for row in rows}


def former(owner_since: datetime | None, at: datetime | None) -> bool:
    """Whether it is of owners before: what they owe or get back is not the present ones' (B19)."""
    return owner_since is not None and at is not None and at < owner_since


def end_of(months: Sequence[Month]) -> datetime:
    """The end of the last one."""
    return at_local(max(months).last + timedelta(days=1), time(0))


def months_ago(day: date, months: int) -> date:
    """The first day of the month so many months before that of a day."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def past_runs(uow: UnitOfWork, oldest: date) -> list[BillRun]:
    """Runs that came to their end, of periods that ended since a day; the first one first."""
    runs = uow.session.scalars(
        select(BillRun).where(BillRun.status == RunStatus.DONE).order_by(BillRun.started_at)
    )
    return [run for run in runs if Period.parse(run.period).last >= oldest]


def billed_periods(
    uow: UnitOfWork, household_ids: Sequence[str], oldest: date
) -> dict[str, dict[str, Billed]]:
    """By household and period, the months that are billed, and when it was billed last."""
    label = func.coalesce(BilledMonth.period, Bill.period)
    rows = uow.session.execute(
        select(BilledMonth.household_id, label, BilledMonth.month, Bill.issued_at)
        .join(Bill, Bill.id == BilledMonth.bill_id)
        .where(BilledMonth.household_id.in_(household_ids))
        .where(BilledMonth.month >= f"{oldest:%Y-%m}")
    )
    found: dict[str, dict[str, Billed]] = {}
    for household_id, period, month, at in rows:
        if Period.parse(period).first < oldest:
            continue  # some of its months are too old, and their lines are of all of them
        one = found.setdefault(household_id, {}).setdefault(period, Billed())
        one.months += Period.parse(month).months
        one.issued_at = one.at = max(one.at or at, at)
    for household_id, period, first, last in corrections(uow, household_ids):
        if known := found.get(household_id, {}).get(period):
            known.again = known.at is not None and first < known.at
            known.at = max(known.at or last, last)
    return found


def corrections(
    uow: UnitOfWork, household_ids: Sequence[str]
) -> Sequence[tuple[str, str, datetime, datetime]]:
    """By household and period, when it was made good first and last."""
    rows = uow.session.execute(
        select(
            Bill.household_id, BillLine.for_period,
            func.min(Bill.issued_at), func.max(Bill.issued_at),
        )
        .join(Bill, Bill.id == BillLine.bill_id)
        .where(BillLine.for_period.is_not(None), Bill.household_id.in_(household_ids))
        .group_by(Bill.household_id, BillLine.for_period)
    )  # fmt: skip
    return [(row[0], str(row[1]), row[2], row[3]) for row in rows]


def missed(
    uow: UnitOfWork,
    household_ids: Sequence[str],
    runs: Sequence[BillRun],
    billed: dict[str, dict[str, Billed]],
    changed: Changed,
) -> list[tuple[str, str, list[Month]]]:
    """Periods that were run and not billed to a household which was not there, or owed nothing.

    One whose bill was cancelled is not among them: it is billed by running the period again.
    """
    there = ran_for(uow, household_ids, runs)
    cancelled = cancelled_bills(uow, household_ids, {run.period for run in runs})
    seen = first_seen(uow, household_ids)
    found = []
    for household_id in household_ids:
        taken = {month for one in billed.get(household_id, {}).values() for month in one.months}
        for run in runs:
            period = Period.parse(run.period)
            months = [month for month in period.months if month not in taken]
            if not months or (household_id, run.period) in cancelled:
                continue
            if (household_id, run.id) in there:
                due = changed.since(household_id, run.started_at, period.last)
            else:  # pays from the day that it is said to, else is for this period and later ones
                pays_from, known_since = seen[household_id]
                due = pays_from is not None or known_since <= period.last
            if due:
                found.append((household_id, run.period, months))
                taken.update(months)
    return found


def ran_for(
    uow: UnitOfWork, household_ids: Sequence[str], runs: Sequence[BillRun]
) -> set[tuple[str, str]]:
    """Which households were in which runs."""
    rows = uow.session.execute(
        select(RunShare.household_id, RunShare.run_id)
        .where(RunShare.household_id.in_(household_ids))
        .where(RunShare.run_id.in_([run.id for run in runs]))
    )
    return {(row[0], row[1]) for row in rows}


def cancelled_bills(
    uow: UnitOfWork, household_ids: Sequence[str], periods: set[str]
) -> set[tuple[str, str]]:
    """Of which households bills of which periods were cancelled."""
    rows = uow.session.execute(
        select(Bill.household_id, Bill.period)
        .where(Bill.household_id.in_(household_ids), Bill.cancelled_at.is_not(None))
        .where(Bill.kind == BillKind.PERIOD, Bill.period.in_(periods))
    )
    return {(row[0], row[1]) for row in rows}


def first_seen(
    uow: UnitOfWork, household_ids: Sequence[str]
) -> dict[str, tuple[date | None, date]]:
    """From when each household is said to pay, and since when it is known: today, if unheard of."""
    changes_known = uow.session.execute(
        select(OccupancyChange.household_id, OccupancyChange.since)
        .where(OccupancyChange.household_id.in_(household_ids), OccupancyChange.since > ALWAYS)
        .order_by(OccupancyChange.version.desc(), OccupancyChange.since.desc())
    )
    since = {
        row[0]: row[1] for row in changes_known
    }  # the first version's: later ones may count from before
    today = local_date(uow.now)
    table = household_replica
    homes = uow.session.execute(
        select(table.c.household_id, table.c.billing_from).where(
            table.c.household_id.in_(household_ids)
        )
    )
    known = {row[0]: (row[1], since.get(row[0], today)) for row in homes}
    return {one: known.get(one, (None, today)) for one in household_ids}
