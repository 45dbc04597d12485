"""A case, and what is read and changed with it alone: when its clock stood still, which tiers
were notified, its return visits."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.storage.placed import Placed
from foundation.storage.resident_visibility import OfHousehold, Shown
from foundation.storage.types import BigSerial, Id, partial
from services.complaints.base import Base, Code, Name, Person


class Complaint(Placed, OfHousehold, Base):
    """A case (投诉, `TS`): a contact and what became of it.

    Most cases are closed, and were never escalated to a tier: what waits for somebody is found by
    partial indexes, which stay small and cost the closed ones nothing.
    """

    __tablename__ = "complaints"
    __audit_hidden__ = frozenset({"contact_phone"})
    __words__, __paper__ = ("description", "wish", "result"), "id"
    __shown__ = Shown(since="lodged_at", person="lodged_by_id", lasting=True)
    __table_args__ = (
        partial("ix_complaints_open", "community_id", "status", "id", where="status <> 'closed'"),
        partial(
            "ix_complaints_worded",
            "community_id",
            "id",
            where="erased_at IS NULL AND status IN ('answered', 'closed')",
        ),
        partial("ix_complaints_told", "community_id", "tier", "id", where="tier <> 'receiver'"),
        partial(
            "ix_complaints_proposed", "community_id", "id", where="validity = 'invalid_proposed'"
        ),
        partial("ix_complaints_promised", "community_id", "id", where="call_back_at IS NOT NULL"),
        partial(
            "ix_complaints_inbox",
            "community_id",
            "department",
            "id",
            where="take_over_by IS NOT NULL",
        ),
        partial("ix_complaints_unread", "community_id", "id", where="unread_since IS NOT NULL"),
        partial(
            "ix_complaints_first_answer",
            "community_id",
            "first_answer_by",
            where="first_answer_by IS NOT NULL AND first_answered_at IS NULL",
        ),
        partial("ix_complaints_unattended", "community_id", "id", where="attend_by IS NOT NULL"),
        Index("ix_complaints_here", "community_id", "id"),
        Index("ix_complaints_household_id_id", "household_id", "id"),
        Index("ix_complaints_kind_id", "community_id", "kind", "id"),
        Index("ix_complaints_category_id", "community_id", "category", "id"),
        Index("ix_complaints_lodged_at", "community_id", "lodged_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(Code, unique=True)
    """As it stands on papers: `TS-2026-000001`, without gaps."""

    # the contact (C02)
    household_id: Mapped[str | None] = mapped_column(Id)
    side: Mapped[str] = mapped_column(Id)
    """Whose it is: shown to the residents of this side of the household alone (D06)."""
    member_id: Mapped[str | None] = mapped_column(Id)
    """The member who lodged it, or for whom the desk took it down."""
    building: Mapped[str | None] = mapped_column(String(40))
    """Label of the household's building (楼栋) at that time; None where no household is named."""
    unit: Mapped[str | None] = mapped_column(String(40))
    """Label of the household's unit (房号) at that time; None where no household is named."""
    place: Mapped[str | None] = mapped_column(String(200))
    """Where it happened, in words, if not in a home; None: no place was named."""
    channel: Mapped[str] = mapped_column(Code)
    """A `Channel`: how the contact came, and how it is answered (X07)."""
    description: Mapped[str] = mapped_column(Text)
    """What happened, in the words of who came; empty once it was erased (P08)."""
    wish: Mapped[str] = mapped_column(String(500))
    """What they want done; empty once erased."""
    contact_name: Mapped[str] = mapped_column(String(60))
    """Who came, or wrote on the platform; empty once erased."""
    contact_phone: Mapped[str | None] = mapped_column(String(30))
    """Where to call, shown to staff by a logged look alone (D03); None: not known, or erased."""
    lodged_at: Mapped[datetime]
    """When it reached us. Of a message imported with its answer: when it was written."""
    lodged_by_id: Mapped[str] = mapped_column(Person, index=True)
    """Who entered it: a resident, or the member of staff who took it down."""
    lodged_by_resident: Mapped[bool] = mapped_column(Boolean)
    """Whether that was a resident, who is then notified of the answer online."""
    restated_text: Mapped[str | None] = mapped_column(Text)
    """What was read back to the resident (复述); None: nothing was, or it was erased."""
    restated_confirmed: Mapped[bool] = mapped_column(Boolean)
    """Read back and confirmed (C03)."""

    # what it is (X02, X03, X04)
    kind: Mapped[str] = mapped_column(Code)
    """A `Kind`: complaint, inquiry, suggestion or report (X02)."""
    category: Mapped[str] = mapped_column(String(40))
    """Code of a category (X04): `CategoryRow.code`, or one of the first set."""
    gravity: Mapped[str] = mapped_column(Code)
    """A `Gravity`."""
    urgency: Mapped[str] = mapped_column(Code)
    """An `Urgency`."""
    validity: Mapped[str] = mapped_column(Code)
    """A `Validity`: the verdict, which is given on complaints alone (X03)."""
    ground: Mapped[str | None] = mapped_column(String(500))
    """Why it is invalid; None: it is not, or the ground was erased."""
    judged_by_id: Mapped[str | None] = mapped_column(Person)
    """Id of who triaged it last, who does not confirm an invalid verdict; None: nobody has."""
    judged_by: Mapped[str | None] = mapped_column(Name)
    """Who triaged it last: proposed the verdict."""
    judged_at: Mapped[datetime | None]
    """When that was."""

    # who has it (C01)
    first_responsible_id: Mapped[str | None] = mapped_column(Person)
    """The first responsible person (首问责任人), who stays; None: the roster named nobody, and it
    falls to whoever triages it."""
    first_responsible: Mapped[str | None] = mapped_column(Name)
    """The name of that person."""
    handler_id: Mapped[str | None] = mapped_column(Person)
    """Who has it now; None: it lies with a department, or with nobody."""
    handler: Mapped[str | None] = mapped_column(Name)
    """The name of that person."""
    handled_by_id: Mapped[str | None] = mapped_column(Person)
    """Who recorded the handling; makes no return visit to the resident (X10)."""
    given_to_id: Mapped[str | None] = mapped_column(Person)
    """Whom a transfer named, or who took it over; makes no return visit to the resident either
    (X10)."""
    department: Mapped[str | None] = mapped_column(String(60))
    """The code of the functional department (职能部门) that it was transferred to."""

    # how far it is (X01, X10, X11)
    status: Mapped[str] = mapped_column(Code)
    """A `Status`."""
    tier: Mapped[str] = mapped_column(Code)
    """A `Tier`: the highest one that was notified (X08); `receiver` where none was."""
    result: Mapped[str | None] = mapped_column(Text)
    """What was done, in the handler's words; None: nothing so far, or it was erased."""
    answered_at: Mapped[datetime | None]
    """When the resident was answered; None: not yet, or the answer did not hold."""
    closed_at: Mapped[datetime | None]
    """When it was closed; None: it is open."""
    final: Mapped[str | None] = mapped_column(Code)
    """A `Final`: the classification of the month's statistics (X11); None: not classified so
    far."""
    outcome: Mapped[str | None] = mapped_column(Code)
    """An `Outcome`: how it was closed; None: it is open."""
    round: Mapped[int] = mapped_column(Integer)
    """1, and one more each time a return visit sends it back."""
    failed_visits: Mapped[int] = mapped_column(Integer)
    """How often a return visit found it unsolved; so often as the policy says is a repeat (X11)."""

    # its clock (X05, X09)
    clock_from: Mapped[datetime | None]
    """From when the limit counts; None: no clock runs (imported with its answer)."""
    limit_class: Mapped[str] = mapped_column(Code)
    """A `DeadlineClass`: which limit holds."""
    limit_days: Mapped[int] = mapped_column(Integer)
    """The limit by the policy when the class was chosen, in days after that of the contact; 0: the
    same day (当日)."""
    limit_day_kind: Mapped[str] = mapped_column(Code)
    """`calendar` or `working`: which days count."""
    due_at: Mapped[datetime | None]
    """When the answer is due: counted from `clock_from`, later by what the clock stood still; None:
    no clock runs."""
    due_provisional: Mapped[bool] = mapped_column(Boolean)
    """Whether it reaches into a year whose holidays are not known yet, and may move."""
    stopped_at: Mapped[datetime | None]
    """Since when the clock stands still."""
    stop_cause: Mapped[str | None] = mapped_column(Code)
    """A `StopCause`: why the clock stands still; None: it does not."""

    attend_by: Mapped[datetime | None]
    """Until when somebody is to have taken up what was written online (C06); None: it was, or it
    came otherwise."""
    own_due_at: Mapped[datetime | None]
    """The limit that it came with (来件时限), which no stop moves (C12); None: it came without."""
    first_answer_by: Mapped[datetime | None]
    """Until when a person is to have answered (C12); None: nobody waits for that."""
    first_answered_at: Mapped[datetime | None]
    """When a person first answered; None: nobody has."""
    call_back_at: Mapped[datetime | None]
    """Until when somebody has promised to call (C04); None: nobody has, or it was done."""

    take_over_by: Mapped[datetime | None]
    """Until when its department is to take it over (C14), whether its clock stands still or not;
    None: somebody has it, or it was never transferred."""
    unread_since: Mapped[datetime | None]
    """Since when words of the resident wait for somebody of the staff (C13); None: none do."""

    # what it set going (B13, X04)
    fee_dispute_open: Mapped[bool] = mapped_column(Boolean)
    """Whether it was published as an open dispute about a fee, so that dunning rests."""
    repair_category: Mapped[str | None] = mapped_column(Code)
    """Of the linked repair that is wanted; None: none is."""
    repair_id: Mapped[str | None] = mapped_column(Id)
    """The linked repair, an id of repairs; None: there is none, or repairs has not said it yet."""
    repair_number: Mapped[str | None] = mapped_column(Code)
    """The number of that repair: `WX-2026-000001`."""

    erased_at: Mapped[datetime | None]
    """When what people said of it was erased, having been kept long enough (P08)."""
    version: Mapped[int] = mapped_column(Integer)

    @property
    def belonging(self) -> dict[str, Any]:
        """Whose it is, as events carry it."""
        return {"side": self.side, "member_id": self.member_id, "since": self.lodged_at}

    stops: Mapped[list["ClockStop"]] = relationship(order_by="ClockStop.stopped_at, ClockStop.id")
    escalations: Mapped[list["Escalation"]] = relationship()
    visits: Mapped[list["ReturnVisit"]] = relationship(order_by="ReturnVisit.id")


