"""Tables of the fee schedule (收费标准, B01)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from foundation.owned import source
from foundation.policy import Source
from foundation.scope import COMPANY
from foundation.storage.placed import Owned, Placed, owner_of_row
from foundation.storage.types import Id, Instant
from services.billing.base import Base, Exact4


class FeeItem(Owned, Base):
    """One price of a fee item (收费项目), in force until the next one of that name."""

    __tablename__ = "fee_items"
    __table_args__ = (UniqueConstraint("owner_id", "unit_type", "name", "effective_from"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    owner_id: Mapped[str] = mapped_column(
        Id, default=owner_of_row, server_default=COMPANY, sort_order=1001
    )
    """Whose price it is, a community's own or the company's: `community_id`, or `scope.COMPANY`."""
    name: Mapped[str] = mapped_column(String(60))
    """What it is called, on bills too: `物业费`; prices of one name and unit type follow each
    other."""
    name_en: Mapped[str] = mapped_column(String(60))
    """The same in English."""
    unit_type: Mapped[str] = mapped_column(String(20))
    """A `UnitType`: the households that pay it."""
    basis: Mapped[str] = mapped_column(String(10))
    """A `Basis`: what the price is multiplied by; it never changes."""
    price: Mapped[Decimal] = mapped_column(Exact4)
    """Yuan per period and piece, m² or what a meter counts; of a shared item, what all pay
    together. 0 ends the item."""
    period: Mapped[str] = mapped_column(String(10))
    """A `PricePeriod`: how long the price lasts; of no meaning with a meter."""
    effective_from: Mapped[date] = mapped_column(Date)
    """The first day on which the price is in force."""
    assigned_only: Mapped[bool]
    """Whether those alone pay it who have it assigned (`FeeAssignment`), such as parking."""
    vacant_percent: Mapped[int]
    """Percent of the price for days on which the unit is vacant; 100: all of it."""
    unit: Mapped[str] = mapped_column(String(12))
    """What a meter counts (`m³`, `kWh`, else `度`), what is assigned (`个`), `m²` by area, or
    empty."""
    taken_back: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the community's own prices end with it: from `effective_from` on the company's hold,
    whose terms of that day it repeats."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    """When it was entered: what it changes of periods that were billed is made good (B16)."""

    @property
    def source(self) -> Source:
        """Whether it is the company's or a community's own."""
        return source(self)


class FeeAssignment(Placed, Base):
    """An `assigned_only` item that a household has, such as parking spaces; last day included."""

    __tablename__ = "fee_assignments"
    __table_args__ = (Index("ix_fee_assignments_here", "community_id", "id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(Id, index=True)
    name: Mapped[str] = mapped_column(String(60))
    """`FeeItem.name` of what it has."""
    quantity: Mapped[int]
    """How many pieces."""
    starts_on: Mapped[date] = mapped_column(Date)
    """The first day."""
    ends_on: Mapped[date | None] = mapped_column(Date)
    """The last day; None: until further notice. The day before `starts_on`: it was taken back."""
    changed_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was last entered; null where the release before did."""
