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
    households: Mapped[int]
    billed: Mapped[Decimal] = mapped_column(Yuan)
    paid: Mapped[Decimal] = mapped_column(Yuan)
    credited: Mapped[Decimal] = mapped_column(Yuan)
    written_off: Mapped[Decimal] = mapped_column(Yuan)
    outstanding: Mapped[Decimal] = mapped_column(Yuan)
    differences: Mapped[list[dict[str, Any]]] = mapped_column(Json)
