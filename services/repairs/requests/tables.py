"""A repair and its rounds."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from contracts.repairs.follow_up import FollowUpResult
from contracts.repairs.request_types import FirstCheckAnswer
from foundation.storage.placed import Placed
from foundation.storage.types import Id, Json, partial
from services.repairs.base import Base


class Repair(Placed, Base):
    """A repair request (报修, `WX`) and how far it is (R01)."""

    __audit_hidden__ = frozenset({"contact_phone"})
    __tablename__ = "repairs"
    __table_args__ = (
        Index("ix_repairs_status_id", "status", "id"),
        Index("ix_repairs_household_id_id", "household_id", "id"),
        Index("ix_repairs_category_id", "category", "id"),
        Index("ix_repairs_building_id", "building", "id"),
        partial(
            "ix_repairs_worded",
            "id",
            where="erased_at IS NULL AND status IN ('advised', 'closed', 'cancelled')",
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    complaint_id: Mapped[str | None] = mapped_column(Id, unique=True)
    """The complaint that wanted it: one complaint has one linked repair (X04)."""
    household_id: Mapped[str | None] = mapped_column(Id)
    """Whose unit, and who pays; None for public places."""
    side: Mapped[str] = mapped_column(Id)
    """Whose it is: shown to the residents of this side of the household alone (D06)."""
    member_id: Mapped[str | None] = mapped_column(Id)
    """The member who asked for it, or for whom it was taken down."""
    building: Mapped[str | None] = mapped_column(String(40))
    unit: Mapped[str | None] = mapped_column(String(40))
    public_place: Mapped[str | None] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(String(30))
    description: Mapped[str] = mapped_column(Text)
    preferred_slot: Mapped[str | None] = mapped_column(String(200))
    first_check: Mapped[list[FirstCheckAnswer]] = mapped_column(Json)
    """Guided questions and their answers."""
    contact_name: Mapped[str] = mapped_column(String(60))
    contact_phone: Mapped[str] = mapped_column(String(30))
    priority: Mapped[str] = mapped_column(String(20))
    chargeable: Mapped[bool] = mapped_column(Boolean)
    """Outside the free scope (R04)."""
    status: Mapped[str] = mapped_column(String(20))
    round_no: Mapped[int] = mapped_column(Integer)
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[str] = mapped_column(String(80), index=True)
    erased_at: Mapped[datetime | None]
    """When what people said of it was erased, having been kept long enough (P08)."""
    version: Mapped[int] = mapped_column(Integer)

    @property
    def belonging(self) -> dict[str, Any]:
        """Whose it is, as events tell it."""
        return {"side": self.side, "member_id": self.member_id, "since": self.requested_at}


class Round(Placed, Base):
    """One go at a repair: from the request, or its reopening, to the follow-up."""

    __tablename__ = "rounds"
    __table_args__ = (
        Index("ix_rounds_engineer_id", "engineer_id"),
        Index("ix_rounds_respond_by", "respond_by"),
        Index("ix_rounds_completed_at", "completed_at"),
        partial("ix_rounds_unreached", "repair_id", where="follow_up_result = 'unreached'"),
    )

    repair_id: Mapped[str] = mapped_column(ForeignKey("repairs.id"), primary_key=True)
    no: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    work_order_number: Mapped[str | None] = mapped_column(String(20), unique=True)
    """The work order (派工单, `PG`), issued when the request is verified."""
    engineer_id: Mapped[str | None] = mapped_column(Id)
    """Whom it is offered to, or who has it."""
    engineer_name: Mapped[str | None] = mapped_column(String(120))
    clock_started_at: Mapped[datetime]
    limit_minutes: Mapped[int] = mapped_column(Integer)
    carried_minutes: Mapped[int] = mapped_column(Integer)
    """Minutes of the response clock used up by earlier rounds (R05)."""
    around_the_clock: Mapped[bool] = mapped_column(Boolean)
    respond_by: Mapped[datetime]
    provisional: Mapped[bool] = mapped_column(Boolean)
    set_out_at: Mapped[datetime | None]
    """When the engineer set out: the response clock stopped (R02)."""
    ended_at: Mapped[datetime | None]
    """When it was cancelled or solved by advice before anybody set out."""
    arrived_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    result: Mapped[str | None] = mapped_column(Text)
    follow_up_from: Mapped[datetime | None]
    follow_up_by: Mapped[datetime | None]
    followed_up_at: Mapped[datetime | None]
    followed_up_by_id: Mapped[str | None] = mapped_column(String(80))
    followed_up_by: Mapped[str | None] = mapped_column(String(120))
    follow_up_timing: Mapped[str | None] = mapped_column(String(20))
    follow_up_result: Mapped[str | None] = mapped_column(String(20))
    rating: Mapped[int | None] = mapped_column(Integer)
    remark: Mapped[str | None] = mapped_column(Text)
    badge_worn: Mapped[bool | None] = mapped_column(Boolean)
    gifts_taken: Mapped[bool | None] = mapped_column(Boolean)

    @property
    def solved(self) -> bool | None:
        """What the resident said; None as long as nobody has been reached who could."""
        if self.follow_up_result in (None, FollowUpResult.UNREACHED):
            return None
        return self.follow_up_result == FollowUpResult.SOLVED
