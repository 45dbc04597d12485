"""Collection figures: as of now, or frozen the day after the due date (B03, B05)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, exists, insert, select

from contracts.billing.collection import Dimension, NotBilled, NotFrozenYet
from contracts.billing.request_types import CollectionReportRequest
from foundation.clock import at_local
from foundation.natural_sort import natural_key
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.collection import queries
from services.billing.collection.rules import Figure, gathered
from services.billing.collection.tables import CollectionFigure, CollectionSnapshot
from services.billing.daily.operations import today
from services.billing.periods.queries import LATEST_FIRST, billed_periods
from services.billing.runs.tables import BillRun
from services.billing.visits.operations.following import all_stewards
from services.billing.visits.rules import steward_of

Figures = list[tuple[Dimension, Figure]]
ONE_OF_A_KIND = {
    Dimension.TOTAL: ("合计", "Total"),
    Dimension.THIS_YEAR: ("本年应收", "This year"),
    Dimension.FORMER_YEARS: ("历年欠费", "Former years"),
}
SNAPSHOT: Final = select(CollectionSnapshot.id, CollectionSnapshot.as_of).where(
    CollectionSnapshot.period == bindparam("period"),
    CollectionSnapshot.due_date == bindparam("due_date"),
)
KEPT: Final = (
    select(CollectionFigure.__table__)
    .where(CollectionFigure.__table__.c.snapshot_id == bindparam("snapshot_id"))
    .order_by(CollectionFigure.__table__.c.position)
)
NOBODY = ("未分配管理员", "No steward")
NO_BUILDING = ("未知楼栋", "Unknown building")


def report(uow: UnitOfWork, data: CollectionReportRequest) -> dict[str, Any]:
    """The collection figures of a period: frozen as of the end of its due date, or as of now."""
    period = data["period"]
    days = queries.due_dates(uow, period)
    if not days and not data["frozen"] and awaits_first_run(uow, period):
        return before_first_run(uow, period)
    if not days:
        raise NotBilled(field="period", period=period)
    due_date = data["due_date"] or days[0]
    if due_date not in days:
        raise NotBilled(field="due_date", period=f"{period} / {due_date}")
    if data["frozen"]:
        as_of, kept = frozen(uow, period, due_date)
        figures = kept if data["breakdown"] else [one for one in kept if one[0] in ONE_OF_A_KIND]
    else:
        as_of = uow.now + timedelta(microseconds=1)
        counting = queries.Counting(uow, period, due_date, as_of)
        figures = count(counting) if data["breakdown"] else totals(counting)
    return shown(figures) | {
        "period": period,
        "due_date": due_date,
        "due_dates": days,
        "frozen": data["frozen"],
        "as_of": as_of,
    }


def awaits_first_run(uow: UnitOfWork, period: str) -> bool:
    """Whether a period's year has begun and nothing of it is billed, while earlier years are."""
    year = period[:4]
    if int(year) != today(uow).year:
        return False
    billed = [row.period[:4] for row in uow.rows(LATEST_FIRST)]
    return year not in billed and any(one < year for one in billed)


def before_first_run(uow: UnitOfWork, period: str) -> dict[str, Any]:
    """What came of the arrears of former years, before anything of this one is billed (B05)."""
    as_of = uow.now + timedelta(microseconds=1)
    counting = queries.Counting(uow, period, date.max, as_of)
    return shown(totals(counting)) | {
        "period": period,
        "due_date": None,
        "due_dates": [],
        "frozen": False,
        "as_of": as_of,
    }


def freeze_due(uow: UnitOfWork) -> None:
    """Freeze the figures of every due date that is past and not frozen yet."""
    snapshot = exists().where(
        CollectionSnapshot.period == BillRun.period,
        CollectionSnapshot.due_date == BillRun.due_date,
    )
    pairs = uow.session.execute(billed_periods().where(BillRun.due_date < today(uow), ~snapshot))
    for period, due_date in pairs.all():
        freeze(uow, period, due_date)


