"""What other services' events make the desk tell, and to whom."""

from typing import Any

from contracts.billing.codes import DunningStep
from contracts.complaints.codes import Tier
from contracts.directory.codes import Duty
from contracts.notices.codes import Purpose
from contracts.roles import Role
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.domain.templates import (
    ESCALATION_REASONS,
    PRIORITIES,
    TIERS,
    URGENT_REASONS,
    both,
)
from services.notices.operations.composing import tell

DUNNING_PURPOSES = {
    DunningStep.REMINDER: Purpose.DUNNING_REMINDER,
    DunningStep.MESSAGE: Purpose.DUNNING_MESSAGE,
}
"""Steps that are messages; visits and letters are billing's own."""


def complaint_urgent(work: UnitOfWork, event: Any) -> None:
    """Tell the duty manager, the supervisors and the stewards of the building at once (X06)."""
    data = event.data
    building = building_of(work, data)
    people = replica.on_duty(work, Duty.DUTY_MANAGER, work.now)
    people += [one.person_id for one in replica.staff(work, Role.SUPERVISOR)]
    if building:
        stewards = replica.staff(work, Role.STEWARD, building=building)
        people += [one.person_id for one in stewards]
    facts = data | place(work, data) | both(URGENT_REASONS, "reason", data["reason"])
    tell(work, event.id, Purpose.COMPLAINT_URGENT, facts, people=people)


def complaint_escalated(work: UnitOfWork, event: Any) -> None:
    """Tell the people of the tier reached, and the first responsible person (X08, C01)."""
    data = event.data
    people = [data["first_responsible_id"], data["handler_id"]]
    if data["tier"] != Tier.RECEIVER:
        people += [one.person_id for one in replica.staff(work, data["tier"])]
    facts = data | place(work, data) | both(TIERS, "tier", data["tier"])
    facts |= both(ESCALATION_REASONS, "reason", data["reason"])
    tell(work, event.id, Purpose.COMPLAINT_ESCALATED, facts, people=people)


def complaint_answered(work: UnitOfWork, event: Any) -> None:
    """Put the answer before the resident who asked, or the household (X07)."""
    data = event.data
    person, household = data["lodged_by_id"], data["household_id"]
    tell(
        work,
        event.id,
        Purpose.COMPLAINT_ANSWERED,
        data,
        people=[person],
        households=[] if person else [household],
    )


def repair_dispatched(work: UnitOfWork, event: Any) -> None:
    """Tell the engineer (R08)."""
    facts = event.data | place(work, event.data)
    facts |= both(PRIORITIES, "priority", event.data["priority"])
    tell(work, event.id, Purpose.REPAIR_DISPATCHED, facts, people=[event.data["engineer_id"]])


def repair_unaccepted(work: UnitOfWork, event: Any) -> None:
    """Tell the supervisors (R08)."""
    tell_supervisors(work, event, Purpose.REPAIR_UNACCEPTED, event.data)


def repair_response_overdue(work: UnitOfWork, event: Any) -> None:
    """Tell the supervisors that nobody has set out in time (R02)."""
    tell_supervisors(work, event, Purpose.REPAIR_RESPONSE_OVERDUE, event.data)


def tell_supervisors(work: UnitOfWork, event: Any, purpose: Purpose, facts: dict[str, Any]) -> None:
    """Tell the supervisors of a repair that needs them."""
    facts = facts | place(work, event.data)
    facts |= both(PRIORITIES, "priority", event.data["priority"])
    people = [one.person_id for one in replica.staff(work, Role.SUPERVISOR)]
    tell(work, event.id, purpose, facts, people=people)


def bill_issued(work: UnitOfWork, event: Any) -> None:
    """Tell the household that its bill is there (B02)."""
    households = [event.data["household_id"]]
    tell(work, event.id, Purpose.BILL_ISSUED, event.data, households=households)


def dunning_step_taken(work: UnitOfWork, event: Any) -> None:
    """Send a reminder or message of the dunning ladder (B12)."""
    purpose = DUNNING_PURPOSES.get(DunningStep(event.data["step"]))
    if purpose:
        facts = event.data | {"bill_numbers": ", ".join(event.data["bill_numbers"])}
        tell(work, event.id, purpose, facts, households=[event.data["household_id"]])


def payment_received(work: UnitOfWork, event: Any) -> None:
    """Confirm a payment with the number of its receipt (B07)."""
    households = [event.data["household_id"]]
    tell(work, event.id, Purpose.PAYMENT_RECEIVED, event.data, households=households)


def visits_assigned(work: UnitOfWork, event: Any) -> None:
    """Tell a steward about the door visits to make (B04)."""
    facts = event.data | {"count": len(event.data["households"])}
    tell(work, event.id, Purpose.VISITS_ASSIGNED, facts, people=[event.data["steward_id"]])


def place(work: UnitOfWork, data: dict[str, Any]) -> dict[str, str]:
    """Where it is, as people say it: household, building, or the community."""
    home = household_of(work, data)
    label = home.label if home else data.get("building")
    return {"place": label or "小区公共区域", "place_en": label or "the community"}


def building_of(work: UnitOfWork, data: dict[str, Any]) -> str | None:
    """The building an event is about, told or known from its household."""
    if told := data.get("building"):
        return str(told)
    home = household_of(work, data)
    return home.building if home else None


def household_of(work: UnitOfWork, data: dict[str, Any]) -> replica.Household | None:
    """The household an event is about; None if there is none, or it is not known here yet."""
    household_id = data.get("household_id")
    found = replica.households(work, ids=[household_id]) if household_id else []
    return found[0] if found else None
