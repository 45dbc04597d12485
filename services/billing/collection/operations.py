"""Collection figures: as of now, or frozen the day after the due date (B03, B05)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, exists, insert, select

from contracts.billing.collection import Dimension, NotBilled, NotFrozenYet
from contracts.billing.request_types import CollectionReportRequest
from foundation import replica
from foundation.clock import at_local
from foundation.natural_sort import natural_key
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.collection import queries
from services.billing.collection.rules import Figure, gathered
from services.billing.collection.tables import CollectionFigure, CollectionSnapshot
from services.billing.daily.operations import today
from services.billing.periods.queries import HAS_BILLED, LATEST_FIRST, billed_periods
from services.billing.runs.tables import BillRun
from services.billing.visits.operations.following import all_stewards
from services.billing.visits.rules import steward_of

Figures = list[tuple[Dimension, Figure]]
ONE_OF_A_KIND = {
    Dimension.TOTAL: ("合计", "Total"),
    Dimension.THIS_YEAR: ("本年应收", "This year"),
    Dimension.FORMER_YEARS: ("历年欠费", "Former years"),
}
SNAPSHOTS: Final = select(
    CollectionSnapshot.community_id, CollectionSnapshot.id, CollectionSnapshot.as_of
).where(
    CollectionSnapshot.period == bindparam("period"),
    CollectionSnapshot.due_date == bindparam("due_date"),
)
BILLED: Final = select(BillRun.community_id).where(
    BillRun.period == bindparam("period"), BillRun.due_date == bindparam("due_date"), HAS_BILLED
)
FIGURES: Final = CollectionFigure.__table__.c
KEPT: Final = (
    select(CollectionFigure.__table__)
    .where(FIGURES.snapshot_id.in_(bindparam("snapshot_ids", expanding=True)))
    .order_by(FIGURES.community_id, FIGURES.position)
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
    """The frozen figures; raise `NotFrozenYet` unless all that billed the period have frozen it."""
    values = {"period": period, "due_date": due_date}
    snapshots = {row.community_id: row for row in uow.rows(SNAPSHOTS, **values)}
    billed = {row.community_id for row in uow.rows(BILLED, **values)}
    if not snapshots or billed - snapshots.keys():
        day = (due_date + timedelta(days=1)).isoformat()
        raise NotFrozenYet(field="frozen", freezes_on=day)
    rows = uow.rows(KEPT, snapshot_ids=[one.id for one in snapshots.values()])
    figures = [
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
                row.community_id,
            ),
        )
        for row in rows
    ]
    as_of = max(one.as_of for one in snapshots.values())
    return as_of, figures if len(snapshots) == 1 else together(uow, figures)


def together(uow: UnitOfWork, figures: Figures) -> Figures:
    """The figures of several communities: buildings side by side, all else added up."""
    buildings = [one for dimension, one in figures if dimension == Dimension.BUILDING]
    alike: dict[tuple[Dimension, str], list[Figure]] = {}
    for dimension, one in figures:
        if dimension != Dimension.BUILDING:
            alike.setdefault((dimension, one.key), []).append(one)
    added = [
        (dimension, gathered(key, parts[0].label, parts[0].label_en, parts))
        for (dimension, key), parts in sorted(alike.items(), key=lambda each: each[0][1])
    ]
    return added + [(Dimension.BUILDING, one) for one in side_by_side(uow, buildings)]


def side_by_side(uow: UnitOfWork, buildings: Sequence[Figure]) -> list[Figure]:
    """Buildings in their order, each called by its community as well where several are seen."""
    places = replica.places(uow)

    def called(label: str, one: Figure) -> str:
        return f"{places.get(one.community or '', '')} {label}".strip()

    return [
        replace(one, label=called(one.label, one), label_en=called(one.label_en, one))
        for one in sorted(buildings, key=lambda one: (natural_key(one.key), one.community or ""))
    ]


def count(counting: queries.Counting) -> Figures:
    """All figures."""
    buildings = [named(one) for one in counting.by_building()]
    return [
        (Dimension.TOTAL, single(Dimension.TOTAL, buildings)),
        *((Dimension.BUILDING, one) for one in side_by_side(counting.uow, buildings)),
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
    if figure.key:
        return figure
    return replace(figure, label=NO_BUILDING[0], label_en=NO_BUILDING[1])


def by_steward(uow: UnitOfWork, buildings: Sequence[Figure]) -> list[Figure]:
    """Figures of the buildings that each steward looks after, wherever they are."""
    names, lists = {"": NOBODY}, defaultdict[str, list[Figure]](list)
    for place in sorted({one.community or "" for one in buildings}):
        with uow.within(place):
            stewards = all_stewards(uow)
        names |= {one.person_id: (one.name, one.name) for one in stewards}
        for building in buildings:
            if building.community == place:
                found = steward_of(building.key, stewards)
                lists[found.person_id if found else ""].append(building)
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
