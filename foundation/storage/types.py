"""Column types: money, time, identifiers and JSON, alike on PostgreSQL and SQLite."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Index,
    Integer,
    String,
    TypeDecorator,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Naming convention of constraints: `MetaData(naming_convention=NAMING)`."""

Id = String(36)
Json = JSON().with_variant(JSONB(), "postgresql")
BigSerial = BigInteger().with_variant(Integer(), "sqlite")
"""An auto-incremented 64-bit key (SQLite only counts INTEGER keys up by itself)."""


class Yuan(TypeDecorator[Decimal]):
    """`Decimal` yuan in Python, an integer of fen in the database. Floats are refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        """Yuan to fen; raise ValueError for fractions of a fen."""
        if value is None:
            return None
        if isinstance(value, float):
            raise TypeError("floats are no money")
        fen = Decimal(value) * 100
        if fen != int(fen):
            raise ValueError(f"{value} yuan is no whole number of fen")
        return int(fen)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Fen to yuan. Sums come back as int or Decimal, depending on the database."""
        return None if value is None else (Decimal(int(value)) / 100).quantize(Decimal("0.01"))


class Instant(TypeDecorator[datetime]):
    """A point in time: aware UTC in Python; `timestamptz`, or naive UTC text in SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times; hand over UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive time")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware UTC, whatever zone the connection has."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of the rows that meet a condition, alike on PostgreSQL and SQLite."""
    condition = text(where)
    return Index(name, *columns, unique=unique, postgresql_where=condition, sqlite_where=condition)
