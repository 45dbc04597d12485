"""The history of a household: who changed what, as far as the reader sees it (D02, D06)."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import and_, bindparam, false, or_, select

from contracts.directory.request_types import HouseholdHistoryRequest
from foundation.masking import mask_phone
from foundation.storage.listing import Listing
from foundation.storage.resident_visibility import EVER
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.tables import HouseholdChange
from services.directory.households.queries.entries import require_belonging
from services.directory.households.queries.sides import side_of
from services.directory.households.queries.views import of_person
from services.directory.households.tables import Household, Member
from services.directory.identity.rules.masking import mask_id_number

MASKS = {"phone": mask_phone, "id_number": mask_id_number}
CHANGES: Final = HouseholdChange.__table__.c
LATER: Final = timedelta(microseconds=1)
"""By this at least something is later than something else."""


@cache
def changes(places: int) -> Listing:
    """The list, for a resident with so many entries in the household."""
    seen = [
        and_(
            or_(CHANGES.side.is_(None), CHANGES.side == bindparam(f"entry_{place}_side")),
            CHANGES.at >= bindparam(f"entry_{place}_since"),
        )
        for place in range(places)
    ]
    of_home = CHANGES.household_id == bindparam("household_id")
    shown = select(HouseholdChange.__table__).where(of_home)
    return Listing(shown, CHANGES.id, {"seen": or_(false(), *seen)})


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
    mine = seen_by(uow, household)
    filters = [] if mine is None else ["seen"]
    found = changes(len(mine or ())).page(uow, data, filters, **entered(household, mine or ()))
    return found | {"items": [change_view(row) for row in found["items"]]}


def seen_by(uow: UnitOfWork, household: Household) -> Sequence[Member] | None:
    """By which entries in the household the caller sees changes; None: all of them."""
    return None if uow.as_staff() else of_person(household, uow.actor.id)


def entered(household: Household, mine: Sequence[Member]) -> dict[str, Any]:
    """What a resident sees by each entry: the own side's and of the home, since they came (D06).

    What made a new owner names the one before; a new tenant has a side apart.
    """
    values: dict[str, Any] = {}
    for place, member in enumerate(mine):
        side, since = side_of(household, member), member.sees_from
        if since is not None and side != member.id:
            since += LATER
        values |= {f"entry_{place}_side": side, f"entry_{place}_since": since or EVER}
    return values
