"""How months compare, and who is ranked: complaints in relation to households (X14)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import SQLColumnExpression, case, func, select

from contracts.complaints.request_types import TrendQueryRequest
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.figures import queries as figures
from services.complaints.figures.queries import bounds
from services.complaints.figures.rules import per_cent

NONE = {"contacts": 0, "complaints": 0, "kept": 0, "missed": 0, "repeat": 0, "malignant": 0}


def trend(uow: UnitOfWork, data: TrendQueryRequest) -> dict[str, Any]:
    """Lines of some months up to one, and the ranking of that one."""
    month = data["month"]
    served = households(uow)
    everybody = sum(served.values())
    teams, buildings = (
        of_month(uow, month, figures.TEAM),
        of_month(uow, month, Complaint.building),
    )
    return {
        "month": month,
        "months": lines(uow, list(back_from(month, data["months"]))[::-1]),
        "by_team": ranked({team: (row, everybody) for team, row in teams.items()}),
        "by_building": ranked(
            {building: (row, served.get(building, 0)) for building, row in buildings.items()}
        ),
    }


def back_from(month: str, count: int) -> Iterator[str]:
    """So many months, the given one first."""
    first = date.fromisoformat(f"{month}-01")
    for _ in range(count):
        yield f"{first:%Y-%m}"
        first = (first - timedelta(days=1)).replace(day=1)


def lines(uow: UnitOfWork, months: list[str]) -> list[dict[str, Any]]:
    """One line per month, from one reading of the cases; a month ends where the next begins."""
    ends = [bounds(month)[1] for month in months]
    which = case(*((Complaint.lodged_at < end, place) for place, end in enumerate(ends)))
    statement = (
        select(which.label("place"), func.count().label("contacts"), *figures.numbers(uow.now))
        .where(Complaint.lodged_at >= bounds(months[0])[0], Complaint.lodged_at < ends[-1])
        .group_by(which)
    )
    found = {row.place: row._asdict() for row in uow.session.execute(statement)}
    return [line(month, found.get(place, NONE)) for place, month in enumerate(months)]


def line(month: str, found: Mapping[str, Any]) -> dict[str, Any]:
    """A month's figures in the shape of `MonthLine`."""
    kept, missed, complaints = found["kept"], found["missed"], found["complaints"]
    decided = kept + missed
    return {name: found[name] for name in NONE} | {
        "month": month,
        "running": complaints - decided,
        "share_kept": per_cent(kept, decided) if decided else None,
    }


def of_month(
    uow: UnitOfWork, month: str, key: SQLColumnExpression[Any]
) -> dict[str, Mapping[str, Any]]:
    """The month's figures by a key, without those that have none."""
    start, end = bounds(month)
    columns: list[Any] = [key.label("key"), *figures.numbers(uow.now)]
    statement = (
        select(*columns)
        .where(Complaint.lodged_at >= start, Complaint.lodged_at < end, figures.COUNTED)
        .where(key.is_not(None))
        .group_by(key)
    )
    return {row.key: row._asdict() for row in uow.session.execute(statement)}


def households(uow: UnitOfWork) -> dict[str, int]:
    """How many households each building has."""
    building = household_replica.c.building
    rows = uow.session.execute(select(building, func.count()).group_by(building))
    return {row[0]: row[1] for row in rows}


def ranked(found: Mapping[str, tuple[Mapping[str, Any], int]]) -> list[dict[str, Any]]:
    """Most complaints per household first; equal ones share a rank."""
    rows = [
        {
            "key": key,
            "complaints": row["complaints"],
            "missed": row["missed"],
            "repeat": row["repeat"],
            "malignant": row["malignant"],
            "households": served,
            "per_hundred": per_hundred(row["complaints"], served),
        }
        for key, (row, served) in found.items()
    ]
    rows.sort(key=lambda row: (-(row["per_hundred"] or 0), -row["complaints"], row["key"]))
    shares = [row["per_hundred"] for row in rows]
    return [row | {"rank": shares.index(row["per_hundred"]) + 1} for row in rows]


def per_hundred(complaints: int, served: int) -> Decimal | None:
    """Complaints per hundred households, two decimals, half up."""
    if not served:
        return None
    return (Decimal(100 * complaints) / served).quantize(Decimal("0.01"), ROUND_HALF_UP)
