"""Telling the tiers (X08, X09): each once, at its time, in order."""

from collections.abc import Iterable

from contracts.complaints.escalation import EscalationReason, Tier
from contracts.complaints.events import ComplaintEscalated
from contracts.complaints.timeline import Action
from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import ENDED
from services.complaints.cases.tables import Complaint, Escalation
from services.complaints.deadlines import operations as clocks
from services.complaints.deadlines.queries import fresh_clock, moment_of, terms
from services.complaints.escalation import rules as ladder
from services.complaints.escalation.queries import notified_tiers, planned, snapshot, steps_of
from services.complaints.timeline import operations as timeline

TIER, ACKNOWLEDGEMENT = "tier", "acknowledgement"
"""Kinds of deadlines; their step is the tier."""


def work_deadline(uow: UnitOfWork, deadline: Deadline) -> None:
    """A tier, or its acknowledgement, has become due."""
    complaint = uow.load(Complaint, deadline.subject_id)
    before = complaint.due_at
    if complaint.due_provisional and complaint.status not in ENDED:
        clocks.count(uow, complaint)
    if complaint.due_at != before:
        timeline.record(
            uow, complaint, Action.DEADLINE_RECOUNTED, {"due_at": timeline.written(before)}
        )
    settle(uow, complaint)


def begin(uow: UnitOfWork, complaints: Iterable[Complaint]) -> None:
    """Plan the tiers of new cases, all at once; no tier has been notified, no clock stopped."""
    steps = (
        (complaint.id, step)
        for complaint in complaints
        if complaint.clock_from is not None
        for step in planned(uow, complaint, fresh_clock(complaint))
    )
    uow.deadlines.set_many(TIER, ((id_, step.tier.value, step.at, {}) for id_, step in steps))


def settle(uow: UnitOfWork, complaint: Complaint) -> None:
    """Tell every tier that is due by the clock of the case, then plan what comes next.

    Does nothing where nothing is due: it may be called as often as one likes.
    """
    notify_due(uow, complaint)
    plan_wakes(uow, complaint)


def catch_up(uow: UnitOfWork, complaint: Complaint) -> None:
    """Tell what is due before anything else happens to the case. Mostly nothing is: then what
    is planned stays as it is."""
    if notify_due(uow, complaint):
        plan_wakes(uow, complaint)


def notify_due(uow: UnitOfWork, complaint: Complaint) -> int:
    """Tell every tier that is due by the clock of the case; give their number."""
    count = 0
    while due := next_escalation(uow, complaint):
        notify(uow, complaint, due)
        count += 1
    return count


def next_escalation(uow: UnitOfWork, complaint: Complaint) -> ladder.Escalation | None:
    """The tier to be notified next, if one is due."""
    if complaint.status in ENDED:
        return None
    notified = [snapshot(row) for row in notified_tiers(complaint)]
    moment = moment_of(uow, complaint)
    return ladder.next_escalation(steps_of(uow, complaint), tuple(notified), moment)


def notify(uow: UnitOfWork, complaint: Complaint, due: ladder.Escalation) -> None:
    """Tell one tier."""
    policy = terms(uow, complaint)
    acknowledge_by = policy.calendar().add_service_time(uow.now, policy.acknowledge_within)
    complaint.escalations.append(
        Escalation(
            tier=due.tier,
            reason=due.reason,
            due_at=due.due_at,
            fired_at=uow.now,
            acknowledge_by=acknowledge_by.due_at,
        )
    )
    before = timeline.facts(complaint)
    complaint.tier = due.tier
    timeline.record(
        uow, complaint, Action.ESCALATED, before, tier=due.tier, reason=due.reason.value,
        due_at=due.due_at, acknowledge_by=acknowledge_by.due_at,
    )  # fmt: skip
    uow.emit(
        ComplaintEscalated,
        complaint.id,
        {
            "complaint_id": complaint.id,
            **complaint.belonging,
            "number": complaint.number,
            "tier": due.tier,
            "reason": due.reason,
            "household_id": complaint.household_id,
            "building": complaint.building,
            "handler_id": complaint.handler_id,
            "first_responsible_id": complaint.first_responsible_id,
            "acknowledge_by": acknowledge_by.due_at,
        },
    )


def notify_director(uow: UnitOfWork, complaint: Complaint) -> bool:
    """The case exceeds the duty manager's authority (X06); False if the director knows already."""
    if complaint.tier == Tier.DIRECTOR:
        return False
    notify(
        uow,
        complaint,
        ladder.Escalation(Tier.DIRECTOR, EscalationReason.BEYOND_AUTHORITY, uow.now),
    )
    return True


def plan_wakes(uow: UnitOfWork, complaint: Complaint) -> None:
    """Keep exactly the deadlines that lie ahead."""
    running = complaint.status not in ENDED and complaint.stopped_at is None
    notified = notified_tiers(complaint) if running else []
    steps = steps_of(uow, complaint) if running else ()
    ahead = ladder.upcoming(steps, tuple(snapshot(row) for row in notified))
    open_ = [row for row in notified if row.acknowledged_at is None and ahead]
    uow.deadlines.keep(
        complaint.id,
        {
            TIER: {step.tier.value: step.at for step in ahead},
            ACKNOWLEDGEMENT: {row.tier: row.acknowledge_by for row in open_[-1:]},
        },
    )
