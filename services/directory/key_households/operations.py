"""Key households: marked, called regularly, and no longer so (D04)."""

from collections.abc import Set
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import select

from contracts.directory.changes import NothingToChange
from contracts.directory.events import KeyCallMissed, KeyCallSettled
from contracts.directory.key_households import (
    LONGEST,
    CallOutcome,
    KeyHouseholdMarked,
    KeyHouseholdOver,
    KeyKind,
    NoCarer,
)
from contracts.directory.methods import CARERS
from contracts.directory.request_types import (
    ChangeKeyHouseholdRequest,
    MarkKeyHouseholdRequest,
    RecordKeyCallRequest,
)
from foundation import replica, scope
from foundation.clock import at_local, local_date
from foundation.deadlines import Deadline
from foundation.errors import InvalidInput
from foundation.payload import rest
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.households.tables import Household
from services.directory.key_households.queries import key_household_view, require_seen
from services.directory.key_households.rules import following, kind_of
from services.directory.key_households.tables import KeyCall, KeyHousehold
from services.directory.people.queries import load_person, roles_in_sight
from services.directory.policy import DirectoryPolicy

MISSED: Final = "key_call"
"""The deadline of a call: the morning after the day by which it was due."""
MORNING: Final = time(9)
A_DAY: Final = timedelta(days=1)


def mark(uow: UnitOfWork, data: MarkKeyHouseholdRequest) -> dict[str, Any]:
    """Mark a household; the first call is due within its interval. Raise `KeyHouseholdMarked`,
    or `NoCarer` for who would call."""
    home = uow.load(Household, data["household_id"])
    require_seen(uow, None, home)
    require_carer(uow, data["responsible_id"])
    if active(uow, home.id) is not None:
        raise KeyHouseholdMarked
    made = enter(uow, home, **rest(data, "household_id"))
    return key_household_view(uow, made.id)


def enter(
    uow: UnitOfWork,
    home: Household,
    kind: str,
    reason: str | None,
    responsible_id: str | None = None,
    interval_days: int | None = None,
    first_in: int | None = None,
) -> KeyHousehold:
    """A household is a key household from now on; its first call is due in so many days."""
    every = first_in or interval_days or uow.policy(DirectoryPolicy).key_household_call_days
    due_on = local_date(uow.now) + timedelta(days=every)
    key = KeyHousehold(
        id=uow.new_id(),
        household_id=home.id,
        member_id=home.owner.id,
        kind=kind,
        reason=reason,
        responsible_id=responsible_id,
        interval_days=interval_days,
        due_on=due_on,
        next_call_on=due_on,
        attempts=0,
        last_call_at=None,
        last_outcome=None,
        since=uow.now,
        until=None,
        version=1,
    )
    uow.session.add(key)
    home.key_reason = said(key)
    await_call(uow, key)
    uow.subject("household", home.id)
    uow.session.flush()
    return key


def change(uow: UnitOfWork, data: ChangeKeyHouseholdRequest) -> dict[str, Any]:
    """Change why, who or how often, or end it, and its calls with it."""
    key, home = taken(uow, data["key_household_id"])
    uow.check_version(key)
    facts = rest(data, "key_household_id", "ended")
    if not facts and not data["ended"]:
        raise NothingToChange
    require_carer(uow, data.get("responsible_id"))
    for name, value in facts.items():
        setattr(key, name, value)
    if key.kind == KeyKind.OTHER and not key.reason:
        raise InvalidInput("Say why it is a key household.", field="reason")
    home.key_reason = said(key)
    key.version += 1
    if "interval_days" in facts:
        soonest = local_date(uow.now) + timedelta(days=every_days(uow, key))
        if key.due_on > soonest:
            key.due_on = key.next_call_on = soonest
            await_call(uow, key)
    if data["ended"]:
        end(uow, key, home)
    uow.subject("household", home.id)
    uow.session.flush()
    return key_household_view(uow, key.id)


def record_call(uow: UnitOfWork, data: RecordKeyCallRequest) -> dict[str, Any]:
    """Note what came of a call; the next date follows from it, or is the one that was agreed.

    Raise `InvalidInput` for a day that is not to come, or more than a year ahead.
    """
    key, home = taken(uow, data["key_household_id"])
    today, chosen = local_date(uow.now), data["next_call_on"]
    if chosen is not None and not today < chosen <= today + timedelta(days=LONGEST):
        raise InvalidInput("Must be a day to come, within a year.", field="next_call_on")
    outcome = CallOutcome(data["outcome"])
    uow.session.add(
        KeyCall(
            id=uow.new_id(),
            key_household_id=key.id,
            at=uow.now,
            by_id=uow.actor.id,
            by=uow.actor.name,
            outcome=outcome,
            remark=data["remark"],
            needs=data["needs"],
        )
    )
    retry = uow.policy(DirectoryPolicy).key_call_retry_days
    after = following(outcome, today, key.due_on, every_days(uow, key), retry, chosen)
    key.attempts = key.attempts + 1 if outcome == CallOutcome.NOT_REACHED else 0
    key.last_call_at, key.last_outcome = uow.now, outcome
    key.next_call_on = after.next_call_on
    key.version += 1
    if after.due_on != key.due_on:
        settle(uow, key)
        key.due_on = after.due_on
        await_call(uow, key)
    uow.subject("household", home.id)
    uow.session.flush()
    return key_household_view(uow, key.id)


