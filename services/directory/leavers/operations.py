"""Erasing who has left, once they have been gone for as long as policy says (P08).

The entry of a household stays, with its times and relation, so that what refers to it does; what
says who that was goes: here at once, in the other services when they hear of it, in all of them
again after a restore (`guanjia.erased`).
"""

from collections.abc import Iterable, Sequence, Set
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import aliased

from foundation import erasure
from foundation.erasure import NOTHING, Taken
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.tables import HouseholdChange
from services.directory.household_codes.tables import HouseholdCode
from services.directory.households.tables import Member
from services.directory.links.tables import OneTimeLink
from services.directory.people.operations import person_changed
from services.directory.people.tables import Person
from services.directory.policy import DirectoryPolicy
from services.directory.second_factor.tables import RecoveryCode, SecondFactor
from services.directory.sessions.tables import CompanyIdentity, LoginSession

NOBODY = erasure.NOBODY
PERSONAL = frozenset({"name", "owner_name", "phone", "email", "id_number"})
"""What a change of a household says of a person."""
OF_LOGIN = (OneTimeLink, SecondFactor, RecoveryCode, LoginSession, CompanyIdentity)


def erase_leavers(uow: UnitOfWork, policy: DirectoryPolicy) -> Taken:
    """Erase a portion of those who left longer ago than they are kept."""
    if not policy.keep_leavers_days:
        return NOTHING
    moment = uow.now - timedelta(days=policy.keep_leavers_days)
    gone = select(Member.id).where(Member.until < moment, Member.erased_at.is_(None))
    ids = list(uow.session.scalars(gone.order_by(Member.until, Member.id).limit(erasure.BATCH)))
    erase(uow, ids)
    return Taken(len(ids), len(ids) == erasure.BATCH)


def erase(uow: UnitOfWork, member_ids: Sequence[str]) -> None:
    """Erase these entries, and whoever has no other. Again: nothing."""
    if not member_ids:
        return
    which = Member.id.in_(member_ids)
    members = list(uow.session.scalars(select(Member).where(which).with_for_update()))
    timestamps: set[Any] = set()
    for member in members:
        timestamps |= conceal_changes(uow, member)
        member.name, member.phone = NOBODY, ""
        member.email = member.id_number = None
        member.erased_at = uow.now
    mine = HouseholdCode.member_id.in_(member_ids)
    uow.session.execute(update(HouseholdCode).where(mine).values(name=None))
    erase_people(uow, {one.person_id for one in members if one.person_id}, timestamps)
    erasure.trail(uow, "member_id", member_ids, timestamps)


def conceal_changes(uow: UnitOfWork, member: Member) -> set[Any]:
    """Take what is personal out of the household's history up to when the member left, and return
    its moments.

    Also what it says there of those who stayed: a change does not tell whose it was.
    """
    home = HouseholdChange.household_id == member.household_id
    until = HouseholdChange.at <= (member.until or uow.now)
    changes = list(uow.session.scalars(select(HouseholdChange).where(home, until)))
    for change in changes:
        change.before, change.after = concealed(change.before), concealed(change.after)
    return {change.at for change in changes} | {member.since, member.until} - {None}


def concealed(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts that name nobody."""
    return {name: NOBODY if name in PERSONAL and value else value for name, value in facts.items()}


def erase_people(uow: UnitOfWork, ids: Iterable[str], timestamps: Set[Any] = frozenset()) -> None:
    """Erase residents with access who belong to no household any more, and of whose entries none
    is kept; the other services hear of it. At the moments named the trail may tell of them, too.
    """
    kept = aliased(Member)
    belongs = exists().where(kept.person_id == Person.id, kept.erased_at.is_(None))
    found = select(Person).where(Person.id.in_(set(ids)), Person.erased_at.is_(None))
    for person in list(uow.session.scalars(found.where(Person.staff.is_(False), ~belongs))):
        person.name, person.phone, person.email = NOBODY, None, None
        end_login(uow, person)
        person_changed(uow, person)
        uow.session.flush()
        erasure.trail(uow, "person_id", [person.id], set(timestamps))


def end_login(uow: UnitOfWork, person: Person) -> None:
    """Have somebody be erased, with all that they logged in by."""
    person.active, person.erased_at = False, uow.now
    if person.account is not None:
        account = person.account
        account.username, account.password_hash = f"x-{person.id}", ""
        account.disabled, account.changed_at = True, uow.now
    for model in OF_LOGIN:
        of_login: Any = model
        uow.session.execute(delete(of_login).where(of_login.person_id == person.id))
    erasure.forget_answers(uow, person.id)
