"""The clock of a case, as it is kept."""

from dataclasses import replace
from datetime import datetime

from contracts.complaints.deadlines import StopCause
from foundation.calendar import DayKind
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.deadlines.rules import CaseClock, Stop
from services.complaints.policy import ComplaintPolicy


def terms(uow: UnitOfWork, complaint: Complaint) -> ComplaintPolicy:
    """The policy that the clock and the ladder of a case go by: that of the moment from which the
    clock runs. What is changed later is for cases that come later (X05, X09)."""
    if complaint.clock_from is None:
        return uow.policy(ComplaintPolicy)
    return uow.policy_at(ComplaintPolicy, complaint.clock_from)


def clock_of(complaint: Complaint) -> CaseClock | None:
    """The clock of a case; None where none runs (imported with its answer)."""
    if complaint.clock_from is None:
        return None
    stops = tuple(
        Stop(StopCause(row.cause), row.stopped_at, row.resumed_at)
        for row in complaint.stops
        if row.resumed_at is not None
    )
    return replace(fresh_clock(complaint), stops=stops)


def fresh_clock(complaint: Complaint) -> CaseClock:
    """The clock of a case as if it had never been stopped."""
    assert complaint.clock_from is not None
    kind: DayKind = "working" if complaint.limit_day_kind == "working" else "calendar"
    return CaseClock(
        complaint.clock_from, complaint.limit_days, kind, own_due_at=complaint.own_due_at
    )


def moment_of(uow: UnitOfWork, complaint: Complaint) -> datetime:
    """What the clock of the case shows: now, or when it was stopped."""
    return complaint.stopped_at or uow.now
