"""The table of how bills were delivered (账单送达, B02)."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant
from services.billing.base import Base


class Delivery(Placed, Base):
    """How a bill reached its household: who, how, when, with which receipt (B02)."""

    __tablename__ = "bill_deliveries"
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    bill_id: Mapped[str] = mapped_column(ForeignKey("bills.id"), index=True)
    """The bill."""
    household_id: Mapped[str] = mapped_column(Id)
    channel: Mapped[str] = mapped_column(String(20))
    """A `Channel` of notices: the portal, e-mail and the like, or paper at the door."""
    delivered_at: Mapped[datetime] = mapped_column(Instant)
    """When it got there, as notices reported it."""
    delivered_by: Mapped[str] = mapped_column(String(120))
    """Who brought it, by name; 系统 where nobody did."""
    receipt: Mapped[str | None] = mapped_column(String(200))
    """Who took it at the door; None for all other channels."""
