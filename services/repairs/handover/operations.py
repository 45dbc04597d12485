"""An engineer who leaves leaves no order behind (R08): each is offered to the next one."""

from sqlalchemy import select

from contracts.directory.event_types import PersonChangedData
from contracts.repairs.offers import OfferStatus
from contracts.repairs.timeline import RepairAction
from contracts.roles import Role
from foundation.messaging.envelope import Envelope
from foundation.replica import handlers as replica
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
    """Keep the person; orders of an engineer who works here no more go to others."""
    replica.on_person_changed(uow, event)
    person = event.data
    if not person["active"] or Role.ENGINEER not in person["roles"]:
        take_back(uow, person["person_id"])


def take_back(uow: UnitOfWork, engineer_id: str) -> None:
    """Offer each order in somebody's hands to the next engineer; the supervisors are told of it.

    What the response clock has stopped for stays stopped: somebody had set out.
    """
    in_hand = (
        select(Repair.id)
        .join(Round, (Round.repair_id == Repair.id) & (Round.no == Repair.round_no))
        .where(Repair.status.in_(BUSY), Round.engineer_id == engineer_id)
        .order_by(Repair.id)
    )
    for repair_id in list(uow.session.scalars(in_hand)):
        repair = uow.load(Repair, repair_id)
        offer = standing(uow, repair)
        if offer is None or offer.engineer_id != engineer_id or repair.status not in BUSY:
            continue
        move(repair, Action.LEAVE)
        decide(uow, offer, OfferStatus.WITHDRAWN, REASON)
        record(uow, repair, RepairAction.LEFT, engineer=offer.engineer_name)
        publish_unaccepted(uow, repair, offer, pass_on(uow, repair))
