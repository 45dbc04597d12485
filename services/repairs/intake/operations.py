"""Taking a repair request: from a person, or from a complaint that wants it (R01, X04)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from contracts.complaints.event_types import RepairWantedData
from contracts.repairs.events import RepairRequested
from contracts.repairs.priority import Priority
from contracts.repairs.request_types import RequestRepairRequest
from contracts.repairs.requests import RepairCategory, RepairStatus
from contracts.repairs.timeline import RepairAction
from foundation import replica
from foundation.messaging.envelope import Envelope
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.policy import RepairPolicy
from services.repairs.priority import rules as priority
from services.repairs.requests.tables import Repair, Round
from services.repairs.response import operations as responding
from services.repairs.response import rules as response
from services.repairs.summaries.queries import summary
from services.repairs.timeline.operations import record

UNKNOWN_PLACE = "地点待核实"
"""Where a complaint named no place."""


def create(uow: UnitOfWork, data: RequestRepairRequest) -> dict[str, Any]:
    """Record a request; its response clock starts now (R02).

    Raise `NotFound` for an unknown household.
    A priority below what the category or a word of danger demands is raised, and the timeline
    says so.
    """
    return summary(uow, enter(uow, data))


def link(uow: UnitOfWork, event: Envelope[RepairWantedData]) -> None:
    """Make the one linked request that a complaint wants; a second wish changes nothing (X04)."""
    wanted = event.data
    known = select(Repair.id).where(Repair.complaint_id == wanted["complaint_id"])
    if uow.session.scalar(known):
        return
    place = None if wanted["household_id"] else (wanted["public_place"] or UNKNOWN_PLACE)[:200]
    data: RequestRepairRequest = {
        "household_id": wanted["household_id"],
        "public_place": place,
        "building": None,
        "category": wanted["category"],
        "description": wanted["description"],
        "priority": None,
        "preferred_slot": None,
        "contact_name": wanted["contact_name"][:60],
        "contact_phone": wanted["contact_phone"][:30],
        "first_check": [],
    }
    belonging = {name: wanted[name] for name in ("side", "member_id") if wanted["side"]}
    enter(uow, data, belonging, wanted["complaint_id"], wanted["number"])


def enter(
    uow: UnitOfWork,
    data: RequestRepairRequest,
    belonging: Mapping[str, Any] | None = None,
    complaint_id: str | None = None,
    complaint: str | None = None,
) -> Repair:
    """Write the request, start its clock, publish it.

    Whose it is follows from who asks, unless `belonging` says it (D06).
    """
    policy = uow.policy(RepairPolicy)
    wanted = Priority(data["priority"]) if data["priority"] else None
    decision = priority.at_request(
        policy, RepairCategory(data["category"]), data["description"], wanted
    )
    household = replica.household(uow, data["household_id"]) if data["household_id"] else None
    repair = Repair(
        id=uow.new_id(),
        number=uow.number("WX"),
        complaint_id=complaint_id,
        household_id=data["household_id"],
        **(
            belonging
            or replica.belonging(household, uow.actor, data["contact_name"], data["contact_phone"])
        ),
        building=household.building if household else data["building"],
        unit=household.unit if household else None,
        public_place=data["public_place"],
        category=data["category"],
        description=data["description"],
        preferred_slot=data["preferred_slot"],
        first_check=data["first_check"],
        contact_name=data["contact_name"],
        contact_phone=data["contact_phone"],
        priority=decision.priority,
        chargeable=False,
        status=RepairStatus.REQUESTED,
        round_no=1,
        requested_at=uow.now,
        requested_by_id=uow.actor.id,
        version=0,
    )
    round_ = Round(repair_id=repair.id, no=1)
    responding.set_clock(round_, response.start(policy, decision.priority, uow.now))
    uow.session.add(repair)
    uow.session.flush()
    uow.session.add(round_)
    responding.expect(uow, round_)
    uow.subject("repair", repair.id)
    origin = {"complaint": complaint} if complaint else {}
    record(uow, repair, RepairAction.REQUESTED, priority=repair.priority, **origin)
    if decision.raised_from:
        record(
            uow,
            repair,
            RepairAction.PRIORITY_RAISED,
            before=decision.raised_from,
            after=decision.priority,
            because=decision.because,
        )
    uow.emit(
        RepairRequested,
        repair.id,
        {
            "repair_id": repair.id,
            "number": repair.number,
            "household_id": repair.household_id,
            **repair.belonging,
            "public_place": repair.public_place,
            "category": repair.category,
            "priority": repair.priority,
            "complaint_id": repair.complaint_id,
            "respond_by": round_.respond_by,
        },
    )
    return repair
