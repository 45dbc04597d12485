"""Dispatch (派工): whom a work order is offered to, and the engineer's answer (R08)."""

from typing import Any

from contracts.repairs.codes import OfferStatus, RepairAction, RepairStatus
from contracts.repairs.events import RepairAccepted
from contracts.repairs.refusals import (
    AlreadyDispatched,
    NobodyToDispatch,
    NotYourOrder,
    UnknownEngineer,
)
from contracts.roles import Role
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.engineers.queries import suggested
from services.repairs.engineers.rules import Candidate
from services.repairs.offers.operations import (
    decide,
    pass_on,
    put,
    standing,
    tell_unaccepted,
    withdraw,
)
from services.repairs.offers.tables import Offer
from services.repairs.requests.operations import move, take_up
from services.repairs.requests.rules import Action
from services.repairs.requests.tables import Repair
from services.repairs.summaries.queries import summary
from services.repairs.timeline.operations import record


def suggest_engineer(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Engineers for a repair, best first: by skill, duty, building and load."""
    return {"engineers": suggested(work, work.load(Repair, data["repair_id"]))}


def dispatch(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Offer the order to the engineer named, or to the one suggested first.

    A dispatcher overrides what the system passed on by itself, but another dispatcher's choice
    only with `replace`. Raise `AlreadyDispatched`, `UnknownEngineer`, `NobodyToDispatch` or
    `IllegalTransition`.
    """
    repair = take_up(work, data["repair_id"])
    offer = standing(work, repair)
    if offer and repair.status in (RepairStatus.DISPATCHED, RepairStatus.ACCEPTED):
        passed_on = offer.automatic and offer.status == OfferStatus.OPEN
        if not (passed_on or data["replace"]):
            raise AlreadyDispatched(engineer=offer.engineer_name)
        withdraw(work, repair, None)
    engineer_id, name = chosen(work, repair, data["engineer_id"])
    put(work, repair, engineer_id, name, automatic=False)
    return summary(work, repair)


def chosen(work: UnitOfWork, repair: Repair, engineer_id: str | None) -> tuple[str, str]:
    """Id and name of the engineer to ask."""
    if engineer_id is None:
        best: Candidate | None = next(iter(suggested(work, repair)), None)
        if best is None:
            raise NobodyToDispatch
        return best.engineer_id, best.name
    person = replica.person(work, engineer_id)
    if person is None or not person.active or Role.ENGINEER not in person.roles:
        raise UnknownEngineer(field="engineer_id")
    return person.person_id, person.name


def accept(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """The engineer takes the order on; raise `NotYourOrder` or `IllegalTransition`."""
    repair = take_up(work, data["repair_id"])
    offer = own_offer(work, repair, Action.ACCEPT)
    decide(work, offer, OfferStatus.ACCEPTED)
    record(work, repair, RepairAction.ACCEPTED, engineer=offer.engineer_name)
    work.emit(RepairAccepted, repair.id, taken_on(repair, offer.engineer_id))
    return summary(work, repair)


def taken_on(repair: Repair, engineer_id: str) -> dict[str, Any]:
    """What the others are told of a repair and who has it."""
    return {"repair_id": repair.id, "number": repair.number, "engineer_id": engineer_id}


def decline(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """The engineer does not take it on; the next one is asked, or the supervisors are told."""
    repair = take_up(work, data["repair_id"])
    offer = own_offer(work, repair, Action.RETURN)
    decide(work, offer, OfferStatus.DECLINED, data["reason"])
    record(work, repair, RepairAction.DECLINED, engineer=offer.engineer_name, reason=data["reason"])
    if pass_on(work, repair) is None:
        tell_unaccepted(work, repair, offer)
    return summary(work, repair)


def own_offer(work: UnitOfWork, repair: Repair, action: Action) -> Offer:
    """The open offer, if it is the caller's; the repair is moved on by the action."""
    move(repair, action)
    offer = standing(work, repair)
    if offer is None or offer.engineer_id != work.actor.id:
        raise NotYourOrder
    return offer
