"""The first owners of some households, as lists show them."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.households import Relation
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.households.tables import Member

MEMBERS: Final = Member.__table__.c
OWNERS: Final = (
    select(MEMBERS.household_id, MEMBERS.name, MEMBERS.phone)
    .where(MEMBERS.household_id.in_(bindparam("ids", expanding=True)))
    .where(MEMBERS.until.is_(None), MEMBERS.relation == Relation.OWNER)
    .order_by(MEMBERS.position.desc(), MEMBERS.id.desc())
)
"""The owners of some households, the first of each last."""


def owners(uow: UnitOfWork, ids: Sequence[str]) -> dict[str, Any]:
    """Name and phone of the first owner by household."""
    return {owner.household_id: owner for owner in uow.rows(OWNERS, ids=list(ids))}
