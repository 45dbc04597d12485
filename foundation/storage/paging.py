"""Lists by cursor: newest first, stable while rows are added."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select

from foundation.storage.unit_of_work import UnitOfWork


def page(
    work: UnitOfWork, statement: Select[Any], key: Any, data: Mapping[str, Any]
) -> dict[str, Any]:
    """One page of ORM rows, newest first by the UUIDv7 column `key`.

    `data` has `limit` and `cursor` (the last id of the page before).
    """
    limit = data.get("limit") or 50
    if cursor := data.get("cursor"):
        statement = statement.where(key < cursor)
    rows = list(work.session.scalars(statement.order_by(key.desc()).limit(limit + 1)))
    more = len(rows) > limit
    rows = rows[:limit]
    return {"items": rows, "next_cursor": getattr(rows[-1], key.key) if more else None}
