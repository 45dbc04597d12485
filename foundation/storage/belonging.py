"""Which rows a resident sees, as a condition: those of the own side, since one is there (D06)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_

from foundation.actor import Actor
from foundation.standing import Standing


def shown_to(actor: Actor, household: Any, side: Any, member: Any, at: Any) -> ColumnElement[bool]:
    """Rows that belong to one of the caller's sides; the columns say whose they are since when."""
    parts = [
        and_(household == one.household_id, of(one, side, member, at)) for one in actor.standing
    ]
    return or_(*parts) if parts else false()


def of(one: Standing, side: Any, member: Any, at: Any) -> ColumnElement[bool]:
    """As `Standing.sees` says it of one paper."""
    ours = side == one.side
    if one.sees_from is not None:
        ours = and_(ours, at >= one.sees_from)
    return or_(ours, member == one.member_id) if one.member_id is not None else ours
