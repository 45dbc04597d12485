"""The timeline of a repair (C11): who did what when."""

from typing import Any

from contracts.repairs.timeline import RepairAction
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.requests.tables import Repair
from services.repairs.timeline.tables import TimelineEntry


def record(uow: UnitOfWork, repair: Repair, action: RepairAction, **detail: Any) -> None:
    """Enter a step in the timeline (C11); details are JSON primitives."""
    repair.version += 1
    uow.session.add(
        TimelineEntry(
            repair_id=repair.id,
            at=uow.now,
            actor_id=uow.actor.id,
            actor=uow.actor.name,
            action=action.value,
            detail=detail,
        )
    )