def end_of_left(uow: UnitOfWork, household: Household, left: Set[str]) -> None:
    """Whom it is about has left: the household is no key household for who comes (D06)."""
    key = active(uow, household.id)
    if key is not None and key.member_id in left:
        end(uow, key, household)


def end(uow: UnitOfWork, key: KeyHousehold, home: Household) -> None:
    """It is a key household no more, and nobody is to call."""
    key.until = uow.now
    home.key_reason = None
    settle(uow, key)
    uow.deadlines.keep(key.id, {MISSED: {}})


def missed(uow: UnitOfWork, deadline: Deadline) -> None:
    """Nobody was reached by the day: whoever oversees it is told, once for each day (D04)."""
    key = uow.find(KeyHousehold, deadline.subject_id)
    if key is None or key.until is not None or key.due_on.isoformat() != deadline.step:
        return
    home = uow.load(Household, key.household_id)
    if replica.community(uow, scope.here()).closed:
        return  # nobody calls there any more (P01)
    payload = told(key) | {
        "building": home.building,
        "unit": home.unit,
        "due_on": key.due_on,
        "responsible_id": key.responsible_id,
    }
    uow.emit(KeyCallMissed, key.id, payload)


def take_up(uow: UnitOfWork) -> None:
    """At the start: enter those that were marked by a reason alone, as before there were calls.
    Their first calls are spread, so that not all are due on one day."""
    every = uow.policy(DirectoryPolicy).key_household_call_days
    marked = (
        select(KeyHousehold.id)
        .where(KeyHousehold.household_id == Household.id, KeyHousehold.until.is_(None))
        .exists()
    )
    named = select(Household.id).where(Household.key_reason.is_not(None), ~marked)
    for number, household_id in enumerate(uow.session.scalars(named.order_by(Household.id)).all()):
        home = uow.load(Household, household_id)
        if home.key_reason and active(uow, home.id) is None:
            reason, kind = home.key_reason, kind_of(home.key_reason)
            told_by_kind = reason == kind.word.zh
            enter(uow, home, kind, None if told_by_kind else reason, first_in=1 + number % every)


def taken(uow: UnitOfWork, key_household_id: str) -> tuple[KeyHousehold, Household]:
    """A key household that is one; raise `KeyHouseholdOver`, `NotFound` for who does not see it."""
    key = uow.load(KeyHousehold, key_household_id)
    home = uow.load(Household, key.household_id)
    require_seen(uow, key, home)
    if key.until is not None:
        raise KeyHouseholdOver
    return key, home


def active(uow: UnitOfWork, household_id: str) -> KeyHousehold | None:
    """The mark of a household; None: it is no key household."""
    found = select(KeyHousehold).where(
        KeyHousehold.household_id == household_id, KeyHousehold.until.is_(None)
    )
    key: KeyHousehold | None = uow.session.scalar(found)
    return key


def require_carer(uow: UnitOfWork, person_id: str | None) -> None:
    """Raise `NoCarer` for who holds no role here that looks after households."""
    if person_id is None:
        return
    person = load_person(uow, person_id)
    if not person.active or not roles_in_sight(person) & CARERS:
        raise NoCarer(field="responsible_id", name=person.name)


def every_days(uow: UnitOfWork, key: KeyHousehold) -> int:
    """Days between two calls."""
    return key.interval_days or uow.policy(DirectoryPolicy).key_household_call_days


def said(key: KeyHousehold) -> str:
    """Why it is one, as lists have it."""
    return key.reason or KeyKind(key.kind).word.zh


def await_call(uow: UnitOfWork, key: KeyHousehold) -> None:
    """Have it noticed when nobody is reached by the day that is due now."""
    uow.deadlines.keep(key.id, {MISSED: {key.due_on.isoformat(): noticed_at(key.due_on)}})


def noticed_at(due_on: date) -> datetime:
    """The morning after."""
    return at_local(due_on + A_DAY, MORNING)


def settle(uow: UnitOfWork, key: KeyHousehold) -> None:
    """Somebody was reached, or need not be any more."""
    if key.due_on < local_date(uow.now):
        uow.emit(KeyCallSettled, key.id, told(key))


def told(key: KeyHousehold) -> dict[str, Any]:
    """What events say which one it is by."""
    return {"key_household_id": key.id, "home_id": key.household_id}
