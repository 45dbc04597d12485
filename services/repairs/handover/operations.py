"""An engineer who leaves leaves no order behind (R08): each is offered to the next one."""

from sqlalchemy import Select, select

from contracts.directory.event_types import PersonChangedData
from contracts.repairs.offers import OfferStatus
from contracts.repairs.timeline import RepairAction
from contracts.roles import Role
from foundation import replica
from foundation.messaging.envelope import Envelope
from foundation.replica.handlers import on_person_changed as keep_person
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.engineers.queries import BUSY
from services.repairs.offers.operations import decide, pass_on, publish_unaccepted, standing
from services.repairs.requests.operations import move
from services.repairs.requests.rules import Action
from services.repairs.requests.tables import Repair, Round
from services.repairs.timeline.operations import record

REASON = "离岗"
"""Why an offer is withdrawn, as it stands with the offer."""


def on_person_changed(uow: UnitOfWork, event: Envelope[PersonChangedData]) -> None:
    """Keep the person; orders of who is an engineer in their community no more go to others."""
    keep_person(uow, event)
    person_id = event.data["person_id"]
    theirs = open_orders(person_id).with_only_columns(Repair.community_id).distinct()
    for community in uow.session.scalars(theirs).all():
        with uow.within(community):
            person = replica.person(uow, person_id)
            if person is None or not person.active or Role.ENGINEER not in person.roles:
                take_back(uow, person_id)


def open_orders(engineer_id: str) -> Select[str]:
    """The orders in somebody's hands."""
    return (
        select(Repair.id)
        .join(Round, (Round.repair_id == Repair.id) & (Round.no == Repair.round_no))
        .where(Repair.status.in_(BUSY), Round.engineer_id == engineer_id)
    )


def take_back(uow: UnitOfWork, engineer_id: str) -> None:
    """Offer each order in somebody's hands to the next engineer; the supervisors are notified of
    it.

    What the response clock has stopped for stays stopped: somebody had set out.
    """
    orders = open_orders(engineer_id).order_by(Repair.id)
    for repair_id in list(uow.session.scalars(orders)):
        repair = uow.load(Repair, repair_id)
        offer = standing(uow, repair)
        if offer is None or offer.engineer_id != engineer_id or repair.status not in BUSY:
            continue
        move(repair, Action.LEAVE)
        decide(uow, offer, OfferStatus.WITHDRAWN, REASON)
        record(uow, repair, RepairAction.LEFT, engineer=offer.engineer_name)
        publish_unaccepted(uow, repair, offer, pass_on(uow, repair))
