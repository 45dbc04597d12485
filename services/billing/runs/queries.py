"""What a bill run would make, before anything is issued (出账预览, B16)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from contracts.billing.bills import BillKind
from contracts.billing.fees import Basis
from contracts.billing.request_types import PreviewBillRunRequest
from contracts.billing.runs import DueDatePast, Missing, NoFeesInForce, RunStatus
from foundation import scope
from foundation.money import ZERO, round_fen
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill, BilledMonth, BillLine
from services.billing.daily import operations as daily
from services.billing.fees.rules import FeeItem
from services.billing.issuing.operations import Draft
from services.billing.periods.rules import Period
from services.billing.policy import BillingPolicy
from services.billing.runs.operations.batches import draft_bills
from services.billing.runs.tables import BillRun, RunShare
from services.billing.shared_costs.operations import share_costs
from services.billing.units import queries as units

MOST = 200
"""Outliers that are listed; the farthest come first."""
AT_ONCE = 500
"""Households that are looked at together."""


def preview(uow: UnitOfWork, data: PreviewBillRunRequest) -> dict[str, Any]:
    """Work the run out as it would be, by what the run itself goes by; nothing is written. Raise
    `NoCommunity` where a run would: what nobody can confirm is not previewed (P01)."""
    scope.here()
    period = Period.parse(data["period"])
    if data["due_date"] < daily.today(uow):
        raise DueDatePast(field="due_date")
    items = units.fee_items(uow, period.last)
    if not items:
        raise NoFeesInForce(field="period", period=period.text)
    homes = homes_of(uow)
    drafts = foreseen(uow, period, data["due_date"], items, list(homes))
    percent = uow.policy(BillingPolicy).outlier_percent
    outliers = find_outliers(uow, period, drafts, homes, percent)
    return {
        "period": period.text,
        "due_date": data["due_date"],
        "total": len(homes),
        "billed": len(drafts),
        "amount": sum((draft.amount for draft in drafts), ZERO),
        "items": by_item(drafts),
        "outliers": outliers[:MOST],
        "outlier_count": len(outliers),
        "outlier_percent": percent,
        "missing": missing(uow, period, items, drafts, homes),
        "already": already(uow, period),
    }


def homes_of(uow: UnitOfWork) -> dict[str, Any]:
    """All households, in the order in which they are billed."""
    table = household_replica
    statement = select(table).order_by(table.c.building, table.c.floor, table.c.unit)
    return {row.household_id: row for row in uow.session.execute(statement)}


def foreseen(
    uow: UnitOfWork, period: Period, due_date: Any, items: Sequence[FeeItem], ids: Sequence[str]
) -> list[Draft]:
    """The bills that the run would make."""
    run = BillRun(id="", period=period.text, due_date=due_date, status=RunStatus.QUEUED)
    shared = share_costs(uow, items, period)
    rows = [
        RunShare(run_id="", position=place, household_id=one, shares=shared.get(one, {}))
        for place, one in enumerate(ids)
    ]
    drafts: list[Draft] = []
    for first in range(0, len(rows), AT_ONCE):
        drafts += draft_bills(uow, run, rows[first : first + AT_ONCE])
    return drafts


def by_item(drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    """What each item comes to."""
    found: dict[str, dict[str, Any]] = {}
    homes: dict[str, set[str]] = {}
    for draft in drafts:
        for line in draft.lines:
            one = found.setdefault(
                line.item, {"item": line.item, "item_en": line.item_en, "amount": ZERO}
            )
            one["amount"] += line.amount
            homes.setdefault(line.item, set()).add(draft.household_id)
    return [one | {"households": len(homes[key])} for key, one in found.items()]


def find_outliers(
    uow: UnitOfWork, period: Period, drafts: Sequence[Draft], homes: dict[str, Any], percent: int
) -> list[dict[str, Any]]:
    """Bills that are by the month so many percent off the household's last one, farthest first."""
    before = last_per_month(uow, period)
    found = []
    for draft in drafts:
        if not draft.months or not (last := before.get(draft.household_id)):
            continue
        mine = round_fen(draft.amount / len(draft.months))
        change = round((mine - last) * 100 / last)
        if abs(change) >= percent:
            home = homes[draft.household_id]
            found.append(
                {
                    "household_id": draft.household_id,
                    "building": home.building,
                    "unit": home.unit,
                    "amount": draft.amount,
                    "per_month": mine,
                    "before_per_month": last,
                    "change_percent": change,
                }
            )
    return sorted(found, key=lambda one: -abs(one["change_percent"]))


def last_per_month(uow: UnitOfWork, period: Period) -> dict[str, Decimal]:
    """By household, its last period's bill that stands, by the month."""
    months = (
        select(BilledMonth.bill_id, func.count().label("months"))
        .where(BilledMonth.month < str(period.months[0]))
        .group_by(BilledMonth.bill_id)
        .subquery()
    )
    rows = uow.session.execute(
        select(Bill.household_id, months.c.months, func.sum(BillLine.amount))
        .join(months, months.c.bill_id == Bill.id)
        .join(BillLine, BillLine.bill_id == Bill.id)
        .where(Bill.kind == BillKind.PERIOD, Bill.cancelled_at.is_(None))
        .group_by(Bill.id, Bill.household_id, months.c.months)
        .order_by(Bill.id)
    )
    return {row[0]: round_fen(row[2] / row[1]) for row in rows}


def missing(
    uow: UnitOfWork,
    period: Period,
    items: Sequence[FeeItem],
    drafts: Sequence[Draft],
    homes: dict[str, Any],
) -> list[dict[str, Any]]:
    """Households without area where one is needed, and those that would get no bill at all."""
    by_area = {item.unit_type for item in items if item.basis in (Basis.AREA, Basis.SHARE)}
    got = {draft.household_id for draft in drafts}
    first, last = str(period.months[0]), str(period.months[-1])
    had = set(
        uow.session.scalars(
            select(BilledMonth.household_id).where(
                BilledMonth.month >= first, BilledMonth.month <= last
            )
        )
    )
    found = []
    for household_id, home in homes.items():
        why = None
        if home.unit_type in by_area and not home.area_m2:
            why = Missing.NO_AREA
        elif household_id not in got and household_id not in had:
            why = Missing.NO_PRICE
        if why:
            found.append(
                {
                    "household_id": household_id,
                    "building": home.building,
                    "unit": home.unit,
                    "why": why,
                }
            )
    return found


def already(uow: UnitOfWork, period: Period) -> list[dict[str, Any]]:
    """What would be billed twice, and is left out: months, with the period they were billed in."""
    rows = uow.session.execute(
        select(Bill.period, BilledMonth.month, func.count())
        .join(Bill, Bill.id == BilledMonth.bill_id)
        .where(BilledMonth.month.in_([str(month) for month in period.months]))
        .group_by(Bill.period, BilledMonth.month)
        .order_by(BilledMonth.month, Bill.period)
    )
    return [{"period": row[0], "month": row[1], "households": row[2]} for row in rows]