def freeze(uow: UnitOfWork, period: str, due_date: date) -> None:
    """Keep the figures as of the end of the due date, however late it is by now."""
    as_of = freezes_at(due_date)
    figures = count(queries.Counting(uow, period, due_date, as_of))
    snapshot_id = uow.new_id()
    uow.session.execute(
        insert(CollectionSnapshot).values(
            id=snapshot_id, period=period, due_date=due_date, as_of=as_of, frozen_at=uow.now
        )
    )
    rows = [
        {
            "snapshot_id": snapshot_id,
            "dimension": dimension,
            "key": figure.key,
            "position": position,
            "label": figure.label,
            "label_en": figure.label_en,
            "billed_count": figure.billed_count,
            "paid_count": figure.paid_count,
            "billed_amount": figure.billed_amount,
            "collected_amount": figure.collected_amount,
            "written_off_amount": figure.written_off_amount,
        }
        for position, (dimension, figure) in enumerate(figures)
    ]
    uow.session.execute(insert(CollectionFigure), rows)


def freezes_at(due_date: date) -> datetime:
    """The first moment after a due date."""
    return at_local(due_date + timedelta(days=1), time(0))


def frozen(uow: UnitOfWork, period: str, due_date: date) -> tuple[datetime, Figures]:
    """The frozen figures; raise `NotFrozenYet`."""
    found = uow.rows(SNAPSHOT, period=period, due_date=due_date)
    if not found:
        day = (due_date + timedelta(days=1)).isoformat()
        raise NotFrozenYet(field="frozen", freezes_on=day)
    (snapshot,) = found
    return snapshot.as_of, [
        (
            Dimension(row.dimension),
            Figure(
                row.key,
                row.label,
                row.label_en,
                row.billed_count,
                row.paid_count,
                row.billed_amount,
                row.collected_amount,
                row.written_off_amount,
            ),
        )
        for row in uow.rows(KEPT, snapshot_id=snapshot.id)
    ]


def count(counting: queries.Counting) -> Figures:
    """All figures."""
    buildings = sorted(
        (named(one) for one in counting.by_building()), key=lambda one: natural_key(one.key)
    )
    return [
        (Dimension.TOTAL, single(Dimension.TOTAL, buildings)),
        *((Dimension.BUILDING, one) for one in buildings),
        *((Dimension.ITEM, one) for one in counting.by_item()),
        *((Dimension.STEWARD, one) for one in by_steward(counting.uow, buildings)),
        *by_year(counting),
    ]


def totals(counting: queries.Counting) -> Figures:
    """The figures that are no breakdown."""
    total = single(Dimension.TOTAL, [counting.total()])
    return [(Dimension.TOTAL, total), *by_year(counting)]


def by_year(counting: queries.Counting) -> Figures:
    """Receivables of the year, and what came of the arrears of those before it (B05)."""
    this, former = [counting.this_year()], [counting.former_years()]
    return [
        (Dimension.THIS_YEAR, single(Dimension.THIS_YEAR, this)),
        (Dimension.FORMER_YEARS, single(Dimension.FORMER_YEARS, former)),
    ]


def single(dimension: Dimension, figures: Sequence[Figure]) -> Figure:
    """The one figure of a dimension."""
    return gathered(dimension, *ONE_OF_A_KIND[dimension], figures)


def named(figure: Figure) -> Figure:
    """A building's figure with its label."""
    return figure if figure.key else gathered("", *NO_BUILDING, [figure])


def by_steward(uow: UnitOfWork, buildings: Sequence[Figure]) -> list[Figure]:
    """Figures of the buildings that each steward looks after."""
    stewards = all_stewards(uow)
    lists: dict[str, list[Figure]] = {}
    names = {"": NOBODY} | {one.person_id: (one.name, one.name) for one in stewards}
    for building in buildings:
        found = steward_of(building.key, stewards)
        lists.setdefault(found.person_id if found else "", []).append(building)
    return [gathered(key, *names[key], parts) for key, parts in sorted(lists.items())]


def shown(figures: Figures) -> dict[str, Any]:
    """Figures as the report shows them."""
    by: dict[Dimension, list[Figure]] = {dimension: [] for dimension in Dimension}
    for dimension, figure in figures:
        by[dimension].append(figure)
    return {
        "total": by[Dimension.TOTAL][0],
        "by_building": by[Dimension.BUILDING],
        "by_item": by[Dimension.ITEM],
        "by_steward": by[Dimension.STEWARD],
        "this_year": by[Dimension.THIS_YEAR][0],
        "former_years": by[Dimension.FORMER_YEARS][0],
    }
