"""P03: that a role needs no second factor any more holds from the next day at the earliest, and
whoever may withdraw it is told at once."""

from datetime import time, timedelta
from typing import Any

import pytest

from foundation import policy_admin
from foundation.actor import Actor
from foundation.clock import FixedClock, at_local, local_date
from foundation.storage.store import Store
from services.directory.policy import DirectoryPolicy
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform, process_due

NAME = "second_factor_roles"
ADMIN = Actor("a", "林", frozenset({"admin"}))
DIRECTOR = Actor("d", "周", frozenset({"director"}))


def change(store: Store, value: Any, by: Actor = ADMIN, **more: Any) -> dict[str, Any]:
    """Somebody changes who needs a second factor."""
    asked = {"name": NAME, "value": value} | more
    return dict(perform(store, Directory.change_policy, by, **asked))


def needing(store: Store) -> list[str]:
    """Who needs one now."""
    with store.read() as uow:
        return sorted(uow.policy(DirectoryPolicy).second_factor_roles)


def told(store: Store) -> list[dict[str, Any]]:
    """What was published of it."""
    return [one["data"] for one in events(store, "second_factor_relaxed")]


def next_day(store: Store, clock: FixedClock) -> None:
    """The first moment of the next day comes."""
    clock.set(at_local(local_date(clock.now()) + timedelta(days=1), time()))
    process_due(store, Directory)


@pytest.mark.both_databases
@pytest.mark.parametrize("by", [ADMIN, DIRECTOR], ids=["admin", "director"])
def test_P03_a_role_is_taken_out_from_the_next_day_on_and_it_is_told_at_once(
    store: Store, clock: FixedClock, by: Actor
) -> None:
    shown = change(store, ["finance"], by)
    assert needing(store) == ["admin", "finance"], "until midnight"
    assert (shown["in_force"], shown["planned"]) == (["admin", "finance"], 1)
    [one] = told(store)
    assert (one["roles"], one["by"]) == (["admin"], by.name)
    assert one["holds_from"] == "2026-11-03T00:00:00+08:00"
    clock.set(clock.now() + timedelta(hours=13, minutes=59))
    assert needing(store) == ["admin", "finance"]
    next_day(store, clock)
    assert needing(store) == ["finance"]
    assert len(told(store)) == 1


def test_P03_what_was_withdrawn_in_time_never_holds(store: Store, clock: FixedClock) -> None:
    shown = change(store, [])
    plan = {"name": NAME, "change_id": shown["history"][0]["id"]}
    perform(store, Directory.withdraw_policy_change, DIRECTOR, **plan)
    next_day(store, clock)
    assert needing(store) == ["admin", "finance"]


def test_P03_a_role_that_needs_one_from_now_on_does_so_at_once(store: Store) -> None:
    change(store, ["admin", "finance", "director"])
    assert needing(store) == ["admin", "director", "finance"]
    assert told(store) == []


def test_P03_to_take_a_stricter_value_back_waits_as_well(store: Store, clock: FixedClock) -> None:
    change(store, ["admin", "finance", "director"])
    change(store, None)
    assert needing(store) == ["admin", "director", "finance"]
    assert [one["roles"] for one in told(store)] == [["director"]]
    next_day(store, clock)
    assert needing(store) == ["admin", "finance"]


def test_P03_a_role_for_another_is_a_role_taken_out(store: Store) -> None:
    change(store, ["director", "finance"])
    assert needing(store) == ["admin", "finance"]
    assert [one["roles"] for one in told(store)] == [["admin"]]


def test_P03_a_later_day_may_be_named_and_is_told_too(store: Store) -> None:
    change(store, [], **{"from": "2026-11-20"})
    assert [one["holds_from"] for one in told(store)] == ["2026-11-20T00:00:00+08:00"]


@pytest.mark.parametrize(
    ("name", "before", "stricter", "weaker"),
    [("second_factor_days", 14, 3, 365), ("company_login_is_enough", False, None, True)],
)
def test_P03_more_time_and_the_companys_login_wait_for_the_next_day_too(
    store: Store, clock: FixedClock, name: str, before: Any, stricter: Any, weaker: Any
) -> None:
    def in_force() -> Any:
        with store.read() as uow:
            return getattr(uow.policy(DirectoryPolicy), name)

    change(store, weaker, name=name)
    assert in_force() == before
    [one] = told(store)
    assert (one["policy"], one["roles"]) == (name, [])
    assert (one["before"], one["after"]) == (int(before), int(weaker))
    next_day(store, clock)
    assert in_force() == weaker
    change(store, before, name=name)
    assert in_force() == before, "what is stricter holds at once"
    if stricter is not None:
        change(store, stricter, name=name)
        assert in_force() == stricter
    assert len(told(store)) == 1


def test_P03_what_is_only_tried_is_told_nobody(store: Store) -> None:
    shown = change(store, [], dry_run=True)
    assert shown["in_force"] == [] and told(store) == []
    assert needing(store) == ["admin", "finance"]


def test_P03_without_the_rule_a_role_would_be_out_at_once_and_nobody_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(policy_admin, "weakening", lambda *_: None)
    change(store, [])
    assert needing(store) == [] and told(store) == []
