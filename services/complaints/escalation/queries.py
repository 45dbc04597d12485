"""The tiers of a case: when each is notified, and which were."""

from contracts.complaints.cases import Gravity, Kind
from contracts.complaints.escalation import Tier
from foundation.actor import Actor
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint, Escalation
from services.complaints.deadlines.queries import clock_of, terms
from services.complaints.deadlines.rules import CaseClock
from services.complaints.escalation import rules as ladder


def steps_of(uow: UnitOfWork, complaint: Complaint) -> tuple[ladder.Step, ...]:
    """When each tier is notified, by the clock as it stands."""
    clock = clock_of(complaint)
    return planned(uow, complaint, clock) if clock else ()


def planned(uow: UnitOfWork, complaint: Complaint, clock: CaseClock) -> tuple[ladder.Step, ...]:
    """When each tier is notified, by this clock."""
    policy = terms(uow, complaint)
    return ladder.plan(
        clock, Kind(complaint.kind), Gravity(complaint.gravity), policy, policy.calendar()
    )


def notified_tiers(complaint: Complaint) -> list[Escalation]:
    """Tiers that were notified, lowest first. While the case is with its receiver, nobody was."""
    if complaint.tier == Tier.RECEIVER:
        return []
    return sorted(complaint.escalations, key=lambda row: Tier(row.tier).rank)


def snapshot(row: Escalation) -> ladder.NotifiedTier:
    """What the rules need of it."""
    return ladder.NotifiedTier(Tier(row.tier), row.acknowledge_by, row.acknowledged_at is not None)


def tiers_of(actor: Actor) -> list[Tier]:
    """Tiers that an actor may acknowledge: the own one and those below it."""
    ranks = [Tier(role).rank for role in actor.roles if role in set(Tier)]
    return [tier for tier in Tier if 0 < tier.rank <= max(ranks, default=0)]
