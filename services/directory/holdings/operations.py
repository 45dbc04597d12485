"""What members have goes with them (D06)."""

from collections.abc import Mapping, Set
from typing import Any

from sqlalchemy import select

from contracts.directory.access_cards import CardStatus
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.holdings.tables import AccessCard, Pet, Vehicle

KINDS: tuple[type[Any], ...] = (Vehicle, AccessCard, Pet)


def follow(uow: UnitOfWork, household_id: str, sides: Mapping[str, str], left: Set[str]) -> None:
    """After some of a household's members have left, or are another relation: vehicles and pets of
    who left are here no more, cards are still to come back, and what stays is of its member's
    side."""
    for kind in KINDS:
        of_home = select(kind).where(kind.household_id == household_id, kind.until.is_(None))
        for one in uow.session.scalars(of_home).all():
            side, gone = sides[one.member_id], one.member_id in left
            if gone and getattr(one, "status", None) != CardStatus.OUT:
                one.until = uow.now
                one.version += 1
            elif one.side != side:
                one.side = side
                one.version += 1
