"""Shared costs (公摊) of a bill run: each month's is divided once, and stays divided (B01)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import exists, select

from contracts.billing.fees import Basis
from contracts.billing.runs import RunStatus
from contracts.billing.shared_costs import NothingToShareBy
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import BilledMonth
from services.billing.fees.rules import FeeItem
from services.billing.periods.rules import Month, Period
from services.billing.runs.tables import BillRun, RunShare
from services.billing.shared_costs.rules import Share, month_total, shares_of_month
from services.billing.shared_costs.tables import SharedCost
from services.billing.units import queries as units
from services.billing.units.rules.units import Unit

Stored = dict[str, list[list[str]]]
"""A household's part of shared costs, by item: `[[month, total, area, area of all, yuan], …]`."""
UNDER_WAY = (RunStatus.QUEUED, RunStatus.RUNNING)


def share_costs(
    uow: UnitOfWork, items: Sequence[FeeItem], period: Period, run: BillRun | None = None
) -> dict[str, Stored]:
    """Every household's part of what is shared: by household, by item, per month.

    A run writes down what it divides first. Without one it is only worked out.
    """
    shared = [item for item in items if item.basis == Basis.SHARE]
    found: dict[str, Stored] = {}
    everybody: list[Unit] | None = None
    earlier: dict[str, Sequence[RunShare]] = {}
    for item in shared:
        for month in period.months:
            divided_by = division_of(uow, item, month, run)
            if divided_by is None:
                everybody = units.units(uow) if everybody is None else everybody
                for household_id, share in divide(item, everybody, month).items():
                    found.setdefault(household_id, {}).setdefault(item.key, []).append(
                        stored(share)
                    )
                continue
            if divided_by not in earlier:
                earlier[divided_by] = parts_of(uow, divided_by)
            for row in earlier[divided_by]:
                for part in row.shares.get(item.key, ()):
                    if part[0] == str(month):
                        mine = found.setdefault(row.household_id, {})
                        mine.setdefault(item.key, []).append(part)
    return found


def division_of(uow: UnitOfWork, item: FeeItem, month: Month, run: BillRun | None) -> str | None:
    """The run that has divided a month's cost; None: it is to be divided now, by `run`.

    One of which nothing stands billed, and nothing is being billed, is divided anew: nobody has
    paid a share of it.
    """
    table = SharedCost.__table__
    key = {"unit_type": item.unit_type, "name": item.name, "month": str(month)}
    statement = select(SharedCost).filter_by(**key)
    if run:
        statement = statement.with_for_update()
        if month_total(item, month):  # of two runs at a time the second waits for the first here
            uow.session.execute(uow.insert_ignoring(table), key | {"run_id": run.id})
    known = uow.session.scalar(statement)
    if known is None or (run and known.run_id == run.id):
        return None
    if stands(uow, known, run):
        return known.run_id
    if run:
        known.run_id = run.id
        uow.session.flush()
    return None


def stands(uow: UnitOfWork, cost: SharedCost, run: BillRun | None) -> bool:
    """Whether somebody has been billed a share of it, or may be by another run at this moment."""
    billed = exists().where(
        BilledMonth.month == cost.month,
        BilledMonth.household_id == RunShare.household_id,
        RunShare.run_id == cost.run_id,
    )
    months = select(BillRun.period).where(BillRun.status.in_(UNDER_WAY))
    if run:
        months = months.where(BillRun.id != run.id)
    return bool(uow.session.scalar(select(billed))) or any(
        cost.month in map(str, Period.parse(period).months)
        for period in uow.session.scalars(months)
    )


def parts_of(uow: UnitOfWork, run_id: str) -> Sequence[RunShare]:
    """The households of a run with their shares."""
    return uow.session.scalars(select(RunShare).where(RunShare.run_id == run_id)).all()


def divide(item: FeeItem, everybody: Sequence[Unit], month: Month) -> dict[str, Share]:
    """The shares of all. Raises `NothingToShareBy`."""
    try:
        return shares_of_month(item, everybody, month)
    except ValueError as error:
        raise NothingToShareBy(field="period", name=item.name) from error


def stored(share: Share) -> list[str]:
    """A share as a run keeps it."""
    return [share.month, *map(str, (share.total, share.area, share.area_of_all, share.amount))]


def read_shares(kept: Mapping[str, Any]) -> dict[str, list[Share]]:
    """Shares as they were when their cost was divided."""
    return {
        key: [Share(month, *(Decimal(number) for number in numbers)) for month, *numbers in rows]
        for key, rows in kept.items()
    }
