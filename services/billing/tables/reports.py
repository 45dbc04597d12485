"""Tables of frozen figures and of checks of the books (B03, B05, B09)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant, Json, Yuan
from services.billing.tables.append_only import guard
from services.billing.tables.base import Base


class CollectionSnapshot(Base):
    """The collection figure of a period and due date as of the end of the due date."""

    __tablename__ = "collection_snapshots"
    __table_args__ = (UniqueConstraint("period", "due_date"),)
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    period: Mapped[str] = mapped_column(String(10))
    due_date: Mapped[date] = mapped_column(Date)
    as_of: Mapped[datetime] = mapped_column(Instant)
    """Bookings before this moment are counted."""
    frozen_at: Mapped[datetime] = mapped_column(Instant)


class CollectionFigure(Base):
    """One frozen figure: count and amount of a building, item, steward, or of all."""

    __tablename__ = "collection_figures"
    __audited__ = False

    snapshot_id: Mapped[str] = mapped_column(
        ForeignKey("collection_snapshots.id"), primary_key=True
    )
    dimension: Mapped[str] = mapped_column(String(12), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int]
    label: Mapped[str] = mapped_column(String(120))
    label_en: Mapped[str] = mapped_column(String(120))
    billed_count: Mapped[int]
    paid_count: Mapped[int]
    billed_amount: Mapped[Decimal] = mapped_column(Yuan)
    collected_amount: Mapped[Decimal] = mapped_column(Yuan)
    written_off_amount: Mapped[Decimal] = mapped_column(Yuan)


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


FROZEN: tuple[type[Base], ...] = (CollectionSnapshot, CollectionFigure)
"""Figures that are the same whenever they are asked for."""

for model in FROZEN:
    table = model.__table__
    if isinstance(table, Table):
        guard(table)
