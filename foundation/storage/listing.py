"""Lists by cursor, newest first: a statement per shape of filters, built once, and plain rows.

To build a statement anew and to make objects of rows took three quarters of what a list costs
(docs/adr/030-lists-are-built-once.md).
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select

from foundation.storage.unit_of_work import UnitOfWork

MOST = 50
"""Rows of a page, where nobody says how many."""


def listing(
    model: type[Any], *equal: str, only: Collection[Any] = (), **filters: ColumnElement[bool]
) -> "Listing":
    """The rows of a table by their `id`: filters by columns that equal what is asked for, and
    others. `only` holds for all of them."""
    table = model.__table__
    same = {name: table.c[name] == bindparam(name) for name in equal}
    return Listing(select(table).where(*only), table.c.id, same | filters)


class Listing:
    """What a list reads, its UUIDv7 key, and the condition that each filter sets.

    Conditions name what they compare with by `bindparam`; the values come with each call.
    """

    def __init__(
        self,
        source: Select[Any],
        key: ColumnElement[Any],
        filters: Mapping[str, ColumnElement[bool]],
    ) -> None:
        self.filters = filters
        self._source = source.order_by(key.desc()).limit(bindparam("most"))
        self._key = key
        self._shapes: dict[tuple[frozenset[str], bool], Select[Any]] = {}

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
        for.
        """
        limit, cursor = data.get("limit") or MOST, data.get("cursor")
        if filters is None:
            filters = [name for name in self.filters if data.get(name)]
        statement = self._shape(frozenset(filters), bool(cursor))
        given = {**data, **values, "most": limit + 1, "cursor": cursor}
        found = uow.session.execute(statement, given).all()
        rows, more = found[:limit], len(found) > limit
        return {"items": rows, "next_cursor": rows[-1]._mapping[self._key] if more else None}

    def _shape(self, filters: frozenset[str], goes_on: bool) -> Select[Any]:
        """The statement with these filters; `goes_on` behind a cursor."""
        shape = filters, goes_on
        if shape not in self._shapes:
            statement = self._source.where(*(self.filters[name] for name in sorted(filters)))
            if goes_on:
                statement = statement.where(self._key < bindparam("cursor"))
            self._shapes[shape] = statement
        return self._shapes[shape]
