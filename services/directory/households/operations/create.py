"""New rows of the archive in their canonical form."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from contracts.cell_messages import CELL_MESSAGES
from contracts.directory.households import Relation, UnitTaken, UnitType
from contracts.directory.members import MemberTwice
from contracts.directory.request_types import CreateHouseholdRequest
from contracts.places import (
    NoPlace,
    Place,
    floor_of,
    place,
    room_of,
)
from foundation.errors import InvalidInput
from foundation.natural_sort import natural_key
from foundation.payload import rest
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import building_called
from services.directory.households.operations import publish
from services.directory.households.queries import views
from services.directory.households.rules import OF_MEMBER
from services.directory.households.tables import Household, Member
from services.directory.identity.rules.matching import MARKS, is_one_person


def enter_household(
    uow: UnitOfWork,
    *,
    building: str,
    unit: str,
    floor: int | None,
    unit_type: str | None,
    area_m2: Decimal,
    billing_from: date | None,
    vacant: bool | None,
    two_person_visit: bool | None,
    members: list[Member],
) -> Household:
    """Add a household with its members; the caller announces it."""
    at = place_of(building, unit)
    house, unit = building_called(uow, at.building), at.unit
    household = Household(
        id=uow.new_id(),
        community_id=house.community_id,
        building_id=house.id,
        building=house.name,
        unit=unit,
        room=room_of(unit),
        sort_key=natural_key(house.name, unit),
        floor=floor_of(unit) if floor is None else floor,
        unit_type=unit_type or UnitType.RESIDENTIAL,
        area_m2=area_m2,
        billing_from=billing_from,
        vacant=bool(vacant),
        two_person_visit=bool(two_person_visit),
        key_reason=None,
        version=0,
        created_at=uow.now,
        updated_at=uow.now,
    )
    for member in members:
        join(household, member)
    uow.session.add(household)
    return household


def place_of(building: str, unit: str) -> Place:
    """The place that building and unit name; raise `InvalidInput` naming what is wrong."""
    try:
        return place(building, unit)
    except NoPlace as refused:
        _, message = CELL_MESSAGES[refused.code]
        field = "building" if refused.field == "building" else "unit"
        raise InvalidInput(message, field=field) from refused


def new_member(
    uow: UnitOfWork,
    name: str,
    relation: str,
    phone: str,
    email: str | None = None,
    id_number: str | None = None,
) -> Member:
    """A member who belongs to no household yet."""
    return Member(
        id=uow.new_id(),
        person_id=None,
        name=name,
        relation=relation,
        phone=phone,
        email=email,
        id_number=id_number,
        since=uow.now,
        until=None,
        sees_from=None,
        with_id=None,
    )


def join(household: Household, member: Member) -> None:
    """Make somebody the last member of a household; raise `MemberTwice`."""
    require_once(household, member)
    member.position = max((other.position for other in household.members), default=0) + 1
    household.everybody.append(member)


def require_once(household: Household, member: Member) -> None:
    """Raise `MemberTwice` for who belongs to a household under another entry (D01)."""
    others = (one for one in household.members if one is not member)
    if any(is_one_person(marks_of(one), marks_of(member)) for one in others):
        raise MemberTwice(field="name", name=member.name)


def marks_of(member: Member) -> dict[str, Any]:
    """What tells a member from others."""
    return {mark: getattr(member, mark) for mark in MARKS}


def create(uow: UnitOfWork, data: CreateHouseholdRequest) -> dict[str, Any]:
    """Enter a household that no import has brought; raise `UnitTaken` where there is one."""
    at = place_of(data["building"], data["unit"])
    taken = select(Household.building, Household.unit).where(Household.place_key == at.key)
    if known := uow.session.execute(taken).first():
        raise UnitTaken(building=known.building, unit=known.unit)
    owner = new_member(
        uow,
        name=data["owner_name"],
        relation=Relation.OWNER,
        phone=data["phone"],
        email=data["email"],
    )
    household = enter_household(uow, members=[owner], **rest(data, *OF_MEMBER))
    publish.household_changed(uow, household)
    return views.household_view(uow, household)
