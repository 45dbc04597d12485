"""Attempts to follow up that reached nobody."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import BigSerial, Id
from services.repairs.base import Base


class Attempt(Placed, Base):
    """An attempt to follow up that reached nobody (R05); never changed."""

    __audited__ = False
    __tablename__ = "attempts"
    __table_args__ = (
        ForeignKeyConstraint(["repair_id", "round_no"], ["rounds.repair_id", "rounds.no"]),
        Index("ix_attempts_repair_id_round_no", "repair_id", "round_no"),
    )

    id: Mapped[int] = mapped_column(BigSerial, primary_key=True, autoincrement=True)
    repair_id: Mapped[str] = mapped_column(Id)
    """The repair that was asked about."""
    round_no: Mapped[int] = mapped_column(Integer)
    """The round of it that was asked about."""
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(String(80))
    by: Mapped[str] = mapped_column(String(120))
    remark: Mapped[str | None] = mapped_column(Text)
    """What the caller noted, such as "no answer"; None where nothing was, or it was erased."""
