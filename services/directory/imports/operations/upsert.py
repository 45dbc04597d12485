"""A row of the household spreadsheet becomes a household, or changes one (D01)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from contracts.directory.households import Relation
from contracts.directory.imports import RowOutcome
from contracts.directory.request_types import IdentityCheck
from contracts.phone import phone_number
from foundation.membership import NOBODY, OWNERS
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.operations import update
from services.directory.changes.operations.assign import assign, plain
from services.directory.changes.queries.effective import wrong_day
from services.directory.changes.rules import counts
from services.directory.household_sheet.rules.rows import HouseholdRow
from services.directory.households.operations import publish
from services.directory.households.operations.create import (
    enter_household,
    join,
    marks_of,
    new_member,
)
from services.directory.households.queries.entries import tenant_of
from services.directory.households.queries.sides import standings
from services.directory.households.tables import Household, Member
from services.directory.identity.rules.matching import NEVER_INHERITED, is_one_person
from services.directory.succession import operations as succession

WHO = ("name", "phone")
"""By what a sheet names somebody."""


def put(uow: UnitOfWork, household: Household | None, row: HouseholdRow) -> str:
    """Enter or update one household; return which."""
    if household is None:
        publish.household_changed(uow, entered(uow, row))
        return RowOutcome.CREATED
    changes = differences(household, row)
    if not changes:
        return RowOutcome.UNCHANGED
    stood, side = standings(household), side_of(household, changes)
    owner, tenant = owner_meant(household, row), tenant_meant(household, row)
    before = {field: plain(old) for field, (old, _) in changes.items()}
    after = {field: plain(new) for field, (_, new) in changes.items()}
    assign(household, of_household(row))
    owner, _, _ = update.put(uow, household, owner, facts_of(household, owner, of_owner(row)))
    if tenant is not None:
        update.put(uow, household, tenant, of_tenant(row))
    elif row.tenant_name:
        tenant = new_member(uow, row.tenant_name, Relation.TENANT, row.tenant_phone or "")
        succession.came(uow, household, tenant, None)
        join(household, tenant)
    check: IdentityCheck = {"method": "import", "by": uow.actor.name}
    dated = row.effective_from if counts(changes.keys()) else None
    if dated and wrong_day(uow, household, dated):
        dated = None  # another owner came with the row
    update.record(
        uow, household, check, before, after, side=side, stood=stood, effective_from=dated
    )
    update.follow_person(uow, owner)
    return RowOutcome.UPDATED


def owner_meant(household: Household, row: HouseholdRow) -> Member:
    """Which of the owners a row is about: the one it names exactly, else the first."""
    return meant(household, Relation.OWNER, of_owner(row)) or household.owner


def tenant_meant(household: Household, row: HouseholdRow) -> Member | None:
    """Which of the tenants a row is about: the one it names, if only nearly, else the first."""
    return meant(household, Relation.TENANT, of_tenant(row)) or tenant_of(household)


def is_known(household: Household | None, row: HouseholdRow) -> bool:
    """Whether the tenant that a row adds is somebody of the household already."""
    if household is None or meant(household, Relation.TENANT, of_tenant(row)):
        return False
    tenant = {"name": row.tenant_name, "phone": row.tenant_phone}
    return any(is_one_person(marks_of(one), tenant) for one in household.members)


def meant(household: Household, relation: Relation, facts: dict[str, Any]) -> Member | None:
    """The member with this relation whom the facts are about: exactly, else who is no other
    person."""
    others = [one for one in household.members if one.relation == relation]
    exact = (one for one in others if all(getattr(one, key) == facts.get(key) for key in WHO))
    near = (one for one in others if not succession.is_another_person(one, facts))
    return next(exact, None) or next(near, None)


def facts_of(household: Household, owner: Member, facts: dict[str, Any]) -> dict[str, Any]:
    """What a row says of an owner, without what is a former owner's: a sheet in which only name
    and number were written over still has their address and identity number."""
    if succession.is_another_person(owner, facts):
        return facts  # whoever takes the place inherits nothing
    theirs = {
        name: {getattr(one, name) for one in household.former_members} for name in NEVER_INHERITED
    }
    return {
        name: value
        for name, value in facts.items()
        if value not in theirs.get(name, ()) or value == getattr(owner, name)
    }


def side_of(household: Household, changes: dict[str, Any]) -> str | None:
    """Whose residents find the change in the history: all, where it is of the home alone."""
    if changes.keys() & {"name", "phone", "email", "id_number"}:
        return OWNERS
    tenant = tenant_of(household)
    named = any(name.startswith("tenant_") for name in changes)
    return (tenant.id if tenant else NOBODY) if named else None


def entered(uow: UnitOfWork, row: HouseholdRow) -> Household:
    """A new household of a row."""
    members = [new_member(uow, row.owner_name, Relation.OWNER, row.phone, row.email, row.id_number)]
    if row.tenant_name:
        members.append(new_member(uow, row.tenant_name, Relation.TENANT, row.tenant_phone or ""))
    return enter_household(
        uow,
        building=row.building,
        unit=row.unit,
        floor=row.floor,
        unit_type=row.unit_type,
        area_m2=row.area_m2,
        billing_from=row.billing_from,
        vacant=row.vacant,
        two_person_visit=row.two_person_visit,
        members=members,
    )


def differences(household: Household, row: HouseholdRow) -> dict[str, tuple[Any, Any]]:
    """What the row would change: field → (before, after)."""
    owner, tenant = owner_meant(household, row), tenant_meant(household, row)
    parts = [
        (household, of_household(row), ""),
        (owner, facts_of(household, owner, of_owner(row)), ""),
        (tenant, of_tenant(row), "tenant_"),
    ]
    return {
        prefix + name: (old, new)
        for target, values, prefix in parts
        for name, new in values.items()
        if not same(old := getattr(target, name, None), new)
    }


def same(old: Any, new: Any) -> bool:
    """Whether two values are one; a number that came in before there was one form is no other."""
    if old == new:
        return True
    return isinstance(old, str) and isinstance(new, str) and number_of(old) == new


def number_of(written: str) -> str | None:
    """A phone number in its one form, if it is one."""
    try:
        return phone_number(written)
    except ValueError:
        return None


def of_household(row: HouseholdRow) -> dict[str, Any]:
    """What the row says about the household."""
    return said(
        floor=row.floor,
        unit_type=row.unit_type,
        area_m2=row.area_m2,
        billing_from=row.billing_from,
        vacant=row.vacant,
        two_person_visit=row.two_person_visit,
    )


def of_owner(row: HouseholdRow) -> dict[str, Any]:
    """What the row says about the owner."""
    return said(name=row.owner_name, phone=row.phone, email=row.email, id_number=row.id_number)


def of_tenant(row: HouseholdRow) -> dict[str, Any]:
    """What the row says about the tenant."""
    return said(name=row.tenant_name, phone=row.tenant_phone)


def said(**values: Any) -> dict[str, Any]:
    """Without what the row leaves open."""
    return {name: value for name, value in values.items() if value is not None}


def households_at(uow: UnitOfWork, rows: Iterable[HouseholdRow]) -> dict[str, Household]:
    """The households that are there already by their keys, locked in a writing unit."""
    statement = select(Household).where(Household.place_key.in_({row.key for row in rows}))
    if uow.writing:
        statement = statement.order_by(Household.id).with_for_update()
    return {row.place_key: row for row in uow.session.scalars(statement)}


def twins(uow: UnitOfWork) -> dict[str, list[str]]:
    """Households that are one place, by its key: entered before there were keys."""
    shared = select(Household.place_key).group_by(Household.place_key).having(func.count() > 1)
    found: dict[str, list[str]] = {}
    places = select(Household.place_key, Household.building, Household.unit)
    for key, building, unit in uow.session.execute(
        places.where(Household.place_key.in_(shared)).order_by(Household.building, Household.unit)
    ):
        found.setdefault(key, []).append(f"{building} {unit}")
    return found
