"""What who left has not handed back, and what went with them (D06)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.access_cards import CardStatus
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.holdings.tables import AccessCard, Vehicle

CARDS: Final = AccessCard.__table__.c
VEHICLES: Final = Vehicle.__table__.c
STILL_OUT: Final = (
    select(CARDS.id, CARDS.member_id, CARDS.kind, CARDS.number)
    .where(CARDS.household_id == bindparam("household_id"), CARDS.status == CardStatus.OUT)
    .order_by(CARDS.id)
)
ENDED: Final = (
    select(VEHICLES.member_id, VEHICLES.plate, VEHICLES.until)
    .where(VEHICLES.household_id == bindparam("household_id"), VEHICLES.until.is_not(None))
    .order_by(VEHICLES.id)
)


def left_behind(
    uow: UnitOfWork, household_id: str, left: Mapping[str, datetime]
) -> Mapping[str, Mapping[str, list[Any]]]:
    """By member who left, with when: cards that are still out, and plates of vehicles that went
    with them."""
    found: dict[str, dict[str, list[Any]]] = {
        member_id: {"cards_out": [], "plates": []} for member_id in left
    }
    if found:
        for card in uow.rows(STILL_OUT, household_id=household_id):
            if card.member_id in found:
                found[card.member_id]["cards_out"].append(card)
        for one in uow.rows(ENDED, household_id=household_id):
            if left.get(one.member_id) == one.until:
                found[one.member_id]["plates"].append(one.plate)
    return found
