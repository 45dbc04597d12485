"""The timeline of repairs."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import BigSerial
from services.repairs.base import Base


class TimelineEntry(Placed, Base):
    """An entry of a repair's timeline (C11); never changed."""

    __audited__ = False
    __tablename__ = "timeline"

    id: Mapped[int] = mapped_column(BigSerial, primary_key=True, autoincrement=True)
    repair_id: Mapped[str] = mapped_column(ForeignKey("repairs.id"), index=True)
    """The repair whose timeline it stands in."""
    at: Mapped[datetime]
    actor_id: Mapped[str] = mapped_column(String(80))
    """Who did it: id of the person; `system` where nobody did."""
    actor: Mapped[str] = mapped_column(String(120))
    """The name of that person at that time."""
    action: Mapped[str] = mapped_column(String(40))
    """A `RepairAction`: what was done."""
    detail: Mapped[dict[str, Any]]
    """What the words of the step are filled with, by name; what people said in it goes in time
    (P08)."""
