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
    at: Mapped[datetime]
    actor_id: Mapped[str] = mapped_column(String(80))
    actor: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(40))
    detail: Mapped[dict[str, Any]]
