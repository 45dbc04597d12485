"""The board: what is overdue at this moment, by tier and by team (X05, X08)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, func, select

from contracts.complaints.escalation import Tier
from contracts.complaints.request_types import NothingRequest
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.figures import queries as figures
from services.complaints.figures.queries import team_name
from services.complaints.listing import queries as listing

Counts = dict[str, tuple[int, datetime | None]]


def counting(key: SQLColumnExpression[Any]) -> Select[Any]:
    """What counts overdue cases by a key, with the oldest deadline."""
    found = select(key, func.count(), func.min(Complaint.due_at))
    return found.where(listing.OVERDUE).group_by(key)


OF_TIERS, OF_TEAMS = counting(Complaint.tier), counting(figures.TEAM)


def overdue(uow: UnitOfWork, data: NothingRequest) -> dict[str, Any]:
    """Counts with the oldest deadline; the cases themselves are `search(overdue=true)`."""
    tiers = grouped(uow, OF_TIERS)
    teams = grouped(uow, OF_TEAMS)
    ranked = sorted(teams, key=lambda team: (-teams[team][0], team))
    return {
        "as_of": uow.now,
        "total": sum(count for count, _ in teams.values()),
        "by_tier": [line(tier, tiers) for tier in Tier],
        "by_team": [line(team, teams) | {"name": team_name(uow, team)} for team in ranked],
    }


def grouped(uow: UnitOfWork, statement: Select[Any]) -> Counts:
    """Count and oldest deadline by a key."""
    rows = uow.session.execute(statement, {"now": uow.now})
    return {row[0]: (row[1], row[2]) for row in rows}


def line(key: str, counts: Counts) -> dict[str, Any]:
    """One line; none is a figure, too."""
    count, oldest = counts.get(key, (0, None))
    return {"key": key, "count": count, "oldest_due_at": oldest}
