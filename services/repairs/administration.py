"""What managers see of repairs (P05): its policy, how many a change concerns, and by which numbers
its audit trail is searched."""

from typing import Any

from sqlalchemy import bindparam, func, select

from contracts.community_closing import OpenThere
from contracts.policy import Effect
from contracts.policy_fields import kept
from contracts.policy_words import said
from contracts.repairs.offers import OfferStatus
from contracts.repairs.policy import POLICY
from contracts.repairs.request_types import OneCommunityRequest
from contracts.repairs.requests import OVER
from foundation.administered import Administered, number_of
from foundation.open_there import open_there
from foundation.retention import would_go
from foundation.service_admin import HOMES
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs import retention
from services.repairs.equipment.tables import Loan
from services.repairs.offers.tables import Offer
from services.repairs.policy import RepairPolicy
from services.repairs.requests.tables import Repair, Round

OPEN = select(func.count(Repair.id)).where(Repair.status.not_in(OVER))
UNANSWERED = select(func.count()).select_from(Round).where(
    Round.set_out_at.is_(None), Round.ended_at.is_(None)
)  # fmt: skip
OFFERED = select(func.count(Offer.id)).where(Offer.status == OfferStatus.OPEN)
TO_FOLLOW_UP = select(func.count()).select_from(Round).where(
    Round.follow_up_by.is_not(None), Round.followed_up_at.is_(None)
)  # fmt: skip
OPEN_THERE = (
    (OpenThere.REPAIRS, OPEN),
    (OpenThere.LOANS, select(func.count(Loan.id)).where(Loan.returned_at.is_(None))),
)


def needs_community(uow: UnitOfWork, data: OneCommunityRequest) -> dict[str, Any]:
    """What is open in a community: repairs, and things that are out (P01). Raise as
    `open_there`."""
    return open_there(uow, data["community_id"], OPEN_THERE)


def erased(uow: UnitOfWork, name: str, policy: RepairPolicy) -> int:
    """Repairs whose words and photos the next night erases."""
    days = getattr(policy, name)
    if not days:
        return 0
    found = select(func.count(Repair.id)).where(*retention.over_since(uow, days))
    return int(uow.session.scalar(found) or 0)


ADMINISTERED = Administered(
    RepairPolicy,
    POLICY,
    said,
    kept,
    {
        Effect.REPAIRS_KEEP_CLOCK: number_of(UNANSWERED),
        Effect.OFFERS_KEEP: number_of(OFFERED),
        Effect.REPAIRS_KEEP_PRIORITY: number_of(OPEN),
        Effect.FOLLOW_UPS_KEEP: number_of(TO_FOLLOW_UP),
        Effect.GOES_TONIGHT: would_go((retention.OLD_LOOKS,)),
        Effect.ERASED_TONIGHT: erased,
    },
)
"""The policy of repairs, as its managers have it."""
NUMBERED = (
    select(Repair.id).where(Repair.number == bindparam("named")),
    select(Round.repair_id).where(Round.work_order_number == bindparam("named")),
    select(Repair.id).where(Repair.household_id.in_(HOMES)).limit(500),
)
"""Ids of repairs by their numbers, those of their work orders, or by household."""
