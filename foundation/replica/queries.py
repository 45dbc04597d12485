"""Reads of the replica."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, Text, cast, select

from foundation import scope
from foundation.errors import NotFound
from foundation.scope import FIRST_COMMUNITY
from foundation.standing import OWNERS, Standing
from foundation.storage.tables import (
    community_replica,
    duty_replica,
    household_replica,
    person_replica,
)
from foundation.storage.unit_of_work import UnitOfWork

TENANT = "tenant"


@dataclass(frozen=True)
class Household:
    """A household (户) as its events tell it."""

    household_id: str
    version: int
    building: str
    unit: str
    floor: int
    unit_type: str
    area_m2: Decimal
    owner_name: str
    billing_from: date | None
    vacant: bool
    two_person_visit: bool
    members: list[dict[str, Any]]
    owner_since: datetime | None = None
    """From when on the present owners owe what is billed; None: all of it (B19)."""
    building_id: str | None = None
    """The building's row in the directory; None where it was never told."""
    community_id: str = FIRST_COMMUNITY

    @property
    def residents(self) -> list["Resident"]:
        """The members as papers are addressed to them."""
        return [Resident.of(self.household_id, member) for member in self.members]

    def resident(self, member_id: str | None) -> "Resident | None":
        """One of the members."""
        return next((one for one in self.residents if one.member_id == member_id), None)

    @property
    def label(self) -> str:
        """Building and unit as people say it: `3栋 3-1202`."""
        return f"{self.building} {self.unit}"


@dataclass(frozen=True)
class Resident:
    """A member of a household, and which of its papers are shown to them (D06)."""

    standing: Standing
    person_id: str | None
    name: str
    relation: str
    phone: str
    email: str | None

    @classmethod
    def of(cls, household_id: str, member: Mapping[str, Any]) -> "Resident":
        """A member as an event told of them; an older one says neither who nor which side."""
        side = member.get("side") or (TENANT if member["relation"] == TENANT else OWNERS)
        told = {"household_id": household_id, "member_id": member.get("id"), "side": side}
        return cls(
            standing=Standing.from_claims(told | {"sees_from": member.get("sees_from")}),
            person_id=member.get("person_id"),
            name=member.get("name", ""),
            relation=member["relation"],
            phone=member.get("phone") or "",
            email=member.get("email"),
        )

    @property
    def member_id(self) -> str | None:
        """The member's entry."""
        return self.standing.member_id


@dataclass(frozen=True)
class Person:
    """A member of staff or a resident, as they are in the community at hand (P01).

    `roles` are those held there, `buildings` those served there: whom to tell and to whom work
    falls is found by them, and 1栋 of one community is not that of another.
    """

    person_id: str
    version: int
    name: str
    roles: list[str]
    buildings: list[str]
    skills: list[str]
    household_ids: list[str]
    phone: str | None
    email: str | None
    active: bool
    login: bool | None = None
    """Whether they can log in; None: not told."""
    department: str | None = None
    """The functional department (职能部门) they work in; None also where it was not told."""

    @classmethod
    def of(cls, row: Row[Any]) -> "Person":
        """A row of the replica, read for the community at hand."""
        known = dict(row._mapping)
        grants, serves = known.pop("grants"), known.pop("serves")
        here = {
            "roles": at_hand(known["roles"], grants, "role"),
            "buildings": at_hand(known["buildings"], serves, "building"),
        }
        return cls(**known | here)


def at_hand(names: list[str], told: list[dict[str, Any]] | None, key: str) -> list[str]:
    """Those of the names that count in the community at hand; one of which nobody told in which it
    does, as the release before told and kept them, is of the first."""
    concerns = scope.current().concerns
    known = {one[key] for one in told or ()}
    here = {one[key] for one in told or () if concerns(one["community_id"])}
    if concerns(FIRST_COMMUNITY):
        here |= set(names) - known
    return [name for name in names if name in here]


@dataclass(frozen=True)
class Community:
    """A community (项目/小区) as its events tell it."""

    community_id: str
    version: int
    name: str
    """What people call it; empty for the first until it is given one."""
    code: str
    """What stands in the numbers of its papers; empty for the first until it is given one."""


