"""Reads of the replica."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Row, Text, bindparam, cast, select

from foundation import paper_numbers, scope
from foundation.config import settings
from foundation.errors import NotFound
from foundation.membership import OWNERS, Standing
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.filtered import Filtered
from foundation.storage.tables import (
    community_replica,
    company_replica,
    duty_replica,
    household_replica,
    person_replica,
)
from foundation.storage.unit_of_work import UnitOfWork

TENANT = "tenant"
COMMUNITY: Final = community_replica.c
HOME: Final = household_replica.c
PERSON: Final = person_replica.c
DUTY: Final = duty_replica.c
COMMUNITIES: Final = Filtered(
    select(community_replica).order_by(COMMUNITY.community_id),
    {"community_id": COMMUNITY.community_id == bindparam("community_id")},
)
COMPANY: Final = select(company_replica)
HOMES: Final = Filtered(
    select(household_replica).order_by(HOME.building, HOME.floor, HOME.unit),
    {name: HOME[name] == bindparam(name) for name in ("household_id", "building", "unit_type")}
    | {"ids": HOME.household_id.in_(bindparam("ids", expanding=True))},
)
PEOPLE: Final = Filtered(
    select(person_replica).order_by(PERSON.person_id),
    {
        "person_id": PERSON.person_id == bindparam("person_id"),
        "ids": PERSON.person_id.in_(bindparam("ids", expanding=True)),
        "active": PERSON.active,
        # The role as it stands in the list's text: most people are residents, and need not be read.
        "role": cast(PERSON.roles, Text).like(bindparam("role")),
        "department": PERSON.department.in_(bindparam("names", expanding=True)),
    },
)
ON_DUTY: Final = (
    select(DUTY.person_id)
    .where(DUTY.duty == bindparam("duty"), DUTY.cancelled.is_(False))
    .where(DUTY.starts_at <= bindparam("at"), DUTY.ends_at > bindparam("at"))
    .order_by(DUTY.starts_at)
)


@dataclass(frozen=True)
class Household:
    """A household (户) as its events describe it."""

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
    """The building's row in the directory; None where no event has said it."""
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
        """A member as an event describes them; an older one says neither who nor which side."""
        side = member.get("side") or (TENANT if member["relation"] == TENANT else OWNERS)
        claims = {"household_id": household_id, "member_id": member.get("id"), "side": side}
        return cls(
            standing=Standing.from_claims(claims | {"sees_from": member.get("sees_from")}),
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

    `roles` are those held there, `buildings` those served there: whom to notify and to whom work
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
    """Whether they can log in; None: no event has said it."""
    department: str | None = None
    """The functional department (职能部门) they work in; None also where no event
    has said it."""

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


def at_hand(names: list[str], assignments: list[dict[str, Any]] | None, key: str) -> list[str]:
    """Those of the names (of roles, or of buildings) that count in the community at hand.

    `assignments` say for each in which community it counts; a name without one, as the release
    before kept them, counts in the first."""
    concerns = scope.current().concerns
    known = {one[key] for one in assignments or ()}
    here = {one[key] for one in assignments or () if concerns(one["community_id"])}
    if concerns(FIRST_COMMUNITY):
        here |= set(names) - known
    return [name for name in names if name in here]


@dataclass(frozen=True)
class Community:
    """A community (项目/小区) as its events describe it."""

    community_id: str
    version: int
    name: str
    """What people call it; empty for the first until it is given one."""
    code: str
    """What stands in the numbers of its papers; empty for the first until it is given one."""
    name_en: str = ""
    """Empty: as in Chinese."""
    address: str = ""
    service_phone: str = ""
    """Whom residents are told to call; empty: the company's."""
    hours: str = ""
    """When the desk is open, such as `08:00–20:00`; empty: as the company has it."""
    closed: bool = False
    """Whether it takes nothing new any more."""


@dataclass(frozen=True)
class Company:
    """The company (物业公司) as its event describes it; what nobody has filled in is empty."""

    company_id: str
    version: int
    name: str
    name_en: str
    credit_code: str
    address: str
    phone: str
    bank_account: str


def company(uow: UnitOfWork) -> Company:
    """The company."""
    [row] = uow.rows(COMPANY)
    return Company(**row._mapping)


def community(uow: UnitOfWork, community_id: str) -> Community:
    """One community; raise `NotFound` (field `community_id`) if it is unknown so far."""
    for row in uow.rows(COMMUNITIES.by(["community_id"]), community_id=community_id):
        return Community(**row._mapping)
    raise NotFound(field="community_id")


def communities(uow: UnitOfWork) -> list[Community]:
    """All communities, whatever the scope; the first one first."""
    return [Community(**row._mapping) for row in uow.rows(COMMUNITIES.by([]))]


def code_of(uow: UnitOfWork, community_id: str) -> str:
    """The code of a community; empty while it has none, or nobody knows it so far."""
    codes = uow.recently("codes", lambda: dict(read_codes(uow)))
    return codes.get(community_id, "")


def read_codes(uow: UnitOfWork) -> Iterator[tuple[str, str]]:
    """Each community with its code."""
    return ((one.community_id, one.code) for one in communities(uow))


def numbers_meant(uow: UnitOfWork, text: str) -> list[str]:
    """The numbers of papers that a text may be, in the communities in scope (P07)."""
    return paper_numbers.numbers_meant(
        text, (one.code for one in communities(uow) if scope.current().sees(one.community_id))
    )


def telephones(uow: UnitOfWork) -> str:
    """All telephones of ours, separated by commas: those that a text to residents may name."""
    return uow.recently("telephones", lambda: read_telephones(uow))


def read_telephones(uow: UnitOfWork) -> str:
    """Those of the communities and of the company, and the one of the settings."""
    lines = [settings().service_line, company(uow).phone]
    lines += [one.service_phone for one in communities(uow)]
    return ",".join(filter(None, lines))


def places(uow: UnitOfWork) -> dict[str, str]:
    """What the communities are called, by id, to a reader who sees several: whatever is told apart
    by names of theirs, such as 1栋, is called so as well. Nothing, for who sees one."""
    if scope.width() is scope.Width.ONE:
        return {}
    sees = scope.current().sees
    seen = {one.community_id: one.name for one in communities(uow) if sees(one.community_id)}
    return seen if len(seen) > 1 else {}


def household(uow: UnitOfWork, household_id: str) -> Household:
    """One household, in whose community the unit is from then on; raise `NotFound` (field
    `household_id`) if it is unknown, or out of sight."""
    for row in uow.rows(HOMES.by(["household_id"]), household_id=household_id):
        uow.enter(row.community_id)
        return Household(**row._mapping)
    raise NotFound(field="household_id")


def households(
    uow: UnitOfWork,
    *,
    ids: Iterable[str] | None = None,
    building: str | None = None,
    unit_type: str | None = None,
) -> list[Household]:
    """Households, by building, floor and unit."""
    filters = {"ids": None if ids is None else list(ids), "building": building}
    filters |= {"unit_type": unit_type}
    given = {name: value for name, value in filters.items() if value is not None}
    return [Household(**row._mapping) for row in uow.rows(HOMES.by(given), **given)]


def person(uow: UnitOfWork, person_id: str) -> Person | None:
    """One person, or None if unknown."""
    for row in uow.rows(PEOPLE.by(["person_id"]), person_id=person_id):
        return Person.of(row)
    return None


def people(uow: UnitOfWork, person_ids: Iterable[str]) -> dict[str, Person]:
    """Those of the people who are known, by id."""
    found = uow.rows(PEOPLE.by(["ids"]), ids=set(person_ids))
    return {row.person_id: Person.of(row) for row in found}


def staff(
    uow: UnitOfWork, role: str, *, building: str | None = None, skill: str | None = None
) -> list[Person]:
    """Active people with a role in the community at hand, by id; with `building` or `skill`, those
    who serve that building of it or have the skill."""
    found = uow.rows(PEOPLE.by(["active", "role"]), role=f'%"{role}"%')
    people = (Person.of(row) for row in found)
    return [
        one
        for one in people
        if role in one.roles
        and (building is None or building in one.buildings)
        and (skill is None or skill in one.skills)
    ]


def members_of(uow: UnitOfWork, names: Set[str], roles: Set[str]) -> list[Person]:
    """Active people of a department, by all that it is known by, who hold one of the roles in the
    community at hand, by id (C14)."""
    found = uow.rows(PEOPLE.by(["active", "department"]), names=names)
    people = (Person.of(row) for row in found)
    return [one for one in people if not roles.isdisjoint(one.roles)]


def on_duty(uow: UnitOfWork, duty: str, at: datetime) -> list[str]:
    """Ids of the people on duty at a moment, by when their shift began."""
    return list(dict.fromkeys(row.person_id for row in uow.rows(ON_DUTY, duty=duty, at=at)))
