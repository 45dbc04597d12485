"""One's own data, whole, for whoever asks (P08, PIPL 45)."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.privacy import LookKind
from contracts.directory.request_types import NothingRequest
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.household_notes.tables import HouseholdNote
from services.directory.households.queries.sides import side_of
from services.directory.households.tables import Household, Member
from services.directory.key_households.tables import KeyCall, KeyHousehold
from services.directory.people.tables import Person
from services.directory.privacy.tables import Look

ENTRIES: Final = (
    select(
        Member.id, Member.household_id, Household.building, Household.unit, Member.relation,
        Member.name, Member.phone, Member.email, Member.id_number, Member.since, Member.until,
    )
    .join(Household, Household.id == Member.household_id)
    .where(Member.person_id == bindparam("person_id"))
    .order_by(Member.since, Member.id)
)  # fmt: skip
LOOKS: Final = (
    select(Look.at, Look.what, Look.purpose)
    .where(Look.member_id.in_(bindparam("members", expanding=True)))
    .where(Look.kind == LookKind.REVEAL, Look.by_id != bindparam("person_id"))
    .order_by(Look.id)
)
NOTES: Final = (
    select(
        HouseholdNote.household_id, HouseholdNote.at, HouseholdNote.text, HouseholdNote.important,
        HouseholdNote.until,
    )
    .where(HouseholdNote.household_id == bindparam("household_id"))
    .order_by(HouseholdNote.id)
)  # fmt: skip
MARKS: Final = (
    select(
        KeyHousehold.id, KeyHousehold.household_id, KeyHousehold.kind, KeyHousehold.reason,
        KeyHousehold.interval_days, KeyHousehold.next_call_on, KeyHousehold.since,
        KeyHousehold.until,
    )
    .where(KeyHousehold.member_id.in_(bindparam("members", expanding=True)))
    .order_by(KeyHousehold.id)
)  # fmt: skip
CALLS: Final = (
    select(
        KeyCall.key_household_id, KeyCall.at, KeyCall.outcome, KeyCall.remark, KeyCall.needs
    )
    .where(KeyCall.key_household_id.in_(bindparam("marks", expanding=True)))
    .order_by(KeyCall.id)
)  # fmt: skip


def own_data(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """What is kept of the caller: the person, the entries of households, who of the staff looked at
    the numbers, what was noted of the household, and calls. That it was taken stands in the audit
    trail."""
    person = uow.load(Person, uow.caller.id)
    uow.subject("person", person.id)
    uow.trail.note("people", person.id, own_data=True)
    with uow.beyond_sight():
        entries = uow.rows(ENTRIES, person_id=person.id)
        members = [one.id for one in entries]
        looks = uow.rows(LOOKS, members=members, person_id=person.id)
        marks = uow.rows(MARKS, members=members)
        calls = uow.rows(CALLS, marks=[one.id for one in marks])
        notes = [
            note
            for household_id in dict.fromkeys(one.household_id for one in entries)
            for note in notes_on(uow, uow.load(Household, household_id), person.id)
        ]
    account = person.account
    return {
        "person_id": person.id,
        "name": person.name,
        "username": person.username,
        "phone": person.phone,
        "email": person.email,
        "roles": person.roles,
        "department": person.department,
        "buildings": person.buildings,
        "skills": person.skills,
        "account_since": account.created_at if account else None,
        "entries": entries,
        "looks": looks,
        "notes": notes,
        "key_households": marks,
        "key_calls": calls,
    }


def notes_on(uow: UnitOfWork, household: Household, person_id: str) -> list[Any]:
    """The notes on a household that speak of the person's own side: written while they were there,
    and nobody of another side was (D06). A note names nobody."""
    mine = [one for one in household.everybody if one.person_id == person_id]
    sides = {side_of(household, one) for one in mine}
    others = [one for one in household.everybody if side_of(household, one) not in sides]
    return [
        note
        for note in uow.rows(NOTES, household_id=household.id)
        if any(sees(one, note.at) for one in mine)
        and not any(sees(one, note.at) or one.until == note.at for one in others)
    ]


def sees(member: Member, at: datetime) -> bool:
    """Whether what was at a moment is of a member's time in the household."""
    begun = member.sees_from is None or member.sees_from <= at
    return begun and (member.until is None or at < member.until)
