"""P01: the desk of a community is open when its page says so; deadlines count by it."""

from collections.abc import Callable

import pytest

from foundation.policy import Source
from foundation.scope import FIRST_COMMUNITY, Scope
from foundation.storage.store import Store
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


def told(store: Store, version: int, hours: str, community: str = OTHER) -> None:
    """The community is said to have these hours."""
    said = {"community_id": community, "version": version, "hours": hours, **NAMED}
    deliver(store, ComplaintsService, "on_community_changed", **said)


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


def test_P05_a_value_that_was_set_stays_until_the_hours_are_said_anew(store: Store) -> None:
    told(store, 1, "07:00–12:00")
    with store.write(scope=THERE) as uow:
        uow.change_policy(ComplaintPolicy, "desk_closing", "19:00", OTHER)
    told(store, 2, "07:00–12:00")
    assert hours(store) == ("07:00", "19:00"), "something else was changed"
    told(store, 1, "10:00–11:00")
    assert hours(store) == ("07:00", "19:00"), "it is older"
    told(store, 3, "09:00–18:00")
    assert hours(store) == ("09:00", "18:00")


def test_P01_the_first_community_has_hours_of_its_own_as_well(store: Store) -> None:
    told(store, 2, "09:00–17:00", FIRST_COMMUNITY)
    assert hours(store, HERE) == ("09:00", "17:00")
