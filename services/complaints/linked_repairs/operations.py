"""A case can want a repair, and follows what becomes of it (X04)."""

from typing import Any

from contracts.complaints.events import RepairWanted
from contracts.complaints.linked_repairs import PlaceMissing
from contracts.complaints.request_types import RequestRepairRequest, WantedRepair
from contracts.complaints.timeline import Action
from contracts.repairs.event_types import RepairClosedData, RepairCompletedData, RepairRequestedData
from foundation.messaging.envelope import Envelope
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import summary
from services.complaints.cases.rules import excerpt
from services.complaints.cases.tables import Complaint
from services.complaints.casework.operations import move, open_case
from services.complaints.casework.rules import Move
from services.complaints.linked_repairs.queries import require_no_repair
from services.complaints.timeline.operations import record


def request_repair(uow: UnitOfWork, data: RequestRepairRequest) -> dict[str, Any]:
    """Want a repair of a category; repairs makes one request of it, once.

    Raise `RepairAlreadyWanted`, `PlaceMissing`.
    """
    complaint = open_case(uow, data)
    want(uow, complaint, data)
    return summary(uow, complaint, full=True)


def want(uow: UnitOfWork, complaint: Complaint, wanted: WantedRepair) -> None:
    """Tell repairs what is wanted: for a place if one is named, else for the household."""
    require_no_repair(uow, complaint)
    household_id = None if wanted["public_place"] else complaint.household_id
    place = None if household_id else wanted["public_place"] or complaint.place
    if household_id is None and place is None:
        raise PlaceMissing
    category, description = wanted["category"], wanted["description"]
    move(complaint, Move.WANT_REPAIR)
    complaint.repair_category = category
    record(uow, complaint, Action.REPAIR_WANTED, category=category, description=description)
    uow.emit(
        RepairWanted,
        complaint.id,
        {
            "complaint_id": complaint.id,
            **complaint.belonging,
            "number": complaint.number,
            "household_id": household_id,
            "public_place": place,
            "category": category,
            "description": description or excerpt(complaint.description),
            "contact_name": complaint.contact_name,
            "contact_phone": complaint.contact_phone or "",
        },
    )


def linked_case(uow: UnitOfWork, event: Any) -> Complaint | None:
    """The case that an event of repairs is about, if it is about one."""
    complaint_id = event.data["complaint_id"]
    return uow.load(Complaint, complaint_id) if complaint_id else None


def link(uow: UnitOfWork, event: Envelope[RepairRequestedData]) -> None:
    """The wanted repair was requested."""
    if complaint := linked_case(uow, event):
        complaint.repair_id = event.data["repair_id"]
        complaint.repair_number = event.data["number"]
        record(
            uow, complaint, Action.REPAIR_LINKED, repair=event.data["number"],
            respond_by=event.data["respond_by"],
        )  # fmt: skip


def completed(uow: UnitOfWork, event: Envelope[RepairCompletedData]) -> None:
    """The linked repair is done; the case still needs its own answer and return visits."""
    if complaint := linked_case(uow, event):
        record(
            uow, complaint, Action.REPAIR_COMPLETED, repair=event.data["number"],
            result=event.data["result"],
        )  # fmt: skip


def closed(uow: UnitOfWork, event: Envelope[RepairClosedData]) -> None:
    """Nothing more will be done about the linked repair."""
    if complaint := linked_case(uow, event):
        record(
            uow, complaint, Action.REPAIR_CLOSED, repair=event.data["number"],
            solved=event.data["solved"], rating=event.data["rating"],
        )  # fmt: skip
