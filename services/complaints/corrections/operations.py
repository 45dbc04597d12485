"""Correcting what was taken down wrong: before and after stay in the timeline (C13, X12)."""

from typing import Any

from contracts.complaints.corrections import NothingCorrected
from contracts.complaints.request_types import CorrectRequest
from contracts.complaints.timeline import Action
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import summary
from services.complaints.cases.tables import Complaint
from services.complaints.casework.operations import open_case
from services.complaints.corrections.queries import require_correctable, require_taken_down
from services.complaints.fee_disputes import operations as fee_disputes
from services.complaints.timeline.operations import facts, record

CONTACT = ("contact_name", "contact_phone")
"""What says whose a case is, with the household."""
TEXTS = ("description", "wish", "contact_name", "contact_phone", "place")


def correct(uow: UnitOfWork, data: CorrectRequest) -> dict[str, Any]:
    """Correct a case; its clock does not mind (X09).

    Whose it is follows from the contact and the household, as it did at intake; of what residents
    lodged that is known, and stays. Raise `NothingCorrected`, `OwnWords`, `HouseholdStays`, and
    `NotFound` for an unknown household.
    """
    complaint = open_case(uow, data)
    require_correctable(uow, complaint)
    require_taken_down(complaint, data)
    before = facts(complaint)
    for name in TEXTS:
        if data[name] is not None:  # type: ignore[literal-required]
            setattr(complaint, name, data[name])  # type: ignore[literal-required]
    household_id = data["household_id"] or complaint.household_id
    contact = facts(complaint)
    whose = data["household_id"] or any(contact[name] != before[name] for name in CONTACT)
    if whose and household_id and not complaint.lodged_by_resident:
        place_in(uow, complaint, replica.household(uow, household_id))
    if facts(complaint) == before:
        raise NothingCorrected
    record(uow, complaint, Action.CORRECTED, before, reason=data["reason"])
    return summary(uow, complaint, full=True)


def place_in(uow: UnitOfWork, complaint: Complaint, home: replica.Household) -> None:
    """Put a case where it belongs; a dispute about a fee goes with it (B13)."""
    moved = home.household_id != complaint.household_id
    if moved:
        fee_disputes.end(uow, complaint)
    whose = replica.belonging(home, uow.actor, complaint.contact_name, complaint.contact_phone)
    complaint.side, complaint.member_id = whose["side"], whose["member_id"]
    if moved:
        complaint.household_id = home.household_id
        complaint.building, complaint.unit = home.building, home.unit
        fee_disputes.sync(uow, complaint)
