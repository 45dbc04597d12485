"""Lists by cursor: a statement per combination of filters, built once, and plain rows.

To build a statement anew and to make objects of rows took three quarters of what a list costs
(docs/adr/030-lists-are-built-once.md).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from foundation import scope
from foundation.errors import InvalidInput
from foundation.scope import Width
from foundation.storage.filtered import Filtered
from foundation.storage.placed import place
from foundation.storage.unit_of_work import UnitOfWork

MOST = 50
"""Rows of a page, where nobody says how many."""
GOES_ON = "behind the cursor"
PARTS = "of the community", "of the company"
HERE: Any = bindparam("scope_alone", callable_=scope.only)
"""The one community that a statement is about."""


def listing(
    model: type[Any], *equal: str, only: Collection[Any] = (), **filters: ColumnElement[bool]
) -> "Listing":
    """The rows of a table by their `id`: filters by columns that equal what is asked for, and
    others. `only` holds for all of them."""
    table = model.__table__
    same = {name: table.c[name] == bindparam(name) for name in equal}
    mark = place(table)
    apart = mark if mark is not None and mark.nullable else None
    return Listing(select(table).where(*only), table.c.id, same | filters, apart=apart)


class Listing:
    """What a list reads, its UUIDv7 key, and the condition that each filter sets.

    Newest first; with `by`, in ascending order of that column, which may be the key itself.
    `apart` is the community of rows that may have none, which are the company's: of one community
    they are read by themselves, since no index finds them and its own together (P01).
    """

    def __init__(
        self,
        source: Select[Any],
        key: Any,
        filters: Mapping[str, ColumnElement[bool]],
        *,
        by: Any = None,
        apart: Any = None,
    ) -> None:
        self.filters = filters
        parts = () if apart is None else (apart == HERE, apart.is_(None))
        self._parts = dict(zip(PARTS, parts, strict=False))
        last: Any = bindparam("cursor")
        place: Any = bindparam("place")
        if by is None:
            order, behind = [key.desc()], key < last
        elif by is key:
            order, behind = [key], key > last
        else:
            order, behind = [by, key], or_(by > place, and_(by == place, key > last))
        source = source.order_by(*order).limit(bindparam("most"))
        self._pages = Filtered(source, {**filters, GOES_ON: behind, **self._parts})
        self._key = key.key
        self._place = select(key if by is None else by).where(key == last)

    def page(
        self,
        uow: UnitOfWork,
        data: Mapping[str, Any],
        filters: Collection[str] | None = None,
        **values: Any,
    ) -> dict[str, Any]:
        """One page, stable while rows are added.

        `data` has `limit` and `cursor` (the last id of the page before), and what the filters
        compare with, beside `values`. Without `filters`, those count that `data` has something
        for. Raise `InvalidInput` for a cursor whose place nobody knows.
        """
        limit, cursor = data.get("limit") or MOST, data.get("cursor")
        if filters is None:
            filters = [name for name in self.filters if data.get(name)]
        given = {**data, **values, "most": limit + 1}
        if cursor:
            filters = [*filters, GOES_ON]
            given["place"] = self._place_of(uow, cursor)
        rows = self._rows(uow, filters, given)
        rows, more = rows[:limit], len(rows) > limit
        return {"items": rows, "next_cursor": getattr(rows[-1], self._key) if more else None}

    def _rows(
        self, uow: UnitOfWork, filters: Collection[str], given: Mapping[str, Any]
    ) -> Sequence[Any]:
        """One row more than a page has, if there are so many."""
        if not self._parts or scope.width() is not Width.ONE:
            return uow.rows(self._pages.by(filters), **given)
        found: list[Any] = []
        for part in self._parts:
            found += uow.rows(self._pages.by([*filters, part]), **given)
        found.sort(key=lambda row: getattr(row, self._key), reverse=True)
        return found[: given["most"]]

    def _place_of(self, uow: UnitOfWork, cursor: str) -> Any:
        """Where a list is at the cursor."""
        place = uow.session.scalar(self._place, {"cursor": cursor})
        if place is None:
            raise no_such_page()
        return place


def no_such_page() -> InvalidInput:
    """The refusal of a cursor that leads nowhere; every list refuses one."""
    return InvalidInput("There is no such page.", field="cursor")


def place_after(ids: Sequence[str], cursor: str | None) -> int:
    """Where a page of a list that is at hand begins; raise `InvalidInput` for a cursor that leads
    nowhere."""
    if cursor is None:
        return 0
    if cursor not in ids:
        raise no_such_page()
    return ids.index(cursor) + 1
