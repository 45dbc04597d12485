"""Changes of households: who may, what it was before, whose identity was verified how (D02)."""

from collections.abc import Mapping, Set
from datetime import date
from typing import Any

from contracts.directory.changes import FieldNotEditable, NothingToChange
from contracts.directory.request_types import IdentityCheck
from foundation.actor import Actor
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.operations.assign import assign
from services.directory.changes.tables import HouseholdChange
from services.directory.households.operations import publish
from services.directory.households.queries.sides import Standings
from services.directory.households.rules import not_editable
from services.directory.households.tables import Household, Member
from services.directory.identity.rules.masking import mask_id_number
from services.directory.people.operations import person_changed
from services.directory.people.tables import Person
from services.directory.succession import operations as succession


def require_editable(actor: Actor, fields: Set[str]) -> None:
    """Raise `NothingToChange` or, naming the fields, `FieldNotEditable`."""
    if not fields:
        raise NothingToChange
    if refused := not_editable(fields, actor.roles):
        message = [str(FieldNotEditable.__doc__)]
        raise FieldNotEditable(errors=dict.fromkeys(refused, message), fields=", ".join(refused))


def record(
    uow: UnitOfWork,
    household: Household,
    check: IdentityCheck,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    side: str | None = None,
    stood: Standings | None = None,
    effective_from: date | None = None,
) -> None:
    """Keep a change with the identity check behind it, and publish it.

    `side` is whose residents find it in the history, if not all; `stood` what people saw of the
    household before: whose view is another now is published to all.
    """
    dated = {"effective_from": effective_from.isoformat()} if effective_from else {}
    keep(uow, household, check, before, dict(after) | dated, side=side)
    publish.household_changed(uow, household, effective_from)
    if stood is not None:
        for person in succession.changed_people(uow, household, stood):
            person_changed(uow, person)


def keep(
    uow: UnitOfWork,
    household: Household,
    check: IdentityCheck,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    side: str | None = None,
) -> None:
    """Keep a change of which no other service need know, with the identity check behind it."""
    uow.subject("household", household.id)
    uow.session.add(
        HouseholdChange(
            id=uow.new_id(),
            household_id=household.id,
            at=uow.now,
            by_id=uow.actor.id,
            by=uow.actor.name,
            identity_method=check["method"],
            identity_by=check["by"],
            before=concealed(before),
            after=concealed(after),
            side=side,
        )
    )


def concealed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as the history keeps them: of an identity number what is shown of it (P08)."""
    return {
        name: mask_id_number(value) if name == "id_number" else value
        for name, value in facts.items()
    }


def put(
    uow: UnitOfWork, household: Household, member: Member, facts: Mapping[str, Any]
) -> tuple[Member, dict[str, Any], dict[str, Any]]:
    """Put right what is known of a member, or let somebody else take the place (D06).

    Tell whose entry it is now, and before and after.
    """
    if not succession.is_another_person(member, facts):
        before, after = assign(member, facts)
        return member, before, after
    successor = succession.succeed(uow, household, member, facts)
    uow.session.flush()
    return successor, described(member), described(successor)


def described(member: Member) -> dict[str, Any]:
    """A member as the history keeps it."""
    return {
        "member_id": member.id,
        "name": member.name,
        "relation": member.relation,
        "phone": member.phone,
        "email": member.email,
        "id_number": member.id_number,
    }


def follow_person(uow: UnitOfWork, member: Member) -> None:
    """Bring the person behind a member up to date with the member's contact data."""
    if member.person_id is None:
        return
    person = uow.load(Person, member.person_id)
    if person.staff:
        return
    before, _ = assign(person, {"phone": member.phone or None, "email": member.email})
    if before:
        person_changed(uow, person)
