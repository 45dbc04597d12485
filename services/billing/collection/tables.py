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
    __table_args__ = (UniqueConstraint("community_id", "period", "due_date"),)
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    period: Mapped[str] = mapped_column(String(10))
    """The billing period (账期), as `Bill.period`."""
    due_date: Mapped[date] = mapped_column(Date)
    """The due date; a period may be billed with several."""
    as_of: Mapped[datetime] = mapped_column(Instant)
    """Bookings before this moment are counted."""
    frozen_at: Mapped[datetime] = mapped_column(Instant)
    """When it was written down (定格): the night after, or later where that was missed."""


@append_only
class CollectionFigure(Placed, Base):
    """One frozen figure: count and amount of a building, item, steward, or of all."""

    __tablename__ = "collection_figures"
    __audited__ = False

    snapshot_id: Mapped[str] = mapped_column(
        ForeignKey("collection_snapshots.id"), primary_key=True
    )
    """The snapshot that it belongs to."""
    dimension: Mapped[str] = mapped_column(String(12), primary_key=True)
    """A `Dimension`: by what the figure is told apart."""
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    """Which one of it: label of the building, name of the item, id of the steward (empty: of none);
    of what is no breakdown, the dimension again."""
    position: Mapped[int]
    """Its place in the report, from 0 on."""
    label: Mapped[str] = mapped_column(String(120))
    """What it is called, in Chinese."""
    label_en: Mapped[str] = mapped_column(String(120))
    """What it is called in English."""
    billed_count: Mapped[int]
    """How many bills; of an item, bills with it."""
    paid_count: Mapped[int]
    """How many of those were settled."""
    billed_amount: Mapped[Decimal] = mapped_column(Yuan)
    """What they came to, in yuan (应收)."""
    collected_amount: Mapped[Decimal] = mapped_column(Yuan)
    """What of it was paid or met from credit, in yuan (实收)."""
    written_off_amount: Mapped[Decimal] = mapped_column(Yuan)
    """What of it was waived, in yuan (减免核销)."""
