"""Rows of a household: a resident sees what is the own side's, since then, and the own (D06, B19).

A table says which of its columns carry that (`OfHousehold`); the criterion is added to statements
where that of the communities is (`foundation.storage.placed`). It holds for a caller who is a
resident where the row is; who works there sees all, and so does the system.

What a resident brings about may need rows that the resident is not shown: money that is paid meets
debts of the whole household. An operation says so where it does (`UnitOfWork.beyond_sight`).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Table, and_, bindparam, false, or_, true

from foundation import scope

SHOWN = "shown"
"""Where a table's `info` says to whom its rows are shown."""
EVER = datetime(1, 1, 1, tzinfo=UTC)
"""Since when somebody sees who sees all that the side has."""


@dataclass(frozen=True)
class Shown:
    """The columns of a table that say to which residents a row is shown, by name."""

    household: str = "household_id"
    """Whose it is; null: no household's."""
    side: str | None = "side"
    """Which side of the household; None: each that has one."""
    member: str | None = "member_id"
    """Whose entry of the household it is about, whatever the side."""
    since: str | None = None
    """Its moment: whoever came later is not shown what the side had before."""
    person: str | None = None
    """Who brought it: sees it as well, of an own household or of none."""
    lasting: bool = False
    """That person sees it also when the household is theirs no more."""


class OfHousehold:
    """Mixin of tables whose rows are a household's, for residents of it to see."""

    __shown__: ClassVar[Shown]

    @classmethod
    def __table_cls__(cls, *what: Any, **how: Any) -> Table:
        """The table, which knows to whom its rows are shown."""
        return Table(*what, info={SHOWN: cls.__shown__}, **how)


def in_sight(origin: Any, table: Table) -> ColumnElement[bool] | None:
    """That a row of a table (`origin` is the table, or an alias of it) is seen by the caller; None
    where all are."""
    seen, shown = scope.sight(), table.info.get(SHOWN)
    if seen is None or shown is None:
        return None
    mine = own(origin.c, shown)
    if not seen.whole:
        return mine
    whole: Any = bindparam("scope_whole", callable_=where_whole, expanding=True)
    return or_(origin.c.community_id.in_(whole), mine)


def own(columns: Any, shown: Shown) -> ColumnElement[bool]:
    """That a row is the caller's own."""
    household = columns[shown.household]
    mine = columns[shown.person] == bindparam("scope_me", callable_=me) if shown.person else false()
    parts = [
        and_(household == bound("household_id", place), of(columns, shown, place, mine))
        for place in range(scope.places())
    ]
    if shown.person:
        parts.append(mine if shown.lasting else and_(household.is_(None), mine))
    return or_(false(), *parts)


def of(columns: Any, shown: Shown, place: int, mine: ColumnElement[bool]) -> ColumnElement[bool]:
    """That a row of a household is shown by one of the standings, as `Standing.sees` says it."""
    if shown.side is None:
        return true()
    ours = columns[shown.side] == bound("side", place)
    if shown.since:
        ours = and_(ours, columns[shown.since] >= bound("sees_from", place))
    if shown.member:
        ours = or_(ours, columns[shown.member] == bound("member_id", place))
    return or_(ours, mine) if shown.person else ours


def bound(name: str, place: int) -> Any:
    """What the standing in a place says, at each execution. (Names that end in a number are
    SQLAlchemy's own.)"""
    return bindparam(f"scope_standing_{place}_{name}", callable_=partial(said, name, place))


def said(name: str, place: int) -> Any:
    """What the standing in a place says; of a place that is left over, what equals nothing."""
    standing = scope.standing_in(place)
    if standing is None:
        return None
    value = getattr(standing, name)
    return EVER if name == "sees_from" and value is None else value


def me() -> str | None:
    """The id of the caller."""
    seen = scope.sight()
    return None if seen is None else seen.person_id


def where_whole() -> list[str]:
    """Ids of the communities in which the caller sees all."""
    seen = scope.sight()
    return [] if seen is None else sorted(seen.whole)
