"""Changes of households: who may, what it was before, whose identity was verified how (D02)."""

from collections.abc import Mapping, Set
from typing import Any

from contracts.directory.codes import Relation
from foundation.actor import Actor
from foundation.errors import Forbidden
from foundation.storage.unit_of_work import UnitOfWork
from services.directory import announcing
from services.directory.domain.editing import not_editable
from services.directory.errors import FieldNotEditable, NothingToChange
from services.directory.tables import Household, HouseholdChange, Member, Person


def require_editable(actor: Actor, fields: Set[str]) -> None:
    """Raise `NothingToChange` or, naming the fields, `FieldNotEditable`."""
    if not fields:
        raise NothingToChange
    if refused := not_editable(fields, actor.roles):
        message = [str(FieldNotEditable.__doc__)]
        raise FieldNotEditable(errors=dict.fromkeys(refused, message), fields=", ".join(refused))


def require_own(actor: Actor, household: Household, member: Member) -> None:
    """Raise `Forbidden` for a resident who touches somebody else's entry.

    Residents change their own entry; an owner (业主) those of the family too.
    """
    if actor.is_staff:
        return
    mine = entry_of(household, actor)
    family = mine.relation == Relation.OWNER and member.relation == Relation.FAMILY
    if member is not mine and not family:
        raise Forbidden


def entry_of(household: Household, actor: Actor) -> Member:
    """Whose contact a change of the household means: the resident's own, else the owner's."""
    mine = (member for member in household.members if member.person_id == actor.id)
    return next(mine, household.owner)


def assign(row: Any, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set attributes; tell before and after of those that differ."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, value in values.items():
        old = getattr(row, name)
        if old != value:
            setattr(row, name, value)
            before[name], after[name] = plain(old), plain(value)
    return before, after


def record(
    work: UnitOfWork,
    household: Household,
    check: Mapping[str, str],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Keep a change with the identity check behind it, and tell the others."""
    work.session.add(
        HouseholdChange(
            id=work.new_id(),
            household_id=household.id,
            at=work.now,
            by_id=work.actor.id,
            by=work.actor.name,
            identity_method=check["method"],
            identity_by=check["by"],
            before=dict(before),
            after=dict(after),
        )
    )
    announcing.household_changed(work, household)


def follow_person(work: UnitOfWork, member: Member) -> None:
    """Bring the person behind a member up to date with the member's contact data."""
    if member.person_id is None:
        return
    person = work.load(Person, member.person_id)
    if person.staff:
        return
    before, _ = assign(person, {"phone": member.phone or None, "email": member.email})
    if before:
        announcing.person_changed(work, person)


def plain(value: Any) -> Any:
    """A value as it stands in JSON."""
    return value if isinstance(value, str | int | bool | None) else str(value)
