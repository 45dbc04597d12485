"""Event handlers that keep the replica; the event with the highest version wins."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, insert, select, update
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from foundation import scope
from foundation.storage.placed import NAME, place
from foundation.storage.tables import (
    community_replica,
    company_replica,
    duty_replica,
    household_replica,
    person_replica,
)
from foundation.storage.unit_of_work import UnitOfWork


def put(uow: UnitOfWork, table: Table, data: Mapping[str, Any]) -> bool:
    """Insert or replace one row unless a newer version is there; return whether it was taken."""
    key = next(iter(table.primary_key))
    row = {column.name: plain(data.get(column.name, unsaid(column))) for column in table.columns}
    if (where := place(table)) is not None:
        row[NAME] = uow.community if where.nullable else scope.here()
    uow.session.execute(
        uow.insert_ignoring(table), row | {"version": -1}
    )  # the row to lock, also for two first events at once
    known = uow.session.scalar(
        select(table.c.version).where(key == row[key.name]).with_for_update()
    )
    if known is not None and known >= row["version"]:
        return False
    uow.session.execute(update(table).where(key == row[key.name]).values(row))
    return True


def unsaid(column: Column[Any]) -> Any:
    """What a column has where an event of an older release does not say it."""
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None


def plain(value: Any) -> Any:
    """A value as its column takes it: lists are JSON, in which moments are text."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: written(one) for name, one in value.items()}
    return value


def written(value: Any) -> Any:
    """A value as it stands in JSON."""
    return value.isoformat() if isinstance(value, datetime) else value


def put_many(uow: UnitOfWork, table: Table, rows: list[Mapping[str, Any]]) -> None:
    """Fill an empty replica at once (loading of demo data)."""
    names = [column.name for column in table.columns if column.name != NAME]
    if rows:
        uow.session.execute(
            insert(table), [{name: row.get(name) for name in names} for row in rows]
        )


def on_household_changed(uow: UnitOfWork, event: Any) -> None:
    """Keep a household."""
    put(uow, household_replica, event.data)


def on_person_changed(uow: UnitOfWork, event: Any) -> None:
    """Keep a person."""
    put(uow, person_replica, event.data)


def on_duty_changed(uow: UnitOfWork, event: Any) -> None:
    """Keep a shift of the roster."""
    put(uow, duty_replica, event.data)


def on_community_changed(uow: UnitOfWork, event: Any) -> None:
    """Keep a community."""
    put(uow, community_replica, event.data)


def on_company_changed(uow: UnitOfWork, event: Any) -> None:
    """Keep the company."""
    put(uow, company_replica, event.data)
