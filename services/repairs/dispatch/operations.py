"""Dispatch (派工): whom a work order is offered to, and the engineer's answer (R08)."""

from typing import Any

from contracts.repairs.dispatch import AlreadyDispatched, NobodyToDispatch, UnknownEngineer
from contracts.repairs.events import RepairAccepted
from contracts.repairs.offers import OfferStatus
from contracts.repairs.request_types import (
    DeclineOfferRequest,
    DispatchRepairRequest,
    OneRepairRequest,
)
from contracts.repairs.requests import NotYourOrder, RepairStatus
from contracts.repairs.timeline import RepairAction
from contracts.roles import Role
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.engineers.queries import suggested
from services.repairs.engineers.rules import Candidate
from services.repairs.offers.operations import (
    decide,
    pass_on,
    publish_unaccepted,
    put,
    standing,
    withdraw,
)
from services.repairs.offers.tables import Offer
from services.repairs.requests.operations import move, take_up
from services.repairs.requests.rules import Action
from services.repairs.requests.tables import Repair
from services.repairs.summaries.queries import summary
from services.repairs.timeline.operations import record


def suggest_engineer(uow: UnitOfWork, data: OneRepairRequest) -> dict[str, Any]:
    """Engineers for a repair, best first: by skill, duty, building and load."""
    return {"engineers": suggested(uow, uow.load(Repair, data["repair_id"]))}


def dispatch(uow: UnitOfWork, data: DispatchRepairRequest) -> dict[str, Any]:
    """Offer the order to the engineer named, or to the one suggested first.

    A dispatcher overrides what the system passed on by itself, but another dispatcher's choice
    only with `replace`. Raise `AlreadyDispatched`, `UnknownEngineer`, `NobodyToDispatch` or
    `IllegalTransition`.
    """
    repair = take_up(uow, data["repair_id"])
    offer = standing(uow, repair)
    if offer and RepairStatus(repair.status).has_offer:
        passed_on = offer.automatic and offer.status == OfferStatus.OPEN
        if not (passed_on or data["replace"]):
            raise AlreadyDispatched(engineer=offer.engineer_name)
        withdraw(uow, repair, None)
    engineer_id, name = chosen(uow, repair, data["engineer_id"])
    put(uow, repair, engineer_id, name, automatic=False)
    return summary(uow, repair)


def chosen(uow: UnitOfWork, repair: Repair, engineer_id: str | None) -> tuple[str, str]:
    """Id and name of the engineer to ask."""
    if engineer_id is None:
        best: Candidate | None = next(iter(suggested(uow, repair)), None)
        if best is None:
            raise NobodyToDispatch
        return best.engineer_id, best.name
    person = replica.person(uow, engineer_id)
    if person is None or not person.active or Role.ENGINEER not in person.roles:
        raise UnknownEngineer(field="engineer_id")
    return person.person_id, person.name


def accept(uow: UnitOfWork, data: OneRepairRequest) -> dict[str, Any]:
    """The engineer takes the order on; raise `NotYourOrder` or `IllegalTransition`."""
    repair = take_up(uow, data["repair_id"])
    offer = own_offer(uow, repair, Action.ACCEPT)
    decide(uow, offer, OfferStatus.ACCEPTED)
    record(uow, repair, RepairAction.ACCEPTED, engineer=offer.engineer_name)
    uow.emit(RepairAccepted, repair.id, taken_on(repair, offer.engineer_id))
    return summary(uow, repair)


def taken_on(repair: Repair, engineer_id: str) -> dict[str, Any]:
    """What is published of a repair and who has it."""
    return {"repair_id": repair.id, "number": repair.number, "engineer_id": engineer_id}


def decline(uow: UnitOfWork, data: DeclineOfferRequest) -> dict[str, Any]:
    """The engineer does not take it on; the next one is asked, or the supervisors are notified."""
    repair = take_up(uow, data["repair_id"])
    offer = own_offer(uow, repair, Action.RETURN)
    decide(uow, offer, OfferStatus.DECLINED, data["reason"])
    record(uow, repair, RepairAction.DECLINED, engineer=offer.engineer_name, reason=data["reason"])
    if pass_on(uow, repair) is None:
        publish_unaccepted(uow, repair, offer)
    return summary(uow, repair)


def own_offer(uow: UnitOfWork, repair: Repair, action: Action) -> Offer:
    """The open offer, if it is the caller's; the repair is moved on by the action."""
    move(repair, action)
    offer = standing(uow, repair)
    if offer is None or offer.engineer_id != uow.actor.id:
        raise NotYourOrder
    return offer
