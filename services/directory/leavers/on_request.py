"""Erasing who has left because they ask for it, before its time (P08)."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.access_cards import CardStatus
from contracts.directory.leavers import StillHere, StillNeeded
from contracts.directory.request_types import EraseLeaverRequest, LeaverRequest
from contracts.leavers import KeptFor
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.holdings.tables import AccessCard
from services.directory.households.tables import Member
from services.directory.leavers.operations import erase

OUT: Final = (
    select(AccessCard.id)
    .where(AccessCard.member_id == bindparam("member_id"))
    .where(AccessCard.status == CardStatus.OUT)
    .limit(1)
)


def needs_leaver(uow: UnitOfWork, data: LeaverRequest) -> dict[str, Any]:
    """Whether keys or cards are still with somebody who has left; raise as `left`."""
    member = left(uow, data["household_id"], data["member_id"])
    reasons = [KeptFor.CARD] if uow.rows(OUT, member_id=member.id) else []
    return {"reasons": reasons, "person_id": member.person_id}


def left(uow: UnitOfWork, household_id: str, member_id: str) -> Member:
    """The entry of somebody who has left; raise `NotFound` for none, or one that is erased, and
    `StillHere`."""
    member = uow.find(Member, member_id)
    if member is None or member.household_id != household_id or member.erased_at is not None:
        raise NotFound(field="member_id")
    if member.until is None:
        raise StillHere
    return member


def erase_leaver(uow: UnitOfWork, data: EraseLeaverRequest) -> None:
    """Erase the entry, here and in the other services, and keep who had it done, and why. The
    caller has asked all of them; raise as `left`, and `StillNeeded` for keys that are out."""
    member = left(uow, data["household_id"], data["member_id"])
    if uow.rows(OUT, member_id=member.id):
        raise StillNeeded(reasons=KeptFor.CARD)
    erase(uow, [member.id])
    uow.subject("household", member.household_id)
    uow.trail.note("erasures_on_request", member.id, reason=data["reason"])
