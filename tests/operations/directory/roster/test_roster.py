"""D05, C09: the duty roster, who is on duty, where nobody is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from contracts.directory.roster import NotQualifiedForDuty, ShiftOver, ShiftOverlaps
from foundation.actor import Actor
from foundation.clock import SHANGHAI, FixedClock
from foundation.errors import Forbidden, InvalidInput, StaleEdit
from foundation.storage.store import Store
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform

Employ = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]


pytestmark = pytest.mark.both_databases


@pytest.fixture
def put(store: Store, clock: FixedClock, actor: MakeActor) -> Callable[..., dict[str, Any]]:
    """Enters a shift from so many hours from now to so many: `put(person, 0, 8)`."""

    def make(
        person: dict[str, Any], start: float, end: float, duty: str = "desk", **more: Any
    ) -> dict[str, Any]:
        by = more.pop("by", actor("supervisor"))
        data = {
            "person_id": person["id"],
            "duty": duty,
            "starts_at": (clock.now() + timedelta(hours=start)).isoformat(),
            "ends_at": (clock.now() + timedelta(hours=end)).isoformat(),
        } | more
        return dict(perform(store, Directory.put_shift, by, **data))

    return make


Put = Callable[..., dict[str, Any]]


def test_D05_a_shift_is_told_to_everybody(store: Store, employ: Employ, put: Put) -> None:
    person = employ("receptionist")
    shift = put(person, 0, 8)
    [event] = events(store, "duty_changed")
    assert event["data"] == {
        "shift_id": shift["id"],
        "version": 1,
        "person_id": person["id"],
        "duty": "desk",
        "starts_at": "2026-11-02T10:00:00+08:00",
        "ends_at": "2026-11-02T18:00:00+08:00",
        "cancelled": False,
    }


def test_D05_the_roster_says_who_is_duty_manager_at_every_hour(
    store: Store, employ: Employ, put: Put, actor: MakeActor, clock: FixedClock
) -> None:
    put(employ("supervisor"), 0, 12, "duty_manager")
    put(employ("director"), 12, 24, "duty_manager")

    def now() -> list[str]:
        answer = perform(store, Directory.who_is_on_duty, actor("steward"))
        return [shift["person_name"] for shift in answer["shifts"]]

    assert now() == ["supervisor"]
    clock.advance(timedelta(hours=12))
    assert now() == ["director"]
    clock.advance(timedelta(hours=12))
    assert now() == []


@pytest.mark.parametrize(
    ("role", "duty"),
    [("receptionist", "duty_manager"), ("engineer", "desk"), ("director", "engineer")],
)
def test_D05_a_duty_needs_its_role(employ: Employ, put: Put, role: str, duty: str) -> None:
    with pytest.raises(NotQualifiedForDuty):
        put(employ(role), 0, 8, duty)


def test_D05_nobody_has_the_same_duty_twice_at_once(employ: Employ, put: Put) -> None:
    person = employ("receptionist")
    put(person, 0, 8)
    with pytest.raises(ShiftOverlaps):
        put(person, 7, 12)
    put(person, 8, 12)


def test_D05_a_shift_is_moved_and_given_to_somebody_else(
    store: Store, employ: Employ, put: Put
) -> None:
    first, second = employ("receptionist", name="甲"), employ("receptionist", name="乙")
    shift = put(first, 0, 8)
    moved = put(second, 1, 9, shift_id=shift["id"])
    assert (moved["id"], moved["person_name"], moved["version"]) == (shift["id"], "乙", 2)
    versions = [event["data"]["version"] for event in events(store, "duty_changed")]
    assert versions == [1, 2]


def test_D05_a_stale_edit_of_a_shift_is_refused(employ: Employ, put: Put, actor: MakeActor) -> None:
    person = employ("receptionist")
    shift = put(person, 0, 8)
    by = replace(actor("supervisor"), if_match="1")
    put(person, 0, 9, shift_id=shift["id"], by=by)
    with pytest.raises(StaleEdit):
        put(person, 0, 10, shift_id=shift["id"], by=by)


def test_D05_what_is_over_is_not_changed(
    store: Store, employ: Employ, put: Put, actor: MakeActor, clock: FixedClock
) -> None:
    person = employ("receptionist")
    shift = put(person, 0, 8)
    with pytest.raises(ShiftOver):
        put(person, -8, 0)
    clock.advance(timedelta(hours=8))
    with pytest.raises(ShiftOver):
        perform(store, Directory.cancel_shift, actor("supervisor"), shift_id=shift["id"])


def test_C09_a_cancelled_shift_leaves_a_gap_that_is_shown(
    store: Store, employ: Employ, put: Put, actor: MakeActor
) -> None:
    night, day = employ("receptionist", name="甲"), employ("receptionist", name="乙")
    put(day, 0, 24)
    shift = put(night, 24, 48)

    def gaps() -> list[dict[str, Any]]:
        items = perform(store, Directory.roster_gaps, actor("supervisor"))["items"]
        return [gap for gap in items if gap["duty"] == "desk"]

    assert gaps() == []
    perform(store, Directory.cancel_shift, actor("supervisor"), shift_id=shift["id"])
    [gap] = gaps()
    assert gap["starts_at"] == "2026-11-03T10:00:00+08:00"
    assert gap["ends_at"] == "2026-11-04T10:00:00+08:00"


def test_D05_shifts_are_listed_by_their_beginning(
    store: Store, employ: Employ, put: Put, actor: MakeActor, clock: FixedClock
) -> None:
    person = employ("receptionist")
    later, sooner, far = put(person, 20, 24), put(person, 2, 4), put(person, 24 * 9, 24 * 9 + 4)
    listed = perform(store, Directory.list_shifts, actor("engineer"))["items"]
    assert [shift["id"] for shift in listed] == [sooner["id"], later["id"]]
    since = (clock.now() + timedelta(days=8)).astimezone(SHANGHAI).isoformat()
    listed = perform(store, Directory.list_shifts, actor("engineer"), since=since)["items"]
    assert [shift["id"] for shift in listed] == [far["id"]]
    with pytest.raises(InvalidInput):
        perform(store, Directory.list_shifts, actor("engineer"), since=since, until="2026-11-01")


@pytest.mark.parametrize("role", ["receptionist", "engineer", "admin", "resident"])
def test_D05_the_roster_is_made_by_managers(
    employ: Employ, put: Put, actor: MakeActor, role: str
) -> None:
    with pytest.raises(Forbidden):
        put(employ("receptionist"), 0, 8, by=actor(role))
