"""Operations on its policy that every service has (P05): shown, changed, planned, taken back."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from types import SimpleNamespace
from typing import Any, TypeVar

from marshmallow import ValidationError
from sqlalchemy import select

from foundation import policy_changes
from foundation.administered import Administered, ValueContract, Weakened, say
from foundation.clock import at_local, local_date
from foundation.deadlines import Deadline
from foundation.errors import InvalidInput, NotFound
from foundation.owned import chosen, owner
from foundation.policy import policy_of, thawed
from foundation.policy_changes import PolicyChange
from foundation.policy_views import item, require_may, version, view
from foundation.service_admin_requests import (
    ChangePolicyRequest,
    GetPolicyRequest,
    ListPoliciesRequest,
    WithdrawPolicyChangeRequest,
)
from foundation.storage.tables import policy_changes as history
from foundation.storage.unit_of_work import UnitOfWork

Request = TypeVar("Request")
Operation = Callable[[UnitOfWork, Request], dict[str, Any]]
TAKES_EFFECT = "policy_change"
"""The kind of deadline at which a planned change comes into force."""


def list_policies(of: Administered) -> Operation[ListPoliciesRequest]:
    """The operation that lists all values."""

    def listed(uow: UnitOfWork, data: ListPoliciesRequest) -> dict[str, Any]:
        """Every value as it is in the company or a community, with where it comes from."""
        place = chosen(uow, data["community"], of.communities)
        changed = uow.what_changed()
        return {"items": [item(uow, of, name, changed, place) for name in of.values]}

    return listed


def get_policy(of: Administered) -> Operation[GetPolicyRequest]:
    """The operation that shows one value."""

    def shown(uow: UnitOfWork, data: GetPolicyRequest) -> dict[str, Any]:
        """One value with its history, and what a change does."""
        of.value(data["name"])
        return view(uow, of, data["name"], chosen(uow, data["community"], of.communities))

    return shown


def change_policy(of: Administered) -> Operation[ChangePolicyRequest]:
    """The operation that changes one value."""

    def change(uow: UnitOfWork, data: ChangePolicyRequest) -> dict[str, Any]:
        """Change one policy value, audited with before and after; raise `Forbidden` for whom the
        value is not to change, `PolicyOfCompany`, `StaleEdit`, and as `uow.change_policy`. What
        makes it easier to get in holds from the next day at the earliest (P03)."""
        name, value = data["name"], of.value(data["name"])
        place = owner(uow, data["community"], of.communities)
        require_may(uow, of, name, place)
        uow.check_version(SimpleNamespace(version=version(uow, name, place)))
        wanted = None if data["value"] is None else kept(of, value, data["value"])
        wish = PolicyChange(name, wanted, place, beginning(uow, data["from_day"]))
        weaker = weakening(uow, of, wish)
        holds_from = weaker[2] if weaker else wish.holds_from
        if data["dry_run"]:
            wish = replace(wish, holds_from=holds_from)
            _, after = policy_changes.judge(uow.session, of.cls, wish, uow.now, say(uow, of))
            return view(uow, of, name, place, after)
        made = uow.change_policy(
            of.cls,
            name,
            wanted,
            place,
            say=say(uow, of),
            holds_from=holds_from,
            reason=data["reason"],
        )
        if holds_from:
            uow.deadlines.set(TAKES_EFFECT, made, holds_from)
        if weaker:
            of.weakened(uow, Weakened(made, name, *weaker))
        return view(uow, of, name, place)

    return change


def withdraw_policy_change(of: Administered) -> Operation[WithdrawPolicyChangeRequest]:
    """The operation that takes back a planned change."""

    def withdraw(uow: UnitOfWork, data: WithdrawPolicyChangeRequest) -> dict[str, Any]:
        """Take back a change before it holds; raise `PolicyHolds` for one that does."""
        found = uow.session.execute(
            select(history).where(history.c.id == number(data["change_id"]))
        ).one_or_none()
        if found is None or found.name != data["name"]:
            raise NotFound(field="change_id")
        if found.community_id:
            chosen(uow, found.community_id, of.communities)
        require_may(uow, of, found.name, found.community_id)
        row = policy_changes.withdraw(
            uow.session, of.cls, found.id, uow.now, uow.caller, say(uow, of)
        )
        uow.deadlines.cancel(TAKES_EFFECT, str(row["id"]))
        uow.policy_changed(row["name"], withdrawn=row["value"], holds_from=row["holds_from"])
        return view(uow, of, row["name"], row["community_id"])

    return withdraw


def deadlines_of(cls: type[Any]) -> dict[str, Callable[[UnitOfWork, Deadline], object]]:
    """The handler of the deadline at which planned changes of a policy come into force."""

    def take_effect(uow: UnitOfWork, _deadline: Deadline) -> None:
        """Write down what holds from now on."""
        policy_changes.take_turns(uow.session)
        for row in policy_changes.settle(uow.session, cls, uow.now):
            uow.policy_changed(row["name"], after=row["value"], planned_by=row["changed_by_name"])

    return {TAKES_EFFECT: take_effect}


def number(change_id: str) -> int:
    """The number of a change; raise `NotFound` for what is none."""
    if not re.fullmatch(r"[0-9]{1,18}", change_id, re.ASCII):
        raise NotFound(field="change_id")
    return int(change_id)


def kept(of: Administered, value: ValueContract, given: Any) -> Any:
    """A value as it is kept; raise `InvalidInput` for one that does not fit."""
    try:
        return of.kept(value.field, given)
    except ValidationError as error:
        raise InvalidInput(errors={"value": error.messages}) from error


def weakening(
    uow: UnitOfWork, of: Administered, wish: PolicyChange
) -> tuple[Any, Any, datetime] | None:
    """What a value is before and after a change by which it becomes easier to get in, and from when
    that may hold: the next day at the earliest (P03). None for any other change."""
    weakens = of.value(wish.name).weakens
    if weakens is None:
        return None
    held = policy_changes.judge(uow.session, of.cls, wish, uow.now, say(uow, of))
    before, after = (
        thawed(getattr(policy_of(of.cls, one.within(wish.community)), wish.name)) for one in held
    )
    if not weakens(before, after):
        return None
    tomorrow = at_local(local_date(uow.now) + timedelta(days=1), time())
    return before, after, wish.holds_from or tomorrow


def beginning(uow: UnitOfWork, day: Any) -> datetime | None:
    """The moment at which a day begins; None for today, and where none is given. Raise
    `InvalidInput` for a day that is over."""
    if day is None or day == local_date(uow.now):
        return None
    if day < local_date(uow.now):
        raise InvalidInput("Must not lie in the past.", field="from")
    return at_local(day, time())
