"""Members come and go: who takes whose place, and what nobody keeps (D06).

A member who leaves stays in the archive with the day; whoever comes begins with nothing of theirs.
What somebody sees of a household follows from it: the own side, since they are there.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from contracts.directory.households import Relation
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.holdings import operations as holdings
from services.directory.households.queries.sides import Standings, side_of, standings
from services.directory.households.tables import Household, Member
from services.directory.identity.rules.matching import MARKS, NEVER_INHERITED, is_another
from services.directory.key_households import operations as key_households
from services.directory.people.queries import find_homes
from services.directory.people.tables import Person


def came(uow: UnitOfWork, household: Household, member: Member, of: Member | None) -> None:
    """Somebody more is there: family and co-owners see what the one sees whom they belong to."""
    whose = of or household.owner
    member.since, member.until = uow.now, None
    shares = member.relation != Relation.TENANT
    member.with_id = whose.id if shares else None
    member.sees_from = whose.sees_from if shares else uow.now


def left(uow: UnitOfWork, household: Household, member: Member) -> None:
    """Somebody has left, and with them the family that is nobody else's here."""
    first = household.owner if member.relation == Relation.OWNER else None
    member.until = uow.now
    for other in household.members:
        theirs = other.with_id == member.id or (member is first and other.with_id is None)
        if not theirs:
            continue
        if other.relation == Relation.OWNER:
            if other.with_id == member.id:
                other.with_id, other.sees_from = None, later(other.sees_from, other.since)
        elif other.relation == Relation.FAMILY:
            adopt(uow, household, other, member)
    take_along(uow, household)


def take_along(uow: UnitOfWork, household: Household) -> None:
    """What members have follows them: to another side, or away."""
    sides = {member.id: side_of(household, member) for member in household.everybody}
    gone = {member.id for member in household.everybody if member.until is not None}
    holdings.follow(uow, household.id, sides, gone)
    key_households.end_of_left(uow, household, gone)


def adopt(uow: UnitOfWork, household: Household, family: Member, of: Member) -> None:
    """Family stays with an owner who was there before them; else they have left as well."""
    for owner in household.members:
        if (owner.relation, of.relation) != (Relation.OWNER, Relation.OWNER):
            continue
        if owner.since <= family.since:
            family.with_id = owner.id
            family.sees_from = later(family.sees_from, owner.sees_from)
            return
    family.until = uow.now


def later(one: datetime | None, other: datetime | None) -> datetime | None:
    """The later of two moments; None is before all."""
    return max((moment for moment in (one, other) if moment), default=None)


def is_another_person(member: Member, facts: Mapping[str, Any]) -> bool:
    """Whether facts that are given of a member are of somebody else."""
    return is_another({mark: getattr(member, mark) for mark in MARKS}, facts)


def succeed(
    uow: UnitOfWork, household: Household, member: Member, facts: Mapping[str, Any]
) -> Member:
    """Somebody takes a member's place: the one has left, the other begins with the facts given."""
    kept = without_inheritance(member, facts)
    successor = Member(
        id=uow.new_id(),
        position=member.position,
        person_id=None,
        name=kept.get("name") or member.name,
        relation=kept.get("relation") or member.relation,
        phone=kept.get("phone") or member.phone,
        email=kept.get("email"),
        id_number=kept.get("id_number"),
        since=uow.now,
        until=None,
        sees_from=uow.now,
        with_id=member.with_id if member.relation == Relation.FAMILY else None,
    )
    left(uow, household, member)
    household.everybody.append(successor)
    return successor


def without_inheritance(member: Member, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What is given of a successor, without what is the predecessor's alone."""
    theirs = {name: getattr(member, name) for name in NEVER_INHERITED}
    return {name: value for name, value in facts.items() if theirs.get(name) != value or not value}


def moved(uow: UnitOfWork, household: Household, member: Member, side: str) -> None:
    """A member is another relation now: of the new side they see what comes from here on."""
    if side_of(household, member) == side:
        return
    member.sees_from, member.with_id = uow.now, None
    for other in household.members:
        if other.with_id == member.id and other.relation == Relation.FAMILY:
            other.sees_from = uow.now
    take_along(uow, household)


def changed_people(uow: UnitOfWork, household: Household, before: Standings) -> list[Person]:
    """The people whose view of a household is another than before.

    Who has no entry anywhere any more has no access: the login is closed.
    """
    after = standings(household)
    concerned = [one for one in {**before, **after} if before.get(one) != after.get(one)]
    if not concerned:
        return []
    uow.session.flush()
    people = [uow.load(Person, person_id) for person_id in sorted(concerned)]
    for person in people:
        find_homes(uow, person)
        if not person.memberships and not person.staff:
            person.active = False
    return people
