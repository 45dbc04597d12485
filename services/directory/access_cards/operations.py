"""Keys and cards: issued, returned, lost, each after an identity check (D02, D06)."""

from typing import Any, Final

from sqlalchemy.exc import IntegrityError

from contracts.directory.access_cards import CardIsBack, CardIsOut, CardKind, CardStatus
from contracts.directory.request_types import (
    ChangeCardRequest,
    HoldingsOfRequest,
    IssueCardRequest,
)
from foundation.clock import local_date
from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.operations import holdings
from services.directory.changes.queries.holdings import listed, listing_of, with_member
from services.directory.holdings.tables import AccessCard
from services.directory.households.tables import Member

CARDS: Final = listing_of(AccessCard)


def list_cards(uow: UnitOfWork, data: HoldingsOfRequest) -> dict[str, Any]:
    """The keys and cards of one household, newest first."""
    return listed(uow, CARDS, data)


def issue(uow: UnitOfWork, data: IssueCardRequest) -> dict[str, Any]:
    """Hand a key or card to a member; raise `CardIsOut` for one that somebody has."""
    today = local_date(uow.now)
    issued_on = data["issued_on"] or today
    if issued_on > today:
        raise InvalidInput("Must not be in the future.", field="issued_on")
    household, member, card = holdings.enter(
        uow, AccessCard, data["household_id"], data["member_id"],
        kind=data["kind"], number=data["number"], issued_on=issued_on, status=CardStatus.OUT,
    )  # fmt: skip
    flush(uow, card)
    holdings.record(uow, household, card, data["identity_check"], {}, told(card, member))
    return with_member(card, member)


def change(uow: UnitOfWork, data: ChangeCardRequest) -> dict[str, Any]:
    """Take back a key or card, note that it is lost, or that it was found again.

    Raise `CardIsBack` for one that was returned, `CardIsOut` where another of its number was
    issued since it was lost.
    """
    household, member, card = holdings.take(
        uow, AccessCard, data["household_id"], data["card_id"], "card_id"
    )
    status = CardStatus(data["status"])
    if status == card.status:
        return with_member(card, member)
    if card.status == CardStatus.RETURNED:
        raise CardIsBack
    known = told(card, member)
    card.status = status
    card.until = None if status == CardStatus.OUT else uow.now
    flush(uow, card)
    holdings.record(uow, household, card, data["identity_check"], known, told(card, member))
    return with_member(card, member)


def flush(uow: UnitOfWork, card: AccessCard) -> None:
    """Write the card; raise `CardIsOut` where one of its kind and number is with somebody."""
    kind, number = CardKind(card.kind), card.number
    try:
        uow.session.flush()
    except IntegrityError as error:
        raise CardIsOut(field="number", kind=kind, number=number) from error


def told(card: AccessCard, member: Member) -> dict[str, Any]:
    """A key or card as the history keeps it."""
    known = {"card_kind": card.kind, "number": card.number, "status": card.status}
    return {"card_id": card.id, **known, "holder": member.name}
