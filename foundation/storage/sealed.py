"""Columns whose texts are sealed at rest (P08): whoever has the database, or a backup without its
key, reads none of them."""

import logging
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Dialect,
    String,
    Table,
    TypeDecorator,
    select,
    type_coerce,
    update,
)

from foundation import sealing
from foundation.errors import SecretMissing
from foundation.storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

MARK = "s1."
"""How what is sealed begins."""
LENGTH = 200
BATCH = 200


class Sealed(TypeDecorator[str]):
    """A short text, sealed for a purpose. Cannot be searched or sorted by.

    Where the process has no secret it is kept open, until a process that has one comes by at night
    (`seal_open`). What no key of ours opens reads as None, and stays as it is.
    """

    impl = String(LENGTH)
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Seal it."""
        if value is None or not sealing.is_ready():
            return None if value is None else str(value)
        return MARK + sealing.seal(self.purpose, "", value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Open it."""
        if value is None or not value.startswith(MARK):
            return None if value is None else str(value)
        try:
            return sealing.unseal(self.purpose, "", value.removeprefix(MARK))
        except (sealing.SealBroken, SecretMissing):
            log.error("a sealed %s opens with no key that is configured", self.purpose)
            return None


def raw(column: Any) -> ColumnElement[str]:
    """A column as it lies in the database."""
    return type_coerce(column, String(LENGTH))


def seal_open(uow: UnitOfWork, table: Table, name: str) -> bool:
    """Seal a portion of what lies open in a column; return whether there may be more."""
    if not sealing.is_ready():
        return False
    kept = raw(table.c[name])
    return reseal(uow, table, name, kept.not_like(f"{MARK}%")) == BATCH


def reseal(uow: UnitOfWork, table: Table, name: str, *which: ColumnElement[bool]) -> int:
    """Seal a portion of a column by today's secret; return how many rows that was. What opens by no
    key stays as it is."""
    column = table.c[name]
    found = select(table.c.id, column).where(column.is_not(None), *which)
    rows = uow.session.execute(found.order_by(table.c.id).limit(BATCH).with_for_update()).all()
    opened = {row.id: row[1] for row in rows if row[1] is not None}
    for key, value in opened.items():
        uow.session.execute(update(table).where(table.c.id == key).values({name: value}))
    return len(opened)
