"""The table of checks of the books (对账, B09)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant, Json, Yuan
from services.billing.base import Base


class BookCheck(Base):
    """Outcome of a check of the books; differences name the household (B09)."""

    __tablename__ = "book_checks"
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    checked_at: Mapped[datetime] = mapped_column(Instant, index=True)
    """When they were checked: every night."""
    households: Mapped[int]
    """How many households have anything booked."""
    billed: Mapped[Decimal] = mapped_column(Yuan)
    """All that was charged, late charges included, in yuan; so are the next four."""
    paid: Mapped[Decimal] = mapped_column(Yuan)
    """What of it was paid with money, without what was voided."""
    credited: Mapped[Decimal] = mapped_column(Yuan)
    """What of it was met by credit (预存) or set off (冲抵)."""
    written_off: Mapped[Decimal] = mapped_column(Yuan)
    """What of it was waived (减免核销)."""
    outstanding: Mapped[Decimal] = mapped_column(Yuan)
    """What of it is owed; the four sum up to `billed`."""
    differences: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    """`[{"household_id", "what", "expected", "found"}, …]`, amounts as text; empty: all is well."""