class ClockStop(Placed, Base):
    """A time during which the clock of a case stood still (X09)."""

    __tablename__ = "clock_stops"
    __table_args__ = (
        partial("ix_clock_stops_paused", "community_id", "complaint_id", where="cause = 'paused'"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), index=True)
    """The case whose clock it is."""
    cause: Mapped[str] = mapped_column(Code)
    """A `StopCause`: paused, or answered."""
    reason: Mapped[str | None] = mapped_column(String(500))
    """Why it was paused; None where it was answered, and once erased."""
    stopped_at: Mapped[datetime]
    """From when on it stood still."""
    resumed_at: Mapped[datetime | None]
    """None: it stands still now."""


class Escalation(Placed, Base):
    """A tier that was notified; `(complaint_id, tier)` is unique, so it is notified once (X09)."""

    __tablename__ = "escalations"
    __table_args__ = (
        partial("ix_escalations_waiting", "community_id", "tier", where="acknowledged_at IS NULL"),
    )

    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), primary_key=True)
    """The case."""
    tier: Mapped[str] = mapped_column(Code, primary_key=True)
    """The `Tier` that was notified."""
    reason: Mapped[str] = mapped_column(Code)
    """An `EscalationReason`."""
    due_at: Mapped[datetime]
    """When it was to be notified; `fired_at` is later after an outage."""
    fired_at: Mapped[datetime]
    """When it was notified."""
    acknowledge_by: Mapped[datetime]
    """Until when somebody of the tier must take note, in service hours; moved on by pauses."""
    acknowledged_at: Mapped[datetime | None]
    """When somebody did (签收); None: nobody has."""
    acknowledged_by_id: Mapped[str | None] = mapped_column(Person)
    """Who did: a person of the directory."""
    acknowledged_by: Mapped[str | None] = mapped_column(Name)
    """The name of that person."""
    remark: Mapped[str | None] = mapped_column(String(500))
    """What that person said to it; None: nothing, or it was erased."""


class ReturnVisit(Placed, Base):
    """A return visit (回访, X10); never changed."""

    __tablename__ = "return_visits"

    id: Mapped[int] = mapped_column(BigSerial, primary_key=True, autoincrement=True)
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), index=True)
    """The case."""
    round: Mapped[int] = mapped_column(Integer)
    """The round of the case that it was made in: those of earlier rounds count no more."""
    at: Mapped[datetime]
    day: Mapped[date]
    """The local date: attempts count once a day."""
    by_id: Mapped[str] = mapped_column(Person)
    by: Mapped[str] = mapped_column(Name)
    party: Mapped[str] = mapped_column(Code)
    """A `Party`: who was asked, the department or the resident."""
    result: Mapped[str] = mapped_column(Code)
    """A `VisitResult`."""
    remark: Mapped[str | None] = mapped_column(String(1000))
    """What was said; None: nothing, or it was erased."""
