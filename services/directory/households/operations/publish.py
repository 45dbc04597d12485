"""Every change of a household ends here: its version goes up and an event is published, in one
transaction.
"""

from datetime import date
from typing import Any

from contracts.directory.events import HouseholdChanged
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import building_called
from services.directory.households.queries.sides import owner_since, side_of
from services.directory.households.tables import Household


def household_changed(
    uow: UnitOfWork, household: Household, effective_from: date | None = None
) -> None:
    """Count the household's version up and publish its new state; and from when on it counts, if
    that is another day than today.
    """
    household.version = (household.version or 0) + 1
    household.updated_at = uow.now
    if household.building_id is None:  # entered by a process of the release before
        household.building_id = building_called(uow, household.building).id
    uow.subject("household", household.id)
    payload = household_event(household)
    if effective_from:
        payload["effective_from"] = effective_from
    uow.emit(HouseholdChanged, household.id, payload)


def household_event(household: Household) -> dict[str, Any]:
    """The payload of `household_changed`: the whole state."""
    return {
        "household_id": household.id,
        "version": household.version,
        "building_id": household.building_id,
        "building": household.building,
        "unit": household.unit,
        "floor": household.floor,
        "unit_type": household.unit_type,
        "area_m2": household.area_m2,
        "owner_name": household.owner.name,
        "billing_from": household.billing_from,
        "vacant": household.vacant,
        "two_person_visit": household.two_person_visit,
        "members": [
            {
                "id": member.id,
                "side": side_of(household, member),
                "sees_from": member.sees_from,
                "person_id": member.person_id,
                "name": member.name,
                "relation": member.relation,
                "phone": member.phone,
                "email": member.email,
            }
            for member in household.members
        ],
        "owner_since": owner_since(household),
    }
