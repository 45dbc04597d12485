"""Table of the changes of households."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, Json
from services.directory.base import Base


class HouseholdChange(Placed, Base):
    """What was changed about a household after whose identity was verified how (D02)."""

    __tablename__ = "household_changes"
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("households.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[str] = mapped_column(String(80))
    by: Mapped[str] = mapped_column(String(120))
    identity_method: Mapped[str] = mapped_column(String(60))
    """How whoever asked was identified: an `IdentityMethod`, or in other words."""
    identity_by: Mapped[str] = mapped_column(String(60))
    """Who verified it: the member of staff, or residents themselves by their login."""
    before: Mapped[dict[str, Any]] = mapped_column(Json)
    """What the changed fields were: `{"floor": 12}`, numbers of people whole (masked when
    shown)."""
    after: Mapped[dict[str, Any]] = mapped_column(Json)
    """What they are since, and `effective_from` where the change counts from another day (B16)."""
    side: Mapped[str | None] = mapped_column(Id)
    """Which residents it is shown to: those of one side, or, of facts, everybody (D06)."""
