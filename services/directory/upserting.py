"""A row of the household spreadsheet becomes a household, or changes one (D01)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from contracts.directory.codes import Relation, RowOutcome
from foundation.storage.unit_of_work import UnitOfWork
from services.directory import announcing, changing
from services.directory.domain.household_rows import HouseholdRow
from services.directory.entering import enter_household, join, new_member
from services.directory.sheets import tenant_of
from services.directory.tables import Household

Place = tuple[str, str]


def put(work: UnitOfWork, household: Household | None, row: HouseholdRow) -> str:
    """Enter or update one household; tell which."""
    if household is None:
        announcing.household_changed(work, entered(work, row))
        return RowOutcome.CREATED
    changes = differences(household, row)
    if not changes:
        return RowOutcome.UNCHANGED
    tenant = tenant_of(household)
    if tenant is None and row.tenant_name:
        tenant = new_member(work, row.tenant_name, Relation.TENANT, row.tenant_phone or "")
        join(household, tenant)
    before = {field: changing.plain(old) for field, (old, _) in changes.items()}
    after = {field: changing.plain(new) for field, (_, new) in changes.items()}
    changing.assign(household, of_household(row))
    changing.assign(household.owner, of_owner(row))
    if tenant is not None:
        changing.assign(tenant, of_tenant(row))
    changing.record(work, household, {"method": "import", "by": work.actor.name}, before, after)
    changing.follow_person(work, household.owner)
    return RowOutcome.UPDATED


def entered(work: UnitOfWork, row: HouseholdRow) -> Household:
    """A new household of a row."""
    members = [
        new_member(work, row.owner_name, Relation.OWNER, row.phone, row.email, row.id_number)
    ]
    if row.tenant_name:
        members.append(new_member(work, row.tenant_name, Relation.TENANT, row.tenant_phone or ""))
    return enter_household(
        work,
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
    tenant = tenant_of(household)
    parts = [
        (household, of_household(row), ""),
        (household.owner, of_owner(row), ""),
        (tenant, of_tenant(row), "tenant_"),
    ]
    return {
        prefix + name: (old, new)
        for target, values, prefix in parts
        for name, new in values.items()
        if (old := getattr(target, name, None)) != new
    }


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


def households_at(work: UnitOfWork, rows: Iterable[HouseholdRow]) -> dict[Place, Household]:
    """The households that are there already, locked in a writing unit."""
    places = {row.place for row in rows}
    statement = select(Household).where(
        Household.building.in_({building for building, _ in places}),
        Household.unit.in_({unit for _, unit in places}),
    )
    if work.writing:
        statement = statement.order_by(Household.id).with_for_update()
    found = {(row.building, row.unit): row for row in work.session.scalars(statement)}
    return {place: row for place, row in found.items() if place in places}
