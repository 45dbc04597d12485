"""Residents come in by themselves: by a code on paper, or one that a member gives on (P04)."""

from typing import Any, Final

from sqlalchemy import bindparam, select, update

from contracts.directory.household_codes import NotInArchive, NotLetIn
from contracts.directory.households import Relation
from contracts.directory.identity import IdentityMethod
from contracts.directory.request_types import (
    LetInRequest,
    ListLetInRequest,
    OpenCodeRequest,
    PrintCodesRequest,
    TakeOutRequest,
    UseCodeRequest,
)
from contracts.places import canonical_building
from contracts.roles import DESK, MANAGERS, Role
from foundation.actor import Actor
from foundation.errors import Forbidden, InvalidInput
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.access.operations import join as access
from services.directory.accounts import operations as accounts
from services.directory.changes.operations import update as changes
from services.directory.communities.operations import enter_named
from services.directory.communities.tables import Community
from services.directory.household_codes import codes
from services.directory.household_codes.tables import HouseholdCode
from services.directory.households.operations.create import join, new_member
from services.directory.households.queries import views
from services.directory.households.queries.entries import member_of, own_entry
from services.directory.households.queries.sides import side_of
from services.directory.households.tables import Household, Member
from services.directory.identity.rules.matching import canonical
from services.directory.members import operations as members
from services.directory.passwords.operations import hashed, require_strong
from services.directory.people.queries import buildings_in_sight
from services.directory.people.tables import Person
from services.directory.policy import DirectoryPolicy
from services.directory.succession import operations as succession

HOMES: Final = (
    select(Household.id, Household.community_id, Household.building, Household.unit)
    .where(Household.building == bindparam("building"))
    .order_by(Household.sort_key)
)
GIVEN: Final = (
    select(HouseholdCode.__table__)
    .where(
        HouseholdCode.household_id == bindparam("household_id"),
        HouseholdCode.by_member_id == bindparam("by_member_id"),
    )
    .order_by(HouseholdCode.id.desc())
)
AS_WHAT: Final = {
    Relation.OWNER: {Relation.FAMILY, Relation.TENANT},
    Relation.TENANT: {Relation.FAMILY},
}
"""Whom a member of a relation lets in."""


def print_codes(uow: UnitOfWork, data: PrintCodesRequest) -> dict[str, Any]:
    """New codes of a building's households, in walking order; raise `Forbidden` for a steward of
    other buildings, `InvalidInput` for a building without households."""
    enter_named(uow, data["community_code"])
    building = canonical_building(data["building"])
    require_may_print(uow, building)
    homes = uow.rows(HOMES, building=building)
    if not homes:
        raise InvalidInput("There are no households in this building.", field="building")
    before = (
        HouseholdCode.household_id.in_([home.id for home in homes]),
        HouseholdCode.by_member_id.is_(None),
        HouseholdCode.ended_at.is_(None),
    )
    uow.session.execute(update(HouseholdCode).where(*before).values(ended_at=uow.now))
    items = [printed(uow, home) for home in homes]
    uow.trail.note("household_codes", building, printed=len(items))
    return {
        "items": items,
        "community_id": homes[0].community_id,
        "expires_at": codes.expiry(uow),
    }


def printed(uow: UnitOfWork, home: Any) -> dict[str, Any]:
    """The code of one household, as it is printed."""
    _, code = codes.make(uow, home.id)
    place = {"household_id": home.id, "building": home.building, "unit": home.unit}
    return place | {"code": code, "link": f"/come-in/{code}"}


def require_may_print(uow: UnitOfWork, building: str) -> None:
    """Raise `Forbidden` for who is but the steward of other buildings."""
    if uow.actor.has(*MANAGERS, *DESK):
        return
    person = uow.session.get(Person, uow.actor.id)
    if person is None or building not in buildings_in_sight(person):
        raise Forbidden(field="building")


def let_in(uow: UnitOfWork, data: LetInRequest) -> dict[str, Any]:
    """A code for family or a tenant; raise `Forbidden` for who may let in nobody of the kind."""
    household = uow.load(Household, data["household_id"])
    mine = own_entry(household, uow.actor)
    if data["relation"] not in AS_WHAT.get(Relation(mine.relation), ()):
        raise Forbidden(field="relation")
    row, code = codes.make(
        uow, household.id, by_member_id=mine.id, name=data["name"], relation=data["relation"]
    )
    uow.subject("household", household.id)
    return {
        "code": code,
        "link": f"/come-in/{code}",
        "name": row.name,
        "relation": row.relation,
        "expires_at": row.expires_at,
    }


