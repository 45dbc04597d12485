"""What repairs keeps."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from contracts.repairs.codes import FollowUpResult
from foundation.storage.types import NAMING, BigSerial, Id, Instant, Json, Yuan, partial


class Base(DeclarativeBase):
    """Tables of repairs."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Instant, Decimal: Yuan, dict[str, Any]: Json}


class Repair(Base):
    """A repair request (报修, `WX`) and how far it is (R01)."""

    __audit_hidden__ = frozenset({"contact_phone"})
    __tablename__ = "repairs"
    __table_args__ = (
        Index("ix_repairs_status_id", "status", "id"),
        Index("ix_repairs_household_id_id", "household_id", "id"),
        Index("ix_repairs_category_id", "category", "id"),
        Index("ix_repairs_building_id", "building", "id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    complaint_id: Mapped[str | None] = mapped_column(Id, unique=True)
    """The complaint that wanted it: one complaint has one linked repair (X04)."""
    household_id: Mapped[str | None] = mapped_column(Id)
    """Whose unit, and who pays; None for public places."""
    building: Mapped[str | None] = mapped_column(String(40))
    unit: Mapped[str | None] = mapped_column(String(40))
    public_place: Mapped[str | None] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(String(30))
    description: Mapped[str] = mapped_column(Text)
    preferred_slot: Mapped[str | None] = mapped_column(String(200))
    first_check: Mapped[list[dict[str, str]]] = mapped_column(Json)
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
    version: Mapped[int] = mapped_column(Integer)


class Round(Base):
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


class Attempt(Base):
    """An attempt to follow up that reached nobody (R05); never changed."""

    __audited__ = False
    __tablename__ = "attempts"
    __table_args__ = (
        ForeignKeyConstraint(["repair_id", "round_no"], ["rounds.repair_id", "rounds.no"]),
        Index("ix_attempts_repair_id_round_no", "repair_id", "round_no"),
    )

    id: Mapped[int] = mapped_column(BigSerial, primary_key=True, autoincrement=True)
    repair_id: Mapped[str] = mapped_column(Id)
    round_no: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(String(80))
    by: Mapped[str] = mapped_column(String(120))
    remark: Mapped[str | None] = mapped_column(Text)


class Offer(Base):
    """A work order offered to one engineer (派单), and the answer (R08)."""

    __tablename__ = "offers"
    __table_args__ = (
        ForeignKeyConstraint(["repair_id", "round_no"], ["rounds.repair_id", "rounds.no"]),
        UniqueConstraint("repair_id", "position"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    repair_id: Mapped[str] = mapped_column(Id)
    round_no: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer)
    """1 for the first offer of the repair, counted on."""
    engineer_id: Mapped[str] = mapped_column(Id)
    engineer_name: Mapped[str] = mapped_column(String(120))
    automatic: Mapped[bool] = mapped_column(Boolean)
    """Passed on by the system, not chosen by a dispatcher."""
    offered_at: Mapped[datetime]
    answer_by: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(500))
    decided_at: Mapped[datetime | None]


class Quote(Base):
    """A quote for chargeable work (报价) and what became of it (R04)."""

    __tablename__ = "quotes"
    __table_args__ = (UniqueConstraint("repair_id", "position"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    repair_id: Mapped[str] = mapped_column(ForeignKey("repairs.id"))
    position: Mapped[int] = mapped_column(Integer)
    amount: Mapped[Decimal]
    lines: Mapped[list[dict[str, str]]] = mapped_column(Json)
    status: Mapped[str] = mapped_column(String(20), index=True)
    offered_at: Mapped[datetime]
    offered_by: Mapped[str] = mapped_column(String(120))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(120))
    means: Mapped[str | None] = mapped_column(String(20))
    signature_note: Mapped[str | None] = mapped_column(String(500))
    charged_at: Mapped[datetime | None] = mapped_column(index=True)
    paid_at: Mapped[datetime | None]
    billing_version: Mapped[int | None] = mapped_column(BigInteger)
    """Version of what billing last said about the charge; what is older counts no more."""


class Loan(Base):
    """Equipment taken away for repair, and what was lent for it (R03)."""

    __tablename__ = "loans"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    repair_id: Mapped[str] = mapped_column(ForeignKey("repairs.id"), index=True)
    item: Mapped[str] = mapped_column(String(200))
    lent_item: Mapped[str | None] = mapped_column(String(200))
    consent_signature: Mapped[str] = mapped_column(String(200))
    taken_at: Mapped[datetime]
    taken_by: Mapped[str] = mapped_column(String(120))
    returned_at: Mapped[datetime | None] = mapped_column(index=True)
    receipt_signature: Mapped[str | None] = mapped_column(String(200))


class Photo(Base):
    """A photo of what is wrong, or of what was done (照片, R01)."""

    __tablename__ = "photos"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    repair_id: Mapped[str] = mapped_column(ForeignKey("repairs.id"), index=True)
    media_type: Mapped[str] = mapped_column(String(20))
    size: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    taken_by_id: Mapped[str] = mapped_column(String(80))
    taken_by_name: Mapped[str] = mapped_column(String(120))
    filed_at: Mapped[datetime]


class Look(Base):
    """Somebody saw the contact's phone number unmasked (D03); never changed."""

    __audited__ = False
    __tablename__ = "looks"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(String(80), index=True)
    by: Mapped[str] = mapped_column(String(120))
    repair_id: Mapped[str] = mapped_column(ForeignKey("repairs.id"), index=True)
    reason: Mapped[str] = mapped_column(String(200))


class Entry(Base):
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
