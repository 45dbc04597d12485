"""Tables of frozen collection figures (收缴率, B03, B05)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.append_only import append_only
from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, Yuan
from services.billing.base import Base


@append_only
class CollectionSnapshot(Placed, Base):
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


@append_only
class CollectionFigure(Placed, Base):
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
