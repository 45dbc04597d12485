"""The table of meter readings (抄表, B21)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, partial
from services.billing.base import Base, Exact4


class MeterReading(Placed, Base):
    """What a meter showed on a day, and on the reading before; `bill_id` once it is billed.

    A reading is corrected by being reversed and entered anew (B21). What was billed of a reversed
    one goes back with the bill `credit_bill_id`.
    """

    __tablename__ = "meter_readings"
    __table_args__ = (
        partial(
            "uq_meter_readings_day", "household_id", "name", "read_on", "kind",
            where="reversed_at IS NULL", unique=True,
        ),
        Index("ix_meter_readings_unbilled", "community_id", "bill_id", "household_id"),
        Index("ix_meter_readings_meter", "household_id", "name", "read_on"),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(Id)
    name: Mapped[str] = mapped_column(String(60))
    """`FeeItem.name` of the metered item: a household has one meter of each."""
    read_on: Mapped[date] = mapped_column(Date)
    """The local day on which it was read."""
    previous: Mapped[Decimal] = mapped_column(Exact4)
    """What it had shown at the reading before, in units of the item; equal to `value` for the
    first."""
    value: Mapped[Decimal] = mapped_column(Exact4)
    """What it shows. Over `previous` is what was used; below, where an estimate was too high."""
    bill_id: Mapped[str | None] = mapped_column(Id)
    billed_price: Mapped[Decimal | None] = mapped_column(Exact4)
    """Yuan per unit with which it was billed."""
    recorded_by: Mapped[str] = mapped_column(String(80))
    """Who entered it: a person's id in the directory."""
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    """When it was entered."""
    kind: Mapped[str] = mapped_column(String(10), server_default="reading")
    """A `ReadingKind`: a plain reading, or the end or start of a replaced meter."""
    meter: Mapped[str] = mapped_column(String(40), server_default="")
    """Number on the meter."""
    corrects_id: Mapped[str | None] = mapped_column(Id)
    """The reading in whose place it stands: the billed one, if one of them is."""
    reversed_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was taken back (冲销); None: it holds."""
    reversed_by: Mapped[str | None] = mapped_column(String(120))
    """Who took it back, by name; None: it holds."""
    reason: Mapped[str | None] = mapped_column(String(500))
    """Why it was reversed, or a meter replaced."""
    credit_bill_id: Mapped[str | None] = mapped_column(Id)
    estimated: Mapped[bool] = mapped_column(server_default=false())
    """What it should show; the next real reading makes it good, also if that is below it."""
    remark: Mapped[str | None] = mapped_column(String(500))
    """What whoever read it noted (备注); None: nothing."""
