"""A case, and what is read and changed with it alone: when its clock stood still, which tiers
were told, its return visits."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.storage.placed import Placed
from foundation.storage.types import BigSerial, Id, partial
from services.complaints.base import Base, Code, Name, Person


class Complaint(Placed, Base):
    """A case (投诉, `TS`): a contact and what became of it.

    Most cases are closed, and were never told to a tier: what waits for somebody is found by
    partial indexes, which stay small and cost the closed ones nothing.
    """

    __tablename__ = "complaints"
    __audit_hidden__ = frozenset({"contact_phone"})
    __table_args__ = (
        partial("ix_complaints_open", "status", "id", where="status <> 'closed'"),
        partial(
            "ix_complaints_worded",
            "id",
            where="erased_at IS NULL AND status IN ('answered', 'closed')",
        ),
        partial("ix_complaints_told", "tier", "id", where="tier <> 'receiver'"),
        partial("ix_complaints_proposed", "id", where="validity = 'invalid_proposed'"),
        Index("ix_complaints_household_id_id", "household_id", "id"),
        Index("ix_complaints_kind_id", "kind", "id"),
        Index("ix_complaints_category_id", "category", "id"),
        Index("ix_complaints_lodged_at", "lodged_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(Code, unique=True)

    # the contact (C02)
    household_id: Mapped[str | None] = mapped_column(Id)
    side: Mapped[str] = mapped_column(Id)
    """Whose it is: shown to the residents of this side of the household alone (D06)."""
    member_id: Mapped[str | None] = mapped_column(Id)
    """The member who lodged it, or for whom the desk took it down."""
    building: Mapped[str | None] = mapped_column(String(40))
    unit: Mapped[str | None] = mapped_column(String(40))
    place: Mapped[str | None] = mapped_column(String(200))
    channel: Mapped[str] = mapped_column(Code)
    description: Mapped[str] = mapped_column(Text)
    wish: Mapped[str] = mapped_column(String(500))
    contact_name: Mapped[str] = mapped_column(String(60))
    contact_phone: Mapped[str | None] = mapped_column(String(30))
    lodged_at: Mapped[datetime]
    """When it reached us. Of a message imported with its answer: when it was written."""
    lodged_by_id: Mapped[str] = mapped_column(Person, index=True)
    lodged_by_resident: Mapped[bool] = mapped_column(Boolean)
    restated_text: Mapped[str | None] = mapped_column(Text)
    restated_confirmed: Mapped[bool] = mapped_column(Boolean)
    """Read back and confirmed (C03)."""

    # what it is (X02, X03, X04)
    kind: Mapped[str] = mapped_column(Code)
    category: Mapped[str] = mapped_column(String(40))
    gravity: Mapped[str] = mapped_column(Code)
    urgency: Mapped[str] = mapped_column(Code)
    validity: Mapped[str] = mapped_column(Code)
    ground: Mapped[str | None] = mapped_column(String(500))
    judged_by_id: Mapped[str | None] = mapped_column(Person)
    judged_by: Mapped[str | None] = mapped_column(Name)
    """Who triaged it last: proposed the verdict."""
    judged_at: Mapped[datetime | None]

    # who has it (C01)
    first_responsible_id: Mapped[str | None] = mapped_column(Person)
    first_responsible: Mapped[str | None] = mapped_column(Name)
    handler_id: Mapped[str | None] = mapped_column(Person)
    handler: Mapped[str | None] = mapped_column(Name)
    handled_by_id: Mapped[str | None] = mapped_column(Person)
    """Who recorded the handling; makes no return visit to the resident (X10)."""
    given_to_id: Mapped[str | None] = mapped_column(Person)
    """Whom a transfer named; makes no return visit to the resident either (X10)."""
    department: Mapped[str | None] = mapped_column(String(60))
    """Functional department (职能部门) that it was transferred to."""

    # how far it is (X01, X10, X11)
    status: Mapped[str] = mapped_column(Code)
    tier: Mapped[str] = mapped_column(Code)
    result: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    final: Mapped[str | None] = mapped_column(Code)
    outcome: Mapped[str | None] = mapped_column(Code)
    round: Mapped[int] = mapped_column(Integer)
    """1, and one more each time a return visit sends it back."""
    failed_visits: Mapped[int] = mapped_column(Integer)

    # its clock (X05, X09)
    clock_from: Mapped[datetime | None]
    """From when the limit counts; None: no clock runs (imported with its answer)."""
    limit_class: Mapped[str] = mapped_column(Code)
    limit_days: Mapped[int] = mapped_column(Integer)
    limit_day_kind: Mapped[str] = mapped_column(Code)
    due_at: Mapped[datetime | None]
    due_provisional: Mapped[bool] = mapped_column(Boolean)
    stopped_at: Mapped[datetime | None]
    """Since when the clock stands still."""
    stop_cause: Mapped[str | None] = mapped_column(Code)

    # what it set going (B13, X04)
    fee_dispute_open: Mapped[bool] = mapped_column(Boolean)
    repair_category: Mapped[str | None] = mapped_column(Code)
    """Of the linked repair that is wanted; None: none is."""
    repair_id: Mapped[str | None] = mapped_column(Id)
    repair_number: Mapped[str | None] = mapped_column(Code)

    erased_at: Mapped[datetime | None]
    """When what people said of it was erased, having been kept long enough (P08)."""
    version: Mapped[int] = mapped_column(Integer)

    @property
    def belonging(self) -> dict[str, Any]:
        """Whose it is, as events tell it."""
        return {"side": self.side, "member_id": self.member_id, "since": self.lodged_at}

    stops: Mapped[list["ClockStop"]] = relationship(order_by="ClockStop.stopped_at, ClockStop.id")
    escalations: Mapped[list["Escalation"]] = relationship()
    visits: Mapped[list["ReturnVisit"]] = relationship(order_by="ReturnVisit.id")


class ClockStop(Placed, Base):
    """A time during which the clock of a case stood still (X09)."""

    __tablename__ = "clock_stops"
    __table_args__ = (partial("ix_clock_stops_paused", "complaint_id", where="cause = 'paused'"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), index=True)
    cause: Mapped[str] = mapped_column(Code)
    reason: Mapped[str | None] = mapped_column(String(500))
    stopped_at: Mapped[datetime]
    resumed_at: Mapped[datetime | None]
    """None: it stands still now."""


class Escalation(Placed, Base):
    """A tier that was told; `(complaint_id, tier)` is unique, so it is told once (X09)."""

    __tablename__ = "escalations"
    __table_args__ = (partial("ix_escalations_waiting", "tier", where="acknowledged_at IS NULL"),)

    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), primary_key=True)
    tier: Mapped[str] = mapped_column(Code, primary_key=True)
    reason: Mapped[str] = mapped_column(Code)
    due_at: Mapped[datetime]
    """When it was to be told; `fired_at` is later after an outage."""
    fired_at: Mapped[datetime]
    acknowledge_by: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by_id: Mapped[str | None] = mapped_column(Person)
    acknowledged_by: Mapped[str | None] = mapped_column(Name)
    remark: Mapped[str | None] = mapped_column(String(500))


class ReturnVisit(Placed, Base):
    """A return visit (回访, X10); never changed."""

    __tablename__ = "return_visits"

    id: Mapped[int] = mapped_column(BigSerial, primary_key=True, autoincrement=True)
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), index=True)
    round: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime]
    day: Mapped[date]
    """The local date: attempts count once a day."""
    by_id: Mapped[str] = mapped_column(Person)
    by: Mapped[str] = mapped_column(Name)
    party: Mapped[str] = mapped_column(Code)
    result: Mapped[str] = mapped_column(Code)
    remark: Mapped[str | None] = mapped_column(String(1000))
