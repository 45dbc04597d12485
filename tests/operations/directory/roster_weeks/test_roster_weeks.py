"""C09, D05: the roster by week: turns and gaps, who can be put in, the week before once more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from contracts.directory.roster import ShiftBegun, ShiftOverlaps
from foundation.actor import Actor, Grant
from foundation.clock import FixedClock
from foundation.errors import CommunityNotChosen, Forbidden
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from services.directory.roster import operations
from services.directory.roster_weeks import operations as weeks
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.operations.directory.roster.test_roster import Employ, MakeActor, put
from tests.support.community import OTHER, enter_another

pytestmark = pytest.mark.both_databases
__all__ = ["put"]

Put = Callable[..., dict[str, Any]]
NEXT_WEEK = "2026-11-09"
PLACES = (FIRST_COMMUNITY, OTHER)


def week(store: Store, by: Actor, day: str = "2026-11-02") -> dict[str, Any]:
    answer: dict[str, Any] = perform(store, Directory.roster_week, by, day=day)
    return answer


def copy(store: Store, by: Actor, **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = perform(store, Directory.copy_roster_week, by, day=NEXT_WEEK, **more)
    return answer


def in_words(answer: dict[str, Any]) -> tuple[int, list[tuple[str, str]]]:
    left_out = [(one["person_name"], one["reason"]) for one in answer["left_out"]]
    return answer["copied"], left_out


def test_C09_a_week_shows_its_turns_and_where_nobody_is(
    store: Store, employ: Employ, put: Put, actor: MakeActor
) -> None:
    put(employ("receptionist"), 0, 4)
    found = week(store, actor("supervisor"))
    assert found["begins_on"] == "2026-11-02"
    desk = [one for one in found["turns"] if one["duty"] == "desk"]
    assert len(desk) == 21 and len(found["turns"]) == 21 + 14 + 7
    gaps = [[(gap["starts_at"][11:16], gap["ends_at"][11:16]) for gap in one["gaps"]]
            for one in desk[:3]]  # fmt: skip
    assert gaps == [[("00:00", "08:00")], [("08:00", "10:00"), ("14:00", "16:00")],
                    [("16:00", "00:00")]]  # fmt: skip
    assert [one["starts_at"][11:16] for one in found["shifts"]] == ["10:00"]


def test_C09_a_community_may_change_hands_at_its_own_times(store: Store, actor: MakeActor) -> None:
    value = {"name": "desk_changes", "value": ["08:00", "20:00"], "reason": "两班倒"}
    perform(store, Directory.change_policy, actor("director"), **value)
    turns = week(store, actor("supervisor"))["turns"]
    assert sum(one["duty"] == "desk" for one in turns) == 14


def test_D05_who_can_be_put_in_is_shown_with_the_duties(
    store: Store, employ: Employ, actor: MakeActor
) -> None:
    for role in ("receptionist", "engineer", "supervisor", "finance"):
        employ(role, name=role)
    people = week(store, actor("supervisor"))["people"]
    assert {one["name"]: one["duties"] for one in people} == {
        "engineer": ["engineer"], "receptionist": ["desk"], "supervisor": ["duty_manager", "desk"],
    }  # fmt: skip


def test_C09_the_week_before_is_entered_once_more_and_once(
    store: Store, employ: Employ, put: Put, actor: MakeActor
) -> None:
    day, night = employ("receptionist", name="甲"), employ("engineer", name="乙")
    put(day, 0, 8)
    put(night, 10, 22, "engineer")
    assert in_words(copy(store, actor("supervisor"))) == (2, [])
    assert in_words(copy(store, actor("supervisor"))) == (0, [])
    shifts = week(store, actor("supervisor"), NEXT_WEEK)["shifts"]
    assert [(one["person_name"], one["starts_at"]) for one in shifts] == [
        ("甲", "2026-11-09T10:00:00+08:00"), ("乙", "2026-11-09T20:00:00+08:00"),
    ]  # fmt: skip


def test_C09_D05_a_copy_puts_nobody_in_who_may_not_be(
    store: Store, employ: Employ, put: Put, actor: MakeActor, clock: FixedClock
) -> None:
    left, busy, fine = (employ("receptionist", name=name) for name in "甲乙丙")
    for hour, person in ((0, left), (8, busy), (16, fine)):
        put(person, hour, hour + 8)
    put(busy, 7 * 24 + 10, 7 * 24 + 12)
    perform(store, Directory.close_person, actor("director"), person_id=left["id"])
    found = copy(store, actor("supervisor"))
    assert in_words(found) == (1, [("甲", "not_qualified"), ("乙", "on_duty")])
    clock.advance(timedelta(days=14))
    assert in_words(copy(store, actor("supervisor")))[1] == [("甲", "over"), ("乙", "over")]


def test_C09_without_the_look_a_copy_would_put_somebody_in_twice(
    store: Store, employ: Employ, put: Put, actor: MakeActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    person = employ("receptionist")
    put(person, 0, 8)
    put(person, 7 * 24 + 4, 7 * 24 + 12)
    monkeypatch.setattr(weeks.roster, "is_on_duty", lambda *_: False)
    assert in_words(copy(store, actor("supervisor"))) == (1, [])


@pytest.mark.parametrize("role", ["receptionist", "engineer", "admin", "resident"])
def test_C09_the_week_is_copied_by_managers(store: Store, actor: MakeActor, role: str) -> None:
    with pytest.raises(Forbidden):
        copy(store, actor(role))


def supervisor_of(actor: MakeActor, *places: str) -> Actor:
    grants = frozenset(Grant("supervisor", one) for one in places)
    return replace(actor("supervisor"), grants=grants)


@pytest.fixture
def of_both(store: Store, actor: MakeActor) -> dict[str, Any]:
    """Somebody at the desks of two communities."""
    with store.write() as uow:
        enter_another(uow, OTHER, "NY")
    director = replace(actor("director"), grants=frozenset({Grant("director", None)}))
    grants = [{"role": "receptionist", "community": code} for code in ("", "NY")]
    made = perform(store, Directory.create_person, director, name="王芳", grants=grants)
    return dict(made)


def test_P01_C09_nobody_is_at_the_desks_of_two_communities_at_once(
    put: Put, actor: MakeActor, of_both: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = (supervisor_of(actor, place) for place in PLACES)
    put(of_both, 0, 8, by=first)
    with pytest.raises(ShiftOverlaps):
        put(of_both, 7, 12, by=other)
    put(of_both, 8, 12, by=other)
    monkeypatch.setattr(operations, "PRESENT", frozenset())
    put(of_both, 6, 8, by=other)  # the control


def test_P01_C09_a_copy_is_of_one_community(
    store: Store, put: Put, actor: MakeActor, of_both: dict[str, Any]
) -> None:
    first, other = (supervisor_of(actor, place) for place in PLACES)
    put(of_both, 0, 8, by=first)
    put(of_both, 8, 12, by=other)
    with pytest.raises(CommunityNotChosen):
        copy(store, supervisor_of(actor, *PLACES))
    assert copy(store, other)["copied"] == 1
    starts = [one["starts_at"][11:13] for one in week(store, other, NEXT_WEEK)["shifts"]]
    assert starts == ["18"]
    assert week(store, first, NEXT_WEEK)["shifts"] == []


@pytest.mark.parametrize("other", ["desk", "engineer"])
def test_D05_nobody_is_at_two_places_at_once(employ: Employ, put: Put, other: str) -> None:
    person = employ("receptionist", "engineer")
    put(person, 0, 8)
    with pytest.raises(ShiftOverlaps):
        put(person, 4, 12, other)


def test_D05_a_duty_manager_is_on_call_beside_another_duty(employ: Employ, put: Put) -> None:
    person = employ("supervisor")
    put(person, 0, 8)
    put(person, 0, 24, "duty_manager")


def test_D05_who_was_on_duty_stays_on_record(
    store: Store, employ: Employ, put: Put, actor: MakeActor, clock: FixedClock
) -> None:
    first, second = employ("receptionist", name="甲"), employ("receptionist", name="乙")
    shift = put(first, 0, 8)
    clock.advance(timedelta(hours=2))
    for person, start in ((second, -2), (first, 24)):
        with pytest.raises(ShiftBegun):
            put(person, start, start + 8, shift_id=shift["id"])
    longer = put(first, -2, 7, shift_id=shift["id"])
    assert longer["ends_at"] == "2026-11-02T19:00:00+08:00"
    ended = perform(store, Directory.cancel_shift, actor("supervisor"), shift_id=shift["id"])
    assert (ended["ends_at"], ended["cancelled"]) == ("2026-11-02T12:00:00+08:00", False)


def test_D05_without_the_look_a_shift_under_way_would_change_hands(
    employ: Employ, put: Put, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    first, second = employ("receptionist", name="甲"), employ("receptionist", name="乙")
    shift = put(first, 0, 8)
    clock.advance(timedelta(hours=2))
    monkeypatch.setattr(operations, "require_not_begun", lambda *_: None)
    assert put(second, -2, 6, shift_id=shift["id"])["person_name"] == "乙"
