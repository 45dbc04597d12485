"""Reads of buildings: what they hold and who looks after them."""

from typing import Any, Final

from sqlalchemy import func, select

from contracts.directory.households import UnitType
from contracts.directory.request_types import NothingRequest
from contracts.roles import Role
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.households.tables import Household
from services.directory.people.queries import staff

AT: Final = Household.community_id, Household.building
TOTALS: Final = (
    select(
        *AT,
        func.count(),
        func.count().filter(Household.unit_type == UnitType.SHOP),
        func.sum(Household.area_m2),
    )
    .group_by(*AT)
    .order_by(func.min(Household.sort_key), Household.community_id)
)


def list_buildings(uow: UnitOfWork, data: NothingRequest) -> dict[str, Any]:
    """All buildings with what they hold and who looks after them."""
    stewards = [person for person in staff(uow) if Role.STEWARD in person.roles]
    return {
        "items": [
            {
                "building": building,
                "community_id": community,
                "households": households,
                "shops": shops,
                "area_m2": area,
                "stewards": [
                    person.name for person in stewards if (building, community) in person.serves
                ],
            }
            for community, building, households, shops, area in uow.rows(TOTALS)
        ]
    }
