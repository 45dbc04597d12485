"""Root of billing's tables, and its own column types."""

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from foundation.storage.columns import Columns
from foundation.storage.types import NAMING

SCALE = 10_000


class Base(Columns, DeclarativeBase):
    """Root of billing's tables."""

    metadata = MetaData(naming_convention=NAMING)


class Exact4(TypeDecorator[Decimal]):
    """A number with up to four decimals (unit prices, m², meter values), kept as an integer."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        """Raise ValueError for what does not fit four decimals."""
        if value is None:
            return None
        if isinstance(value, float):
            raise TypeError("floats are not exact")
        scaled = Decimal(value) * SCALE
        if scaled != int(scaled):
            raise ValueError(f"{value} has more than four decimals")
        return int(scaled)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """The number, without needless zeros beyond two decimals."""
        if value is None:
            return None
        number = Decimal(int(value)) / SCALE
        cents = number.quantize(Decimal("0.01"))
        return cents if cents == number else number
