"""Engineers for a repair, with what tells them apart (R08)."""

from collections import Counter
from typing import Final

from sqlalchemy import func, select

from contracts.repairs.priority import Priority
from contracts.repairs.requests import RepairCategory, RepairStatus
from contracts.roles import Role
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.engineers.rules import Candidate, is_skilled, ranked
from services.repairs.policy import RepairPolicy
from services.repairs.requests.tables import Repair, Round

BUSY = (
    RepairStatus.DISPATCHED,
    RepairStatus.ACCEPTED,
    RepairStatus.ON_THE_WAY,
    RepairStatus.ARRIVED,
)
"""States in which a repair is on an engineer's hands."""
OPEN_ORDERS: Final = (
    select(Round.engineer_id, func.count())
    .join(Repair, (Repair.id == Round.repair_id) & (Repair.round_no == Round.no))
    .where(Repair.status.in_(BUSY), Round.engineer_id.is_not(None))
    .group_by(Round.engineer_id)
)


def suggested(uow: UnitOfWork, repair: Repair) -> list[Candidate]:
    """All active engineers of the repair's community, best first."""
    with uow.within(repair.community_id):
        policy = uow.policy(RepairPolicy)
        load = open_orders(uow)
        on_duty = set(replica.on_duty(uow, "engineer", uow.now))
        candidates = [
            Candidate(
                engineer_id=person.person_id,
                name=person.name,
                skilled=is_skilled(policy, RepairCategory(repair.category), person.skills),
                serves_building=repair.building in person.buildings,
                on_duty=person.person_id in on_duty,
                open_orders=load[person.person_id],
            )
            for person in replica.staff(uow, Role.ENGINEER)
        ]
    roster_counts = Priority(repair.priority) in policy.around_the_clock
    return ranked(candidates, roster_counts=roster_counts)


def open_orders(uow: UnitOfWork) -> Counter[str]:
    """How many orders each engineer has in hand."""
    return Counter({str(engineer): number for engineer, number in uow.rows(OPEN_ORDERS)})
