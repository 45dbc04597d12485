"""Tables of the fee schedule (收费标准, B01)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Owned, Placed
from foundation.storage.types import Id, Instant
from services.billing.base import Base, Exact4


class FeeItem(Owned, Base):
    """One price of a fee item (收费项目), in force until the next one of that name."""

    __tablename__ = "fee_items"
    __table_args__ = (UniqueConstraint("unit_type", "name", "effective_from"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    unit_type: Mapped[str] = mapped_column(String(20))
    basis: Mapped[str] = mapped_column(String(10))
    price: Mapped[Decimal] = mapped_column(Exact4)
    period: Mapped[str] = mapped_column(String(10))
    effective_from: Mapped[date] = mapped_column(Date)
    assigned_only: Mapped[bool]
    vacant_percent: Mapped[int]
    unit: Mapped[str] = mapped_column(String(12))
    created_at: Mapped[datetime] = mapped_column(Instant)


class FeeAssignment(Placed, Base):
    """An `assigned_only` item that a household has, such as parking spaces; last day included."""

    __tablename__ = "fee_assignments"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(Id, index=True)
    name: Mapped[str] = mapped_column(String(60))
    quantity: Mapped[int]
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    changed_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was last entered; null where the release before did."""
