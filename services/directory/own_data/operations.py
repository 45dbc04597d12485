"""One's own data, whole, for whoever asks (P08, PIPL 45)."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.privacy import LookKind
from contracts.directory.request_types import NothingRequest
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.households.tables import Household, Member
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


def own_data(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """What is kept of the caller: the person, the entries of households, and who of the staff
    looked at the numbers. That it was taken stands in the audit trail."""
    person = uow.load(Person, uow.caller.id)
    uow.subject("person", person.id)
    uow.trail.note("people", person.id, own_data=True)
    with uow.beyond_sight():
        entries = uow.rows(ENTRIES, person_id=person.id)
        members = [one.id for one in entries]
        looks = uow.rows(LOOKS, members=members, person_id=person.id)
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
    }
