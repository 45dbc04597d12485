"""How months compare, and who is ranked: complaints in relation to households (X14)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, SQLColumnExpression, bindparam, case, func, select

from contracts.complaints.request_types import TrendQueryRequest
from foundation.storage.placed import NAME
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.figures import queries as figures
from services.complaints.figures.queries import bounds
from services.complaints.figures.rules import per_cent

NONE = {"contacts": 0, "complaints": 0, "kept": 0, "missed": 0, "repeat": 0, "malignant": 0}
IN_MONTH: Final = (
    Complaint.lodged_at >= bindparam("start"), Complaint.lodged_at < bindparam("end"),
)  # fmt: skip


Key = tuple[str, str]
"""Of a community (empty: of all), and which of it."""


def of_month(key: SQLColumnExpression[Any], *places: Any) -> Select[Any]:
    """A month's figures by a key, of all communities or in each, without those that have none."""
    columns: list[Any] = [*places, key.label("key"), *figures.NUMBERS]
    found = select(*columns).where(*IN_MONTH, figures.COUNTED, key.is_not(None))
    return found.group_by(*places, key)


BY_TEAM: Final = of_month(figures.TEAM)
BY_BUILDING: Final = of_month(Complaint.building, Complaint.community_id)
HOME: Final = household_replica.c
SERVED: Final = select(HOME.community_id, HOME.building, func.count()).group_by(
    HOME.community_id, HOME.building
)


@cache
def of_months(count: int) -> Select[Any]:
    """The figures of so many months, by their places, from one reading of the cases; a month ends
    where the next begins."""
    which = case(
        *((Complaint.lodged_at < bindparam(ending(place)), place) for place in range(count))
    )
    columns = (which.label("place"), func.count().label("contacts"), *figures.NUMBERS)
    return select(*columns).where(*IN_MONTH).group_by(which)


def ending(place: int) -> str:
    """What the end of a month is called in `of_months`."""
    return f"month_{place}_ends"


def trend(uow: UnitOfWork, data: TrendQueryRequest) -> dict[str, Any]:
    """Lines of some months up to one, and the ranking of that one."""
    month = data["month"]
    served: dict[Key, int] = {(row[0], row[1]): row[2] for row in uow.rows(SERVED)}
    everybody = sum(served.values())
    teams, buildings = by_key(uow, month, BY_TEAM), by_key(uow, month, BY_BUILDING)
    return {
        "month": month,
        "months": lines(uow, list(back_from(month, data["months"]))[::-1]),
        "by_team": [
            row | {"name": figures.team_name(uow, row["key"])}
            for row in ranked({team: (row, everybody) for team, row in teams.items()})
        ],
        "by_building": ranked(
            {building: (row, served.get(building, 0)) for building, row in buildings.items()},
        ),
    }


def back_from(month: str, count: int) -> Iterator[str]:
    """So many months, the given one first."""
    first = date.fromisoformat(f"{month}-01")
    for _ in range(count):
        yield f"{first:%Y-%m}"
        first = (first - timedelta(days=1)).replace(day=1)


def lines(uow: UnitOfWork, months: list[str]) -> list[dict[str, Any]]:
    """One line per month."""
    ends = {ending(place): bounds(month)[1] for place, month in enumerate(months)}
    span = {"start": bounds(months[0])[0], "end": bounds(months[-1])[1]}
    rows = uow.rows(of_months(len(months)), now=uow.now, **span, **ends)
    found = {row.place: row._asdict() for row in rows}
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


def by_key(uow: UnitOfWork, month: str, statement: Select[Any]) -> dict[Key, Mapping[str, Any]]:
    """A month's figures by place and key."""
    start, end = bounds(month)
    rows = uow.rows(statement, now=uow.now, start=start, end=end)
    return {(getattr(row, NAME, ""), row.key): row._asdict() for row in rows}


def ranked(
    found: Mapping[Key, tuple[Mapping[str, Any], int]],
) -> list[dict[str, Any]]:
    """Most complaints per household first; equal ones share a rank."""
    rows = [
        {
            "key": key,
            "community_id": place or None,
            "complaints": row["complaints"],
            "missed": row["missed"],
            "repeat": row["repeat"],
            "malignant": row["malignant"],
            "households": served,
            "per_hundred": per_hundred(row["complaints"], served),
        }
        for (place, key), (row, served) in sorted(found.items())
    ]
    rows.sort(key=lambda row: (-(row["per_hundred"] or 0), -row["complaints"], row["key"]))
    shares = [row["per_hundred"] for row in rows]
    return [row | {"rank": shares.index(row["per_hundred"]) + 1} for row in rows]


def per_hundred(complaints: int, served: int) -> Decimal | None:
    """Complaints per hundred households, two decimals, half up."""
    if not served:
        return None
    return (Decimal(100 * complaints) / served).quantize(Decimal("0.01"), ROUND_HALF_UP)
