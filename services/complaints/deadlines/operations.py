"""The clock of a case in the database: start it, stop it, let it run on (X05, X09)."""

from datetime import datetime, timedelta

from contracts.complaints.cases import Urgency
from contracts.complaints.deadlines import DeadlineClass, StopCause
from foundation.calendar import ServiceCalendar
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import ClockStop, Complaint
from services.complaints.deadlines.queries import clock_of, fresh_clock, moment_of, terms
from services.complaints.deadlines.rules import CaseClock, class_of
from services.complaints.policy import ComplaintPolicy


def start(uow: UnitOfWork, complaint: Complaint, at: datetime) -> None:
    """Start the clock of a case that has none."""
    complaint.clock_from = at
    policy = terms(uow, complaint)
    take_limit(complaint, policy)
    set_due(complaint, fresh_clock(complaint), policy.calendar())


def choose_limit(uow: UnitOfWork, complaint: Complaint) -> None:
    """Take the limit of the class that the case is in now (X05), by the policy of when it came.

    It is counted from when the case came, never anew. A deadline that has passed has been missed:
    no later change of class makes it unmissed.
    """
    if complaint.clock_from is None:
        return
    if complaint.due_at is not None and complaint.due_at <= moment_of(uow, complaint):
        return
    take_limit(complaint, terms(uow, complaint))
    count(uow, complaint)


def take_limit(complaint: Complaint, policy: ComplaintPolicy) -> None:
    """Write down class and limit of a case; what a department sent back keeps those of transferred
    cases (X09, C14)."""
    was = complaint.limit_class == DeadlineClass.TRANSFERRED
    transferred = complaint.department is not None or was
    of = class_of(Urgency(complaint.urgency), transferred=transferred)
    days, kind = policy.limit(of)
    complaint.limit_class, complaint.limit_days, complaint.limit_day_kind = of, days, kind


def count(uow: UnitOfWork, complaint: Complaint) -> None:
    """Count the due time out."""
    if clock := clock_of(complaint):
        set_due(complaint, clock, terms(uow, complaint).calendar())


def set_due(complaint: Complaint, clock: CaseClock, calendar: ServiceCalendar) -> None:
    """Write down what the clock says."""
    complaint.due_at = clock.due_at(calendar)
    complaint.due_provisional = clock.limit(calendar).provisional


def stop(
    uow: UnitOfWork,
    complaint: Complaint,
    cause: StopCause,
    reason: str | None = None,
    *,
    at: datetime | None = None,
) -> None:
    """Let the clock stand still, from now or from when that happened on."""
    stopped_at = at or uow.now
    complaint.stopped_at, complaint.stop_cause = stopped_at, cause
    complaint.stops.append(
        ClockStop(id=uow.new_id(), cause=cause, reason=reason, stopped_at=stopped_at)
    )


def run_on(uow: UnitOfWork, complaint: Complaint, since: datetime | None = None) -> timedelta:
    """Let the clock run on: what lay ahead moves by exactly the service time it stood still (X09).

    It runs from now, or from `since` on where that was noticed late. Give the service time.
    """
    resumed_at = since or uow.now
    calendar = terms(uow, complaint).calendar()
    stopped_at = complaint.stopped_at
    if stopped_at is None:
        return timedelta()
    stood = calendar.service_time(stopped_at, resumed_at)
    for row in complaint.stops:
        row.resumed_at = row.resumed_at or resumed_at
    complaint.stopped_at = complaint.stop_cause = None
    count(uow, complaint)
    for step in complaint.escalations:
        if step.acknowledged_at is None and step.acknowledge_by > stopped_at:
            step.acknowledge_by = calendar.add_service_time(step.acknowledge_by, stood).due_at
    return stood
