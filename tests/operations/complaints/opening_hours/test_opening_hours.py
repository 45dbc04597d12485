"""P01: the desk of a community is open when its page says so; deadlines count by it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from contracts.hours import hours_around
from foundation.actor import SYSTEM, Actor
from foundation.policy import Source
from foundation.scope import FIRST_COMMUNITY, Scope
from foundation.storage.store import Store
from foundation.storage.tables import policy_changes
from services.complaints.opening_hours import operations
from services.complaints.policy import ComplaintPolicy
from services.complaints.service import ComplaintsService
from tests.operations.conftest import deliver
from tests.support.community import HERE, OTHER, THERE

pytestmark = pytest.mark.both_databases
NAMED = {"name": "南苑", "code": "NY"}


@pytest.fixture
def store(store_of: Callable[[str], Store]) -> Store:
    """The complaints' database."""
    return store_of("complaints")


def told(
    store: Store, version: int, hours: str, community: str = OTHER, by: Actor = SYSTEM
) -> None:
    """The community is said to have these hours."""
    said = {"community_id": community, "version": version, "hours": hours, **NAMED}
    deliver(store, ComplaintsService, "on_community_changed", done_by=by, **said)


def hours(store: Store, where: Scope = THERE) -> tuple[str, str]:
    """When the desk of a community is open."""
    with store.read(scope=where) as uow:
        policy = uow.policy(ComplaintPolicy)
        return policy.desk_opening, policy.desk_closing


def source(store: Store) -> str:
    """Where the hours of the second community come from."""
    with store.read(scope=THERE) as uow:
        return uow.policy_sources(ComplaintPolicy)["desk_opening"]


def test_P01_X05_deadlines_count_by_the_hours_of_the_community(store: Store) -> None:
    told(store, 1, "07:00–12:00")
    assert hours(store) == ("07:00", "12:00")
    assert hours(store, HERE) == ("08:00", "20:00"), "another has its own"
    told(store, 2, "13:00–21:00")
    assert hours(store) == ("13:00", "21:00"), "opens after it used to close"
    told(store, 3, "06:00–10:00")
    assert hours(store) == ("06:00", "10:00"), "closes before it used to open"
    told(store, 4, "")
    assert (hours(store), source(store)) == (("08:00", "20:00"), Source.CODE)


ADMIN = Actor("p-admin", "周管理", frozenset({"admin"}))
DIRECTOR = Actor("p-director", "陈经理", frozenset({"director"}))


def set_by_director(store: Store, name: str, value: str | None, **how: Any) -> None:
    """The director sets a value of the second community as a policy."""
    with store.write(DIRECTOR, scope=THERE) as uow:
        uow.change_policy(ComplaintPolicy, name, value, OTHER, **how)


def test_P05_a_value_that_was_set_as_a_policy_stays_until_it_is_taken_back(store: Store) -> None:
    told(store, 1, "07:00–12:00")
    set_by_director(store, "desk_closing", "19:00")
    for version, said, held in (
        (2, "07:00–12:00", ("07:00", "19:00")), (1, "10:00–11:00", ("07:00", "19:00")),
        (3, "09:00–18:00", ("09:00", "19:00")), (4, "", ("08:00", "19:00")),
    ):  # fmt: skip
        told(store, version, said)
        assert hours(store) == held, said
    set_by_director(store, "desk_closing", None)
    told(store, 5, "10:00–16:00")
    assert hours(store) == ("10:00", "16:00")


def test_P05_without_it_the_hours_would_drop_what_the_director_set(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(operations, "follows", lambda *_: True)
    told(store, 1, "07:00–12:00")
    set_by_director(store, "desk_closing", "19:00")
    told(store, 2, "")
    assert hours(store) == ("08:00", "20:00")


def test_P05_hours_that_contradict_what_was_set_or_planned_change_nothing(store: Store) -> None:
    told(store, 1, "07:00–12:00")
    set_by_director(store, "desk_closing", "10:00")
    told(store, 2, "11:00–15:00")
    assert hours(store) == ("07:00", "10:00")
    set_by_director(store, "desk_closing", None)
    told(store, 3, "07:00–12:00")
    set_by_director(store, "desk_closing", "10:00", holds_from=datetime(2199, 1, 1, tzinfo=UTC))
    told(store, 4, "06:00–11:00")
    assert hours(store) == ("06:00", "11:00")
    told(store, 5, "10:30–15:00")
    assert hours(store) == ("06:00", "11:00"), "neither of the two"


def test_P05_the_history_names_who_said_the_hours(store: Store) -> None:
    told(store, 1, "07:00–12:00", by=ADMIN)
    with store.read(scope=THERE) as uow:
        made = uow.session.execute(select(policy_changes.c.changed_by_name)).scalars().all()
    assert made == ["周管理"] * 3


def test_P01_the_first_community_has_hours_of_its_own_as_well(store: Store) -> None:
    told(store, 2, "09:00–17:00", FIRST_COMMUNITY)
    assert hours(store, HERE) == ("09:00", "17:00")


def test_X05_a_desk_that_rests_over_lunch_counts_no_service_time_then(store: Store) -> None:
    told(store, 1, "08:00–12:00, 13:30–20:00")
    with store.read(scope=THERE) as uow:
        calendar = uow.policy(ComplaintPolicy).calendar()
    noon = datetime(2026, 11, 2, 4, 30, tzinfo=UTC)
    assert not calendar.is_open(noon)
    for version, said in (
        (2, "12:00–13:00"), (3, "08:00–10:00, 14:00–20:00"), (4, "10:00–14:00"),
        (5, "06:00–07:00, 20:00–21:00"), (6, "07:30–19:00"),
    ):  # fmt: skip
        told(store, version, said)
        with store.read(scope=THERE) as uow:
            policy = uow.policy(ComplaintPolicy)
            held = hours_around(policy.desk_opening, policy.desk_closing, policy.desk_breaks)
        assert held == said, "whatever there was before"
