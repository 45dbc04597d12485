"""The directory's part of the demo: archive, accounts and roster."""

from typing import Any

from sqlalchemy import insert, update

from contracts.places import room_of
from foundation.natural_sort import natural_key
from guanjia.demo import holdings, key_calls
from guanjia.demo.community import Home, homes
from guanjia.demo.estates import COMPANY, ESTATES, estate, key
from guanjia.demo.past import Past
from guanjia.demo.staff import Member as Colleague
from guanjia.demo.staff import Watch, people, roster
from services.directory.communities.tables import Assignment, Building, Community, ServedBuilding
from services.directory.company.tables import Company
from services.directory.households.tables import Household, Member
from services.directory.identity.rules.masking import reversed_digits
from services.directory.passwords.operations import hashed
from services.directory.passwords.rules import DEMO_PASSWORD
from services.directory.people.tables import Account, Person
from services.directory.roster.tables import Shift
from services.directory.roster_watch import operations as roster_watch


def load(past: Past) -> None:
    """Fill the directory."""
    past.clock.set(past.days_ago(120))
    if estate().is_first:
        name_all(past)
    password_hash = hashed(DEMO_PASSWORD)  # one salt for all: the password is public
    houses = {home.building: home.building_id for home in homes()}
    rows: list[tuple[Any, list[dict[str, Any]]]] = [
        (Building, [{"id": key, "name": name} for name, key in houses.items()]),
        (Person, [person_row(one) for one in people().values()]),
        (Account, [account_row(past, one, password_hash) for one in people().values()]),
        (Assignment, [assignment_row(one) for one in people().values() if one.is_staff]),
        (ServedBuilding, [row for one in people().values() for row in served_rows(one)]),
        (Household, [household_row(past, home) for home in homes()]),
        (Member, [row for home in homes() for row in member_rows(home, past)]),
        (Shift, [shift_row(watch) for watch in roster(past.today)]),
        *holdings.rows(past),
    ]
    for model, values in rows:
        past.connection.execute(insert(model), values)
    key_calls.load(past)
    past.clock.set(past.present)
    with past.write(operation="roster") as uow:
        roster_watch.arm(uow)


def name_all(past: Past) -> None:
    """What the communities and the company are called."""
    past.name_all()
    for one in ESTATES:
        told = one.event() | {"id": one.id}
        del told["community_id"]
        if one.is_first:
            past.connection.execute(update(Community).values(told))
        else:
            entered = told | {"created_at": past.clock.now()}
            past.connection.execute(insert(Community).values(entered))
    told = {name: value for name, value in COMPANY.items() if name != "company_id"}
    past.connection.execute(update(Company).values(told))


def assignment_row(one: Colleague) -> dict[str, Any]:
    """Where somebody's role is held."""
    return {
        "id": key("assignment", one.login),
        "person_id": one.id,
        "role": one.role.value,
        "community_id": one.community_id,
    }


def person_row(one: Colleague) -> dict[str, Any]:
    """A person with a role."""
    return {
        "id": one.id,
        "name": one.name,
        "roles": [one.role.value],
        "department": one.department,
        "buildings": list(one.buildings),
        "skills": list(one.skills),
        "phone": one.phone,
        "email": one.email,
        "active": True,
        "staff": one.is_staff,
        "version": 1,
    }


def served_rows(one: Colleague) -> list[dict[str, Any]]:
    """The buildings that a person serves."""
    return [
        {"person_id": one.id, "community_id": one.community_id, "building": name}
        for name in one.buildings
    ]


def account_row(past: Past, one: Colleague, password_hash: str) -> dict[str, Any]:
    """A login that opens in demo mode only."""
    return {
        "person_id": one.id,
        "username": one.login,
        "password_hash": password_hash,
        "demo": True,
        "disabled": False,
        "created_at": past.clock.now(),
        "changed_at": past.clock.now(),
    }


def household_row(past: Past, home: Home) -> dict[str, Any]:
    """A household."""
    return {
        "id": home.id,
        "building_id": home.building_id,
        "building": home.building,
        "unit": home.unit,
        "room": room_of(home.unit),
        "sort_key": natural_key(home.building, home.unit),
        "floor": home.floor,
        "unit_type": home.unit_type.value,
        "area_m2": home.area_m2,
        "billing_from": home.billing_from,
        "vacant": home.vacant,
        "two_person_visit": home.two_person_visit,
        "key_reason": home.key_reason,
        "version": 1,
        "created_at": past.clock.now(),
        "updated_at": past.clock.now(),
    }


def member_rows(home: Home, past: Past) -> list[dict[str, Any]]:
    """The members of a household."""
    return [
        {
            "id": member.id,
            "household_id": home.id,
            "position": position,
            "person_id": member.person_id,
            "name": member.name,
            "relation": member.relation.value,
            "phone": member.phone,
            "phone_reversed": reversed_digits(member.phone),
            "email": member.email,
            "id_number": None,
            "since": past.clock.now(),
            "until": None,
            "sees_from": None,
            "with_id": None,
        }
        for position, member in enumerate(home.members, start=1)
    ]


def shift_row(watch: Watch) -> dict[str, Any]:
    """A shift of the roster."""
    row = watch.event()
    return {"id": row.pop("shift_id"), "community_id": estate().id} | row
