"""New rows of the archive in their canonical form."""

from datetime import date
from decimal import Decimal

from contracts.directory.codes import UnitType
from foundation.sorting import as_counted
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.domain.labels import canonical_building, canonical_unit, floor_of, room_of
from services.directory.tables import Household, Member


def enter_household(
    work: UnitOfWork,
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
    building, unit = canonical_building(building), canonical_unit(unit)
    household = Household(
        id=work.new_id(),
        building=building,
        unit=unit,
        room=room_of(unit),
        sort_key=as_counted(building, unit),
        floor=floor_of(unit) if floor is None else floor,
        unit_type=unit_type or UnitType.RESIDENTIAL,
        area_m2=area_m2,
        billing_from=billing_from,
        vacant=bool(vacant),
        two_person_visit=bool(two_person_visit),
        key_reason=None,
        version=0,
        created_at=work.now,
        updated_at=work.now,
    )
    for member in members:
        join(household, member)
    work.session.add(household)
    return household


def new_member(
    work: UnitOfWork,
    name: str,
    relation: str,
    phone: str,
    email: str | None = None,
    id_number: str | None = None,
) -> Member:
    """A member who belongs to no household yet."""
    return Member(
        id=work.new_id(),
        person_id=None,
        name=name,
        relation=relation,
        phone=phone,
        email=email,
        id_number=id_number,
    )


def join(household: Household, member: Member) -> None:
    """Make somebody the last member of a household."""
    member.position = max((other.position for other in household.members), default=0) + 1
    household.members.append(member)
