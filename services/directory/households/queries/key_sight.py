"""Who sees that a household is a key household (D04): the desk and the managers, and the stewards
of its building."""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.methods import OVERSEERS
from contracts.roles import Role
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.tables import ServedBuilding

Sees = Callable[[Any], bool]
MINE: Final = select(ServedBuilding.community_id, ServedBuilding.building).where(
    ServedBuilding.person_id == bindparam("me")
)


def key_sight(uow: UnitOfWork) -> Sees:
    """Says of a household whether the caller sees that; it is asked for a page of them."""
    mine = {tuple(row) for row in uow.rows(MINE, me=uow.actor.id)} if is_steward(uow) else set()

    def sees(home: Any) -> bool:
        held = uow.actor_at(home)
        if held.has(*OVERSEERS):
            return True
        return held.has(Role.STEWARD) and (home.community_id, home.building) in mine

    return sees


def is_steward(uow: UnitOfWork) -> bool:
    """Whether the caller is one anywhere."""
    return uow.actor.has(Role.STEWARD)
