"""The tiers of a case: when each is told, and which were."""

from contracts.complaints.codes import Gravity, Kind, Tier
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.domain import ladder
from services.complaints.domain.policy import ComplaintPolicy
from services.complaints.queries.clocks import clock_of
from services.complaints.tables import Complaint, Escalation


def steps_of(work: UnitOfWork, complaint: Complaint) -> tuple[ladder.Step, ...]:
    """When each tier is told, by the clock as it stands."""
    clock = clock_of(complaint)
    if clock is None:
        return ()
    policy = work.policy(ComplaintPolicy)
    return ladder.plan(
        clock, Kind(complaint.kind), Gravity(complaint.gravity), policy, policy.calendar()
    )


def told_of(complaint: Complaint) -> list[Escalation]:
    """Tiers that were told, lowest first. While the case is with its receiver, nobody was."""
    if complaint.tier == Tier.RECEIVER:
        return []
    return sorted(complaint.told, key=lambda row: Tier(row.tier).rank)


def snapshot(row: Escalation) -> ladder.Told:
    """What the rules need of it."""
    return ladder.Told(Tier(row.tier), row.acknowledge_by, row.acknowledged_at is not None)
