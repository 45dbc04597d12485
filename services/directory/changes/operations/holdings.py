"""What members have, entered and changed after an identity check, with before and after (D02)."""

from collections.abc import Callable, Mapping
from typing import Any

from contracts.directory.changes import NothingToChange
from contracts.directory.holdings import HoldingEnded
from contracts.directory.request_types import IdentityCheck
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.operations import update
from services.directory.changes.operations.assign import assign, plain
from services.directory.changes.queries.holdings import with_member
from services.directory.households.queries.entries import member_of
from services.directory.households.queries.sides import side_of
from services.directory.households.tables import Household, Member

Facts = dict[str, Any]


def enter(
    uow: UnitOfWork, model: type[Any], household_id: str, member_id: str | None, **facts: Any
) -> tuple[Household, Member, Any]:
    """Something more is a member's; the caller records it. Raise `NotFound` for no member."""
    household = uow.load(Household, household_id)
    member = member_of(household, member_id) if member_id else household.owner
    row = model(
        id=uow.new_id(),
        household_id=household.id,
        member_id=member.id,
        side=side_of(household, member),
        since=uow.now,
        until=None,
        version=1,
        **facts,
    )
    uow.session.add(row)
    return household, member, row


def take(
    uow: UnitOfWork, model: type[Any], household_id: str, key: str, field: str
) -> tuple[Household, Member, Any]:
    """Something to be changed; raise `NotFound` for what is another household's, `StaleEdit` where
    it was changed meanwhile."""
    household = uow.load(Household, household_id)
    row = uow.load(model, key)
    if row.household_id != household.id:
        raise NotFound(field=field)
    uow.check_version(row)
    member = next(one for one in household.everybody if one.id == row.member_id)
    return household, member, row


def record(
    uow: UnitOfWork,
    household: Household,
    row: Any,
    check: IdentityCheck,
    before: Facts,
    after: Facts,
) -> None:
    """Keep a change for the residents of the side that it is of, and the staff."""
    row.version += 1 if before else 0
    uow.session.flush()
    update.keep(uow, household, check, in_json(before), in_json(after), side=row.side)


def change(
    uow: UnitOfWork,
    model: type[Any],
    data: Mapping[str, Any],
    field: str,
    facts: Facts,
    told: Callable[[Any, Member], Facts],
) -> Any:
    """Change what is known of something, or end it, where `data` has `ended`; `told` is how the
    history keeps it. Answer it with whose it is.

    Raise `NothingToChange`, `HoldingEnded` for what has ended, and as `take` does.
    """
    household, member, row = take(uow, model, data["household_id"], data[field], field)
    if not facts and not data["ended"]:
        raise NothingToChange
    if row.until is not None:
        raise HoldingEnded
    known = told(row, member)
    before, _ = assign(row, facts)
    if data["ended"]:
        row.until = uow.now
    if data["ended"] or before:
        after = {} if data["ended"] else told(row, member)
        record(uow, household, row, data["identity_check"], known, after)
    return with_member(row, member)


def in_json(facts: Mapping[str, Any]) -> Facts:
    """Facts as they stand in JSON."""
    return {name: plain(value) for name, value in facts.items()}