def list_let_in(uow: UnitOfWork, data: ListLetInRequest) -> dict[str, Any]:
    """Whom the caller has let in and who is here, and codes that still open."""
    household = uow.load(Household, data["household_id"])
    mine, here = own_entry(household, uow.actor), {one.id for one in household.members}
    rows = uow.rows(GIVEN, household_id=household.id, by_member_id=mine.id)
    return {"items": [row for row in rows if row.member_id in here or still_opens(uow, row)]}


def still_opens(uow: UnitOfWork, row: Any) -> bool:
    """Whether somebody may still come by it."""
    return row.ended_at is None and uow.now < row.expires_at


def take_out(uow: UnitOfWork, data: TakeOutRequest) -> dict[str, Any]:
    """Whom the caller let in has left; raise `NotLetIn` for anybody else."""
    household = uow.load(Household, data["household_id"])
    mine = own_entry(household, uow.actor)
    member = member_of(household, data["member_id"])
    rows = uow.rows(GIVEN, household_id=household.id, by_member_id=mine.id)
    if all(row.member_id != member.id for row in rows):
        raise NotLetIn(field="member_id")
    members.leave(uow, household, member, {"method": IdentityMethod.LET_IN, "by": uow.actor.name})
    return views.household_view(uow, household)


def open_code(uow: UnitOfWork, data: OpenCodeRequest) -> dict[str, Any]:
    """The home that a code is for, and no person; raises as `codes.held`."""
    row, household = codes.held(uow, data["code"])
    community = uow.session.get(Community, household.community_id)
    return {
        "community": community.name if community else "",
        "building": household.building,
        "unit": household.unit,
        "relation": row.relation,
        "min_length": uow.policy(DirectoryPolicy).password_min_length,
    }


def use_code(store: Store, actor: Actor, data: UseCodeRequest) -> dict[str, Any]:
    """Open an account for who is of the household, as the archive or whoever lets them in says; the
    identity check is recorded as what it was (D02).

    Raises as `open_code`, and `NotInArchive`, `MemberTwice`, `UsernameTaken`, `WeakPassword`.
    """
    with store.read(actor) as uow:
        codes.held(uow, data["code"])
        own = [data["name"], data["phone"]]
        require_strong(uow, data["password"], data["username"], field="password", own=own)
    password_hash = hashed(data["password"])
    with store.write(actor, "directory.use_code") as uow:
        row, household = codes.held(uow, data["code"])
        method = IdentityMethod.CODE if row.by_member_id is None else IdentityMethod.LET_IN
        member = who_it_is(household, row, data) or entered(uow, household, row, data)
        person = bound(uow, member, data)
        accounts.open_account(uow, person, data["username"], password_hash)
        check = {"method": method, "by": data["name"]}
        after = {"member_id": member.id, "name": member.name, "username": data["username"]}
        changes.record(uow, household, check, {}, after, side=side_of(household, member))  # type: ignore[arg-type]
        if row.by_member_id is not None:
            row.member_id, row.ended_at = member.id, uow.now
        return {"username": data["username"]}


def who_it_is(household: Household, row: HouseholdCode, data: UseCodeRequest) -> Member | None:
    """The member of this name and phone who has no account yet; None where somebody is let in.
    Raise `NotInArchive`."""
    if row.by_member_id is not None:
        if canonical("name", row.name or "") != canonical("name", data["name"]):
            raise NotInArchive(field="name")
        return None
    for member in household.members:
        same = canonical("name", member.name) == canonical("name", data["name"])
        if member.person_id is None and same and member.phone == data["phone"]:
            return member
    raise NotInArchive(field="name")


def entered(
    uow: UnitOfWork, household: Household, row: HouseholdCode, data: UseCodeRequest
) -> Member:
    """The new entry of whom a member lets in."""
    host = member_of(household, row.by_member_id or "")
    member = new_member(uow, name=data["name"], relation=row.relation or "", phone=data["phone"])
    succession.came(uow, household, member, host if row.relation == Relation.FAMILY else None)
    join(household, member)
    uow.session.flush()
    return member


def bound(uow: UnitOfWork, member: Member, data: UseCodeRequest) -> Person:
    """The person who logs in as this member."""
    made = access.create(
        uow,
        {
            "community_code": None,
            "name": member.name,
            "roles": [Role.RESIDENT],
            "grants": None,
            "department": None,
            "buildings": [],
            "skills": [],
            "phone": data["phone"],
            "email": member.email,
            "member_ids": [member.id],
        },
    )
    return uow.session.get_one(Person, made["id"])
