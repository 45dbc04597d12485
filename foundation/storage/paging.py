"""Lists by cursor: newest first, stable while rows are added."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork


def page(
    uow: UnitOfWork, statement: Select[Any], key: Any, data: Mapping[str, Any]
) -> dict[str, Any]:
    """One page of ORM rows, newest first by the UUIDv7 column `key`.

    `data` has `limit` and `cursor` (the last id of the page before).
    """
    limit = data.get("limit") or 50
    if cursor := data.get("cursor"):
        statement = statement.where(key < cursor)
    rows = list(uow.session.scalars(statement.order_by(key.desc()).limit(limit + 1)))
    more = len(rows) > limit
    rows = rows[:limit]
    return {"items": rows, "next_cursor": getattr(rows[-1], key.key) if more else None}


def sorted_page(
    uow: UnitOfWork,
    statement: Select[Any],
    model: type[Any],
    order: InstrumentedAttribute[Any],
    data: Mapping[str, Any],
) -> dict[str, Any]:
    """One page in ascending order of a column; the cursor is the last id of the page before."""
    if data["cursor"]:
        last = uow.session.get(model, data["cursor"])
        if last is None:
            raise InvalidInput("There is no such page.", field="cursor")
        at = getattr(last, order.key)
        statement = statement.where(or_(order > at, and_(order == at, model.id > last.id)))
    rows = list(uow.session.scalars(statement.order_by(order, model.id).limit(data["limit"] + 1)))
    more = len(rows) > data["limit"]
    rows = rows[: data["limit"]]
    return {"items": rows, "next_cursor": rows[-1].id if more else None}
