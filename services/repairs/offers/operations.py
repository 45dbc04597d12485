"""Offers: a work order put to one engineer at a time (R08)."""

from sqlalchemy import select

from contracts.repairs.events import RepairDispatched, RepairUnaccepted
from contracts.repairs.offers import OfferStatus
from contracts.repairs.priority import Priority
from contracts.repairs.timeline import RepairAction
from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.engineers.queries import suggested
from services.repairs.engineers.rules import Candidate
from services.repairs.offers.tables import Offer
from services.repairs.policy import RepairPolicy
from services.repairs.requests.operations import move
from services.repairs.requests.queries import current_round
from services.repairs.requests.rules import Action
from services.repairs.requests.tables import Repair
from services.repairs.response.rules import answer_by
from services.repairs.timeline.operations import record

ANSWER = "offer_answer"
"""Kind of the deadline by which an offer is answered; its subject is the offer."""


def offers_of(uow: UnitOfWork, repair: Repair) -> list[Offer]:
    """All offers of a repair, first to last."""
    statement = select(Offer).where(Offer.repair_id == repair.id).order_by(Offer.position)
    return list(uow.session.scalars(statement))


def standing(uow: UnitOfWork, repair: Repair) -> Offer | None:
    """The offer that is open, or that was accepted, in the current round."""
    alive = (OfferStatus.OPEN, OfferStatus.ACCEPTED)
    in_round = [one for one in offers_of(uow, repair) if one.round_no == repair.round_no]
    return next((one for one in reversed(in_round) if one.status in alive), None)


def put(uow: UnitOfWork, repair: Repair, engineer_id: str, name: str, *, automatic: bool) -> None:
    """Offer the order to an engineer, who has until the deadline to answer."""
    move(repair, Action.DISPATCH)
    policy = uow.policy(RepairPolicy)
    offer = Offer(
        id=uow.new_id(),
        repair_id=repair.id,
        round_no=repair.round_no,
        position=len(offers_of(uow, repair)) + 1,
        engineer_id=engineer_id,
        engineer_name=name,
        automatic=automatic,
        offered_at=uow.now,
        answer_by=answer_by(policy, Priority(repair.priority), uow.now),
        status=OfferStatus.OPEN,
    )
    uow.session.add(offer)
    round_ = current_round(uow, repair)
    round_.engineer_id, round_.engineer_name = engineer_id, name
    uow.deadlines.set(ANSWER, offer.id, offer.answer_by, data={"repair_id": repair.id})
    record(
        uow,
        repair,
        RepairAction.DISPATCHED,
        engineer=name,
        automatic=automatic,
        answer_by=offer.answer_by.isoformat(),
    )
    uow.emit(
        RepairDispatched,
        repair.id,
        {
            "repair_id": repair.id,
            "number": repair.number,
            "engineer_id": engineer_id,
            "priority": repair.priority,
            "household_id": repair.household_id,
            **repair.belonging,
            "building": repair.building,
            "automatic": automatic,
        },
    )


def decide(uow: UnitOfWork, offer: Offer, status: OfferStatus, reason: str | None = None) -> None:
    """Enter what became of an offer; its deadline then finds nothing left to do."""
    offer.status, offer.reason, offer.decided_at = status, reason, uow.now


def withdraw(uow: UnitOfWork, repair: Repair, reason: str | None) -> None:
    """Take the order back from whoever has it in this round."""
    if offer := standing(uow, repair):
        decide(uow, offer, OfferStatus.WITHDRAWN, reason)


def lapse(uow: UnitOfWork, deadline: Deadline) -> None:
    """Pass an unanswered order on to the next engineer and notify the supervisors (R08)."""
    repair = uow.load(Repair, deadline.data["repair_id"])
    offer = uow.load(Offer, deadline.subject_id)
    if offer.status != OfferStatus.OPEN:
        return
    move(repair, Action.RETURN)
    decide(uow, offer, OfferStatus.LAPSED)
    record(uow, repair, RepairAction.UNACCEPTED, engineer=offer.engineer_name)
    publish_unaccepted(uow, repair, offer, pass_on(uow, repair))


def pass_on(uow: UnitOfWork, repair: Repair) -> Candidate | None:
    """Offer the order to the best engineer who was not asked in this round; None if all were, or
    as many as the policy has asked: then somebody assigns it by hand."""
    round_ = current_round(uow, repair)
    round_.engineer_id = round_.engineer_name = None
    uow.session.flush()
    offered = {one.engineer_id for one in offers_of(uow, repair) if one.round_no == round_.no}
    if len(offered) >= uow.policy(RepairPolicy).engineers_asked:
        return None
    following = next(
        (one for one in suggested(uow, repair) if one.engineer_id not in offered), None
    )
    if following:
        put(uow, repair, following.engineer_id, following.name, automatic=True)
    return following


def publish_unaccepted(
    uow: UnitOfWork, repair: Repair, offer: Offer, following: Candidate | None = None
) -> None:
    """Notify the supervisors that an engineer did not take the order on, and who is asked next."""
    uow.emit(
        RepairUnaccepted,
        repair.id,
        {
            "repair_id": repair.id,
            "number": repair.number,
            "engineer_id": offer.engineer_id,
            "priority": repair.priority,
            "building": repair.building,
            "household_id": repair.household_id,
            "passed_on_to": following.name if following else None,
        },
    )