def community(uow: UnitOfWork, community_id: str) -> Community:
    """One community; raise `NotFound` (field `community_id`) if it is unknown so far."""
    table = community_replica
    row = uow.session.execute(select(table).where(table.c.community_id == community_id)).first()
    if row is None:
        raise NotFound(field="community_id")
    return Community(**row._mapping)


def communities(uow: UnitOfWork) -> list[Community]:
    """All communities, whatever the scope; the first one first."""
    rows = uow.session.execute(select(community_replica).order_by(community_replica.c.community_id))
    return [Community(**row._mapping) for row in rows]


def household(uow: UnitOfWork, household_id: str) -> Household:
    """One household, in whose community the unit is from then on; raise `NotFound` (field
    `household_id`) if it is unknown, or out of sight."""
    statement = select(household_replica).where(household_replica.c.household_id == household_id)
    row = uow.session.execute(statement).first()
    if row is None:
        raise NotFound(field="household_id")
    uow.enter(row.community_id)
    return Household(**row._mapping)


def households(
    uow: UnitOfWork,
    *,
    ids: Iterable[str] | None = None,
    building: str | None = None,
    unit_type: str | None = None,
) -> list[Household]:
    """Households, by building, floor and unit."""
    table = household_replica
    statement = select(table).order_by(table.c.building, table.c.floor, table.c.unit)
    if ids is not None:
        statement = statement.where(table.c.household_id.in_(list(ids)))
    if building is not None:
        statement = statement.where(table.c.building == building)
    if unit_type is not None:
        statement = statement.where(table.c.unit_type == unit_type)
    return [Household(**row._mapping) for row in uow.session.execute(statement)]


def person(uow: UnitOfWork, person_id: str) -> Person | None:
    """One person, or None if unknown."""
    table = person_replica
    row = uow.session.execute(select(table).where(table.c.person_id == person_id)).first()
    return Person.of(row) if row else None


def people(uow: UnitOfWork, person_ids: Iterable[str]) -> dict[str, Person]:
    """Those of the people who are known, by id."""
    table = person_replica
    rows = uow.session.execute(select(table).where(table.c.person_id.in_(set(person_ids))))
    return {row.person_id: Person.of(row) for row in rows}


def staff(
    uow: UnitOfWork, role: str, *, building: str | None = None, skill: str | None = None
) -> list[Person]:
    """Active people with a role in the community at hand, by id; with `building` or `skill`, those
    who serve that building of it or have the skill."""
    table = person_replica
    # The role as it stands in the list's text: most people are residents, and need not be read.
    named = cast(table.c.roles, Text).contains(f'"{role}"', autoescape=True)
    statement = select(table).where(table.c.active, named).order_by(table.c.person_id)
    people = (Person.of(row) for row in uow.session.execute(statement))
    return [
        one
        for one in people
        if role in one.roles
        and (building is None or building in one.buildings)
        and (skill is None or skill in one.skills)
    ]


def members_of(uow: UnitOfWork, department: str) -> list[Person]:
    """Active people who work in a department in the community at hand, by id (C14)."""
    table = person_replica
    statement = (
        select(table)
        .where(table.c.active, table.c.department == department)
        .order_by(table.c.person_id)
    )
    people = (Person.of(row) for row in uow.session.execute(statement))
    return [one for one in people if one.roles]


def departments(uow: UnitOfWork) -> list[str]:
    """The departments that somebody works in, in the community at hand."""
    table = person_replica
    statement = select(table).where(table.c.active, table.c.department.is_not(None))
    people = (Person.of(row) for row in uow.session.execute(statement))
    return sorted({one.department for one in people if one.department and one.roles})


def on_duty(uow: UnitOfWork, duty: str, at: datetime) -> list[str]:
    """Ids of the people whom the roster names for a duty at a moment."""
    table = duty_replica
    statement = (
        select(table.c.person_id)
        .where(table.c.duty == duty, table.c.starts_at <= at, table.c.ends_at > at)
        .where(table.c.cancelled.is_(False))
        .order_by(table.c.starts_at)
    )
    return list(dict.fromkeys(uow.session.scalars(statement)))
