"""C06: whoever waits at the desk for longer than three minutes is reported, once."""

from typing import Any

import pytest

from contracts.complaints.desk_waits import WaitOver
from foundation.actor import Actor, Grant
from foundation.deadlines import Deadlines
from foundation.errors import Forbidden, InvalidInput, NotFound
from tests.operations.complaints.conftest import Answer, Desk, shown
from tests.support.community import OTHER


@pytest.fixture(autouse=True)
def ten_in_the_morning(desk: Desk) -> None:
    """When people come here."""
    desk.at("2026-11-02 10:00")


def wait(desk: Desk, note: str | None = "红衣老人", by: Actor | None = None) -> Answer:
    return dict(desk.call("note_wait", by or desk.receptionist, note=note))


def end(desk: Desk, one: Answer, by: Actor | None = None, **how: Any) -> Answer:
    return dict(desk.call("end_wait", by or desk.receptionist, wait_id=one["id"], **how))


def listed(desk: Desk, **which: Any) -> list[tuple[str, str]]:
    found = desk.call("list_waits", desk.supervisor, **which)["items"]
    return [(one["note"], one["state"]) for one in found]


@pytest.mark.both_databases
def test_C06_a_wait_of_three_minutes_is_told_once(desk: Desk) -> None:
    one = wait(desk)
    assert (one["state"], one["serve_by"]) == ("waiting", shown("2026-11-02 10:03"))
    desk.at("2026-11-02 10:02")
    assert desk.published("desk_wait_long") == []
    desk.at("2026-11-02 10:03")
    (told,) = desk.published("desk_wait_long")
    assert told == {"wait_id": one["id"], "waits_since": shown("2026-11-02 10:00")}
    assert listed(desk, open=True) == [("红衣老人", "long")]
    desk.later(hours=1)
    assert len(desk.published("desk_wait_long")) == 1
    assert end(desk, one)["state"] == "served"
    assert desk.published("desk_wait_ended") == [{"wait_id": one["id"]}]
    assert listed(desk, open=True) == []
    assert listed(desk, long=True) == [("红衣老人", "served")], "it was too long all the same"


@pytest.mark.both_databases
def test_C06_who_is_attended_to_in_time_is_nobody_s_alarm(desk: Desk) -> None:
    one = wait(desk)
    desk.at("2026-11-02 10:02")
    end(desk, one)
    desk.later(hours=1)
    assert desk.published("desk_wait_long") == desk.published("desk_wait_ended") == []
    assert listed(desk, long=True) == []
    assert listed(desk) == [("红衣老人", "served")]


def test_C06_a_deadline_that_is_being_worked_tells_of_nobody_who_was_attended_to(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its sweep came first to the deadline, and last to the wait; with a wait that goes on it
    tells (negative control)."""
    monkeypatch.setattr(Deadlines, "cancel", lambda *_: None)
    end(desk, wait(desk, "接待过的"))
    other = wait(desk, "还在等的")
    desk.at("2026-11-02 10:03")
    assert [told["wait_id"] for told in desk.published("desk_wait_long")] == [other["id"]]


def test_C06_a_wait_ends_once(desk: Desk) -> None:
    one = wait(desk, None)
    assert end(desk, one, outcome="left")["state"] == "left"
    with pytest.raises(WaitOver):
        end(desk, one)
    with pytest.raises(NotFound):
        end(desk, {"id": "0" * 36})


def test_C06_bad_input_is_refused(desk: Desk) -> None:
    one = wait(desk)
    for how in ({"outcome": "slept"}, {"outcome": ""}):
        with pytest.raises(InvalidInput):
            end(desk, one, **how)
    with pytest.raises(InvalidInput):
        wait(desk, "长" * 61)


def test_C06_minutes_are_a_policy(desk: Desk) -> None:
    desk.policy(desk_wait_minutes=10)
    assert wait(desk)["serve_by"] == shown("2026-11-02 10:10")


@pytest.mark.parametrize("who", ["resident", "engineer", "steward", "finance", "inspector"])
def test_C06_only_the_desk_and_managers_see_who_waits(desk: Desk, who: str) -> None:
    one = wait(desk)
    by = getattr(desk, who)
    for act in (
        lambda: wait(desk, by=by), lambda: end(desk, one, by), lambda: desk.call("list_waits", by),
    ):  # fmt: skip
        with pytest.raises(Forbidden):
            act()


@pytest.mark.both_databases
def test_C06_nobody_of_another_community_sees_or_ends_a_wait(desk: Desk) -> None:
    """Also who has just been moved there: what is here is out of sight at once."""
    one = wait(desk)
    moved = desk.actor(
        "receptionist", id=desk.receptionist.id, grants=frozenset({Grant("receptionist", OTHER)})
    )
    assert desk.call("list_waits", moved)["items"] == []
    with pytest.raises(NotFound):
        end(desk, one, moved)
    assert listed(desk, open=True) == [("红衣老人", "waiting")]
