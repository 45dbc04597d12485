"""Households: read one, enter one, change one after an identity check."""

from typing import Any

from sqlalchemy import select

from contracts.directory.codes import Relation
from foundation.storage.unit_of_work import UnitOfWork
from services.directory import announcing, changing, views
from services.directory.domain.labels import canonical_building, canonical_unit
from services.directory.entering import enter_household, new_member
from services.directory.errors import UnitTaken
from services.directory.tables import Household

OF_MEMBER = {"owner_name": "name", "phone": "phone", "email": "email"}
"""Fields of a household's change that stand at one of its members."""


def get(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """One household; residents see their own."""
    work.actor.require_household(data["household_id"])
    return views.household_view(work.load(Household, data["household_id"]), work.actor)


def create(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Enter a household that no import has brought; raise `UnitTaken` where there is one."""
    building, unit = canonical_building(data["building"]), canonical_unit(data["unit"])
    taken = select(Household.id).where(Household.building == building, Household.unit == unit)
    if work.session.scalar(taken):
        raise UnitTaken(building=building, unit=unit)
    contact = {name: data.pop(field) for field, name in OF_MEMBER.items()}
    owner = new_member(work, relation=Relation.OWNER, **contact)
    household = enter_household(work, members=[owner], **data)
    announcing.household_changed(work, household)
    return views.household_view(household, work.actor)


def change(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Change a household after an identity check; before and after are kept (D02).

    Raise `FieldNotEditable` naming what the role may not change. Values that are what they were
    change nothing and tell nobody.
    """
    household_id, check = data.pop("household_id"), data.pop("identity_check")
    work.actor.require_household(household_id)
    changing.require_editable(work.actor, data.keys())
    household = work.load(Household, household_id)
    work.check_version(household)
    member = changing.entry_of(household, work.actor)
    contact = {name: data.pop(field) for field, name in OF_MEMBER.items() if field in data}
    before, after = changing.assign(household, data)
    contact_before, contact_after = changing.assign(member, contact)
    if after or contact_after:
        changing.record(work, household, check, before | contact_before, after | contact_after)
        changing.follow_person(work, member)
    return views.household_view(household, work.actor)
