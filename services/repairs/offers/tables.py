"""Offers, and their answers."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKeyConstraint, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id
from services.repairs.base import Base


class Offer(Placed, Base):
    """A work order offered to one engineer (派单), and the answer (R08)."""

    __tablename__ = "offers"
    __table_args__ = (
        ForeignKeyConstraint(["repair_id", "round_no"], ["rounds.repair_id", "rounds.no"]),
        UniqueConstraint("repair_id", "position"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    repair_id: Mapped[str] = mapped_column(Id)
    """The repair whose work order it is."""
    round_no: Mapped[int] = mapped_column(Integer)
    """The round that the order belongs to; nobody is asked twice within one."""
    position: Mapped[int] = mapped_column(Integer)
    """1 for the first offer of the repair, counted on."""
    engineer_id: Mapped[str] = mapped_column(Id)
    """The engineer who is asked: a person of the directory."""
    engineer_name: Mapped[str] = mapped_column(String(120))
    """The engineer's name at that time."""
    automatic: Mapped[bool] = mapped_column(Boolean)
    """Passed on by the system, not chosen by a dispatcher."""
    offered_at: Mapped[datetime]
    """When the engineer was asked."""
    answer_by: Mapped[datetime]
    """When it lapses without an answer, and the next engineer is asked (R08)."""
    status: Mapped[str] = mapped_column(String(20))
    """An `OfferStatus`."""
    reason: Mapped[str | None] = mapped_column(String(500))
    """Why the engineer declined, or it was taken back; None where nobody said, or it was erased."""
    decided_at: Mapped[datetime | None]
    """When it was answered, lapsed or was taken back; None while it is open."""
