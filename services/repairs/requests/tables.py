"""A repair and its rounds."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from contracts.repairs.request_types import FirstCheckAnswer
from foundation.storage.placed import Placed
from foundation.storage.resident_visibility import OfHousehold, Shown
from foundation.storage.types import Id, Json, partial
from services.repairs.base import Base


class Repair(Placed, OfHousehold, Base):
    """A repair request (报修, `WX`) and how far it is (R01)."""

    __audit_hidden__ = frozenset({"contact_phone"})
    __words__, __paper__ = ("description",), "id"
    __shown__ = Shown(since="requested_at", person="requested_by_id")
    __tablename__ = "repairs"
    __table_args__ = (
        Index("ix_repairs_status_id", "community_id", "status", "id"),
        Index("ix_repairs_here", "community_id", "id"),
        Index("ix_repairs_household_id_id", "household_id", "id"),
        Index("ix_repairs_category_id", "community_id", "category", "id"),
        Index("ix_repairs_building_id", "community_id", "building", "id"),
        partial(
            "ix_repairs_worded",
            "community_id",
            "id",
            where="erased_at IS NULL AND status IN ('advised', 'closed', 'cancelled')",
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    """Of the request, as people quote it: `WX-2026-000001`."""
    complaint_id: Mapped[str | None] = mapped_column(Id, unique=True)
    """The complaint that wanted it: one complaint has one linked repair (X04)."""
    household_id: Mapped[str | None] = mapped_column(Id)
    """Whose unit, and who pays; None for public places."""
    side: Mapped[str] = mapped_column(Id)
    """Whose it is: shown to the residents of this side of the household alone (D06)."""
    member_id: Mapped[str | None] = mapped_column(Id)
    """The member who asked for it, or for whom it was taken down."""
    building: Mapped[str | None] = mapped_column(String(40))
    """Label of the household's building (楼栋) at that time, or that of a public place; None: not
    named."""
    unit: Mapped[str | None] = mapped_column(String(40))
    """Label of the household's unit (房号) at that time; None for public places."""
    public_place: Mapped[str | None] = mapped_column(String(200))
    """The public place in the words of who asked; None for a household's unit."""
    category: Mapped[str] = mapped_column(String(30))
    """A `RepairCategory`: what is out of order."""
    description: Mapped[str] = mapped_column(Text)
    """What is wrong, in the words of who asked; empty once it was erased (P08)."""
    preferred_slot: Mapped[str | None] = mapped_column(String(200))
    """When somebody is in, in the words of who asked; None where nobody said, and once erased."""
    first_check: Mapped[list[FirstCheckAnswer]] = mapped_column(Json)
    """Guided questions and their answers."""
    contact_name: Mapped[str] = mapped_column(String(60))
    """Whom the engineer asks for; empty once it was erased."""
    contact_phone: Mapped[str] = mapped_column(String(30))
    """The contact's number, shown to staff by a logged look alone (D03); empty once erased."""
    priority: Mapped[str] = mapped_column(String(20))
    """A `Priority`, not below what category and words of danger demand (R02)."""
    chargeable: Mapped[bool] = mapped_column(Boolean)
    """Outside the free scope (R04)."""
    status: Mapped[str] = mapped_column(String(20))
    """A `RepairStatus`: how far it is."""
    round_no: Mapped[int] = mapped_column(Integer)
    """The round it is in: 1, and one more each time it was reopened (R05)."""
    requested_at: Mapped[datetime]
    """When it reached us; the response clock of the first round starts then."""
    requested_by_id: Mapped[str] = mapped_column(String(80), index=True)
    """Who entered it: id of the resident or of the desk's person; `system` for a complaint's."""
    erased_at: Mapped[datetime | None]
    """When what people said of it was erased, having been kept long enough (P08)."""
    version: Mapped[int] = mapped_column(Integer)

    @property
    def belonging(self) -> dict[str, Any]:
        """Whose it is, as events carry it."""
        return {"side": self.side, "member_id": self.member_id, "since": self.requested_at}


