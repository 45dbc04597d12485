"""R02: the response deadline passes without anybody having set out."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from foundation import sweep
from foundation.deadlines import Deadline, Deadlines
from foundation.errors import StorageAway
from foundation.storage.tables import deadlines
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.response import operations as responding
from services.repairs.service import RepairsService as Service
from tests.operations.repairs.conftest import Answer, Desk
from tests.support.at_once import TIMEOUT, at_once
from tests.support.community import HERE

pytestmark = pytest.mark.both_databases


def overdue(desk: Desk) -> list[Answer]:
    return desk.published("repair_response_overdue")


def test_R02_overdue_response_is_told_once(desk: Desk) -> None:
    repair = desk.bring("accepted", priority="emergency")
    desk.later(hours=2)
    assert overdue(desk) == []  # a response at the very deadline is kept
    desk.later(seconds=1)
    (published,) = overdue(desk)
    assert published == {
        "repair_id": repair["id"],
        "number": repair["number"],
        "priority": "emergency",
        "building": "1栋",
        "engineer_id": "e1",
        "respond_by": "2026-11-02T12:00:00+08:00",
        "household_id": repair["household_id"],
    }
    assert desk.actions(repair["id"])[-1] == "response_overdue"
    desk.later(days=3)
    assert len(overdue(desk)) == 1


def test_R02_without_its_mark_it_would_be_told_again(desk: Desk) -> None:
    """Negative control of the mark in the deadline's row."""
    desk.request(priority="emergency")
    desk.later(hours=3)
    with desk.store.write(scope=HERE) as uow:
        uow.session.execute(update(deadlines).values(state="waiting"))
    desk.later(hours=1)
    assert len(overdue(desk)) == 2


@pytest.mark.parametrize("state", ["requested", "verified"])
def test_R02_overdue_before_anybody_was_sent_names_nobody(desk: Desk, state: str) -> None:
    desk.bring(state, priority="emergency")
    desk.later(hours=3)
    (published,) = overdue(desk)
    assert published["engineer_id"] is None


@pytest.mark.parametrize("state", ["on_the_way", "arrived", "completed"])
def test_R02_who_has_set_out_is_not_overdue(desk: Desk, state: str) -> None:
    desk.bring(state, priority="emergency")
    desk.later(days=1)
    assert overdue(desk) == []


def test_R02_what_is_over_is_not_overdue(desk: Desk) -> None:
    gone = desk.request(priority="emergency")
    desk.call("cancel", desk.resident, repair_id=gone["id"], reason="自己修好了")
    advised = desk.request(priority="emergency")
    advice = {"wrong_handling": True, "advice": "请合上空开"}
    desk.call("verify", desk.receptionist, repair_id=advised["id"], **advice)
    desk.later(days=1)
    assert overdue(desk) == []


def test_R02_without_looking_again_a_cancelled_one_would_be_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the look at the round right before telling."""
    gone = desk.request(priority="emergency")
    desk.call("cancel", desk.resident, repair_id=gone["id"], reason="自己修好了")

    def blind(uow: Any, repair: Any) -> Any:
        round_ = current_round(uow, repair)
        round_.ended_at = None
        return round_

    current_round = responding.current_round
    monkeypatch.setattr(responding, "current_round", blind)
    desk.later(days=1)
    assert len(overdue(desk)) == 1


def test_R02_raised_priority_brings_the_deadline_forward(desk: Desk) -> None:
    repair = desk.request()
    desk.later(minutes=30)
    desk.call("verify", desk.receptionist, repair_id=repair["id"], priority="emergency")
    desk.later(hours=1, minutes=30, seconds=1)
    assert [one["priority"] for one in overdue(desk)] == ["emergency"]


def test_R02_lowered_priority_moves_the_deadline_back(desk: Desk) -> None:
    repair = desk.request(priority="emergency")
    lower = {"priority": "general", "reason": "只是滴水"}
    desk.call("verify", desk.receptionist, repair_id=repair["id"], **lower)
    desk.later(hours=3)
    assert overdue(desk) == []
    desk.later(days=4)
    assert [one["priority"] for one in overdue(desk)] == ["general"]


def test_R05_reopened_repair_has_a_response_of_its_own(desk: Desk) -> None:
    repair = desk.bring("accepted", priority="emergency")
    desk.later(hours=3)
    desk.go_on(repair["id"], "completed")
    desk.call("follow_up", desk.receptionist, repair_id=repair["id"], solved=False)
    desk.later(seconds=1)  # the original clock has nothing left
    assert [one["engineer_id"] for one in overdue(desk)] == ["e1", None]


def colliding(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The desk lowers the priority in the very moment in which the sweep has the deadline."""
    repair = desk.request(priority="emergency")
    desk.clock.advance(timedelta(hours=2, seconds=1))
    both_hold = threading.Barrier(2, timeout=TIMEOUT)
    set_, tell = Deadlines.set, responding.publish_overdue

    def waiting_set(self: Deadlines, *args: Any, **kwargs: Any) -> None:
        both_hold.wait()
        set_(self, *args, **kwargs)

    def waiting_tell(uow: UnitOfWork, deadline: Deadline) -> None:
        both_hold.wait()
        tell(uow, deadline)

    monkeypatch.setattr(Deadlines, "set", waiting_set)
    handlers: dict[str, Callable[[UnitOfWork, Deadline], object]]
    handlers = {responding.RESPONSE: waiting_tell}
    lower = {"priority": "general", "reason": "只是滴水"}
    return at_once(
        lambda: desk.call("verify", desk.receptionist, repair_id=repair["id"], **lower),
        lambda: sweep.process_due(desk.store, handlers),
        refusals=StorageAway,
    )


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_R02_lowering_while_the_deadline_is_worked_moves_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lowered, processed = colliding(desk, monkeypatch)
    assert (lowered["priority"], processed) == ("general", 0)
    sweep.process_due(desk.store, Service.deadline_handlers)
    assert overdue(desk) == []


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_R02_without_giving_way_one_of_the_two_would_fail(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the operation and the sweep lock each other out."""
    monkeypatch.setattr(UnitOfWork, "give_way", lambda *_: None)
    outcomes = colliding(desk, monkeypatch)
    assert [type(one) for one in outcomes].count(StorageAway) == 1
