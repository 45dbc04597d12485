"""Tables of the fee schedule and of what bills are worked out from (B01)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, Date, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant
from services.billing.tables.base import Base, Exact4


class FeeItem(Base):
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


class FeeAssignment(Base):
    """An `assigned_only` item that a household has, such as parking spaces; last day included."""

    __tablename__ = "fee_assignments"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(Id, index=True)
    name: Mapped[str] = mapped_column(String(60))
    quantity: Mapped[int]
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)


class MeterReading(Base):
    """What a meter showed on a day, and on the reading before; `bill_id` once it is billed."""

    __tablename__ = "meter_readings"
    __table_args__ = (
        UniqueConstraint("household_id", "name", "read_on"),
        Index("ix_meter_readings_unbilled", "bill_id", "household_id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(Id)
    name: Mapped[str] = mapped_column(String(60))
    read_on: Mapped[date] = mapped_column(Date)
    previous: Mapped[Decimal] = mapped_column(Exact4)
    value: Mapped[Decimal] = mapped_column(Exact4)
    bill_id: Mapped[str | None] = mapped_column(Id)
    recorded_by: Mapped[str] = mapped_column(String(80))
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class OccupancyChange(Base):
    """The state of a unit as a version of its household told it: what is prorated by day.

    Every version is kept, changed or not: what the one before it said may be heard later.
    """

    __tablename__ = "occupancy_changes"
    __audited__ = False

    household_id: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, primary_key=True, server_default="0")
    since: Mapped[date] = mapped_column(Date, primary_key=True)
    unit_type: Mapped[str] = mapped_column(String(20))
    area_m2: Mapped[Decimal] = mapped_column(Exact4)
    vacant: Mapped[bool]