class Round(Placed, Base):
    """One go at a repair: from the request, or its reopening, to the follow-up."""

    __tablename__ = "rounds"
    __words__, __paper__ = ("result",), "repair_id"
    __table_args__ = (
        Index("ix_rounds_engineer_id", "engineer_id"),
        Index("ix_rounds_respond_by", "community_id", "respond_by"),
        Index("ix_rounds_completed_at", "community_id", "completed_at"),
        partial(
            "ix_rounds_unreached",
            "community_id",
            "repair_id",
            where="follow_up_result = 'unreached'",
        ),
    )

    repair_id: Mapped[str] = mapped_column(ForeignKey("repairs.id"), primary_key=True)
    """The repair it is a round of."""
    no: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    """1 for the request itself, counted on with each reopening."""
    work_order_number: Mapped[str | None] = mapped_column(String(20), unique=True)
    """The work order (派工单, `PG`), issued when the request is verified."""
    engineer_id: Mapped[str | None] = mapped_column(Id)
    """Whom it is offered to, or who has it."""
    engineer_name: Mapped[str | None] = mapped_column(String(120))
    """The engineer's name when the order was offered; None where nobody has it."""
    clock_started_at: Mapped[datetime]
    """From when the response clock runs: the request, or the reopening (R02)."""
    limit_minutes: Mapped[int] = mapped_column(Integer)
    """Minutes within which somebody must set out, by the policy of that time."""
    carried_minutes: Mapped[int] = mapped_column(Integer)
    """Minutes of the response clock used up by earlier rounds (R05)."""
    around_the_clock: Mapped[bool] = mapped_column(Boolean)
    """Whether all minutes count; else those of the service hours alone."""
    respond_by: Mapped[datetime]
    """When the response is due: by then somebody has set out."""
    provisional: Mapped[bool] = mapped_column(Boolean)
    """Whether it reaches into a year whose holidays are not known yet, and may move."""
    set_out_at: Mapped[datetime | None]
    """When the engineer set out: the response clock stopped (R02)."""
    ended_at: Mapped[datetime | None]
    """When it was cancelled or solved by advice before anybody set out."""
    arrived_at: Mapped[datetime | None]
    """When the engineer was on site; None: not yet, or never."""
    completed_at: Mapped[datetime | None]
    """When the work was done; None: not yet, or never."""
    result: Mapped[str | None] = mapped_column(Text)
    """What was done, in the engineer's words; None until then, and once it was erased (P08)."""
    follow_up_from: Mapped[datetime | None]
    """From when the resident is asked: day 2 after completion (R05); None until then."""
    follow_up_by: Mapped[datetime | None]
    """Until when the resident is asked: the close of day 3 (R05); None until completion."""
    followed_up_at: Mapped[datetime | None]
    """When the follow-up ended, with an answer or given up; None while it is to be made."""
    followed_up_by_id: Mapped[str | None] = mapped_column(String(80))
    """Who asked: nobody who had an order of this repair; None until then."""
    followed_up_by: Mapped[str | None] = mapped_column(String(120))
    """The name of that person at that time."""
    follow_up_timing: Mapped[str | None] = mapped_column(String(20))
    """A `FollowUpTiming`; None until the resident has answered, and where nobody was reached."""
    follow_up_result: Mapped[str | None] = mapped_column(String(20))
    """A `FollowUpResult`; None while the follow-up is to be made."""
    rating: Mapped[int | None] = mapped_column(Integer)
    """Satisfaction of the resident, from 1 (very dissatisfied) to 5; None where nobody said."""
    remark: Mapped[str | None] = mapped_column(Text)
    """What the resident added; None where nobody did, and once it was erased (P08)."""
    badge_worn: Mapped[bool | None] = mapped_column(Boolean)
    """Whether the engineer wore the badge, as the resident says (R08); None: not said."""
    gifts_taken: Mapped[bool | None] = mapped_column(Boolean)
    """Whether the engineer took anything from the resident (R08); None: not said."""
