"""The table of shared costs (公摊) that are divided (B01)."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import PlacedByKey
from services.billing.base import Base


class SharedCost(PlacedByKey, Base):
    """A month's shared cost (公摊), divided once: `run_id` is the run whose households have it.

    Whoever comes later bears nothing of it, so that the shares never come to more than the cost.
    """

    __tablename__ = "shared_costs"
    __audited__ = False

    unit_type: Mapped[str] = mapped_column(String(20), primary_key=True)
    """The `UnitType` among whose households it is divided."""
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    """`FeeItem.name` of the shared item."""
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    """The month: `2026-07`."""
    run_id: Mapped[str] = mapped_column(ForeignKey("bill_runs.id"))
