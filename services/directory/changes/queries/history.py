"""The history of a household: who changed what, as far as the reader sees it (D02, D06)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select

from contracts.directory.request_types import HouseholdHistoryRequest
from foundation.masking import mask_phone
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.tables import HouseholdChange
from services.directory.households.queries.entries import require_belonging
from services.directory.households.queries.sides import side_of
from services.directory.households.tables import Household
from services.directory.identity.rules.masking import mask_id_number

MASKS = {"phone": mask_phone, "id_number": mask_id_number}


def change_view(change: HouseholdChange) -> dict[str, Any]:
    """A change with before and after (D02)."""
    return {
        "id": change.id,
        "at": change.at,
        "by": change.by,
        "identity_method": change.identity_method,
        "identity_by": change.identity_by,
        "before": masked(change.before),
        "after": masked(change.after),
    }


def masked(values: dict[str, Any]) -> dict[str, Any]:
    """The same values with the confidential ones masked."""
    return {key: MASKS[key](value) if key in MASKS else value for key, value in values.items()}


def household_history(uow: UnitOfWork, data: HouseholdHistoryRequest) -> dict[str, Any]:
    """The changes of one household, newest first (D02)."""
    household = uow.load(Household, data["household_id"])
    require_belonging(uow, household)
    statement = select(HouseholdChange).where(HouseholdChange.household_id == data["household_id"])
    if not uow.as_staff():
        statement = statement.where(seen_by(household, uow.actor.id))
    found = page(uow, statement, HouseholdChange.id, data)
    return found | {"items": [change_view(row) for row in found["items"]]}


def seen_by(household: Household, person_id: str) -> ColumnElement[bool]:
    """Changes that a resident sees: of the own side and of the home, after they came (D06)."""
    seen = []
    for member in household.members:
        if member.person_id == person_id:
            side = HouseholdChange.side
            mine, since = side_of(household, member), member.sees_from
            ours, at = or_(side.is_(None), side == mine), HouseholdChange.at
            if since is not None:
                # What made a new owner tells of the one before; a new tenant has a side apart.
                ours = and_(ours, at >= since if mine == member.id else at > since)
            seen.append(ours)
    return or_(false(), *seen)
