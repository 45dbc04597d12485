"""Withdrawal: whoever complained ends a case; it stays counted, and nothing vanishes (C13, X12)."""

from typing import Any

import pytest

from contracts.complaints.intake import OnlineOnly
from contracts.complaints.withdrawal import ManagerWithdraws, NotTheComplainant
from foundation.errors import Forbidden, IllegalTransition, InvalidInput, NotFound
from services.complaints.withdrawal import queries
from tests.operations.complaints.conftest import Answer, Desk, shown

OPEN = ("lodged", "accepted", "handled")


def withdraw(desk: Desk, case: Answer, by: Any = None, **data: Any) -> Answer:
    return desk.act(case, "withdraw", by or desk.resident, **{"reason": "已自行解决"} | data)


def by_phone(desk: Desk, case: Answer, by: Any = None) -> Answer:
    return withdraw(desk, case, by or desk.receptionist, channel="phone")


@pytest.mark.parametrize("state", OPEN)
def test_C13_whoever_complained_withdraws_before_the_answer(desk: Desk, state: str) -> None:
    case = withdraw(desk, desk.bring(state, desk.lodge_online()))
    assert (case["status"], case["outcome"], case["final"]) == ("closed", "withdrawn", "general")
    entry = desk.timeline(case, desk.resident)[-2]
    assert (entry["action"], entry["detail"]["reason"]) == ("withdrawn", "已自行解决")
    assert entry["channel"] == "online"
    (told,) = desk.published("complaint_withdrawn")
    assert told["by_resident"] and told["lodged_by_id"] == desk.resident.id
    assert [one["number"] for one in desk.published("complaint_closed")] == [case["number"]]


@pytest.mark.parametrize("state", ["answered", "closed"])
def test_C13_after_the_answer_the_return_visit_asks(desk: Desk, state: str) -> None:
    case = desk.bring(state)
    for by in ({}, {"by": desk.director, "channel": "phone"}):
        with pytest.raises(IllegalTransition):
            withdraw(desk, case, **by)


def test_C13_nothing_that_was_planned_happens_any_more(desk: Desk) -> None:
    case = desk.bring("accepted", desk.lodge_online())
    desk.act(case, "promise_call_back", desk.receptionist, due_at=shown("2026-11-02 15:00"))
    case = withdraw(desk, case)
    assert case["call_back_at"] is None
    desk.at("2026-11-09 20:00")
    assert desk.tiers(case) == []
    assert desk.published("call_back_missed") == []
    assert not desk.get(case)["overdue"]


def test_C13_a_pause_ends_with_the_case(desk: Desk) -> None:
    case = desk.bring("accepted", desk.lodge_online())
    desk.act(case, "pause", desk.supervisor, reason="等住户回家")
    assert not withdraw(desk, case)["paused"]
    desk.at("2026-11-19 20:00")
    assert desk.actions(case)[-2:] == ["withdrawn", "closed"]


def test_C13_others_of_the_home_do_not_withdraw_it(desk: Desk) -> None:
    case = desk.lodge_online()
    spouse = desk.actor("resident", id="p-spouse", household_ids=["h1"])
    assert "withdraw" not in desk.get(case, spouse)["actions"]
    assert "supplement" in desk.get(case, spouse)["actions"]
    with pytest.raises(NotTheComplainant):
        withdraw(desk, case, spouse)
    with pytest.raises(NotFound):
        withdraw(desk, case, desk.neighbour)


def test_C13_without_the_check_anybody_of_the_home_would(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(queries, "complained", lambda actor, complaint: True)
    spouse = desk.actor("resident", id="p-spouse", household_ids=["h1"])
    assert withdraw(desk, desk.lodge_online(), spouse)["outcome"] == "withdrawn"


def test_C13_the_desk_withdraws_on_the_residents_word_and_says_how_it_came(desk: Desk) -> None:
    case = desk.bring("accepted")
    with pytest.raises(InvalidInput) as refused:
        withdraw(desk, case, desk.receptionist)
    assert "channel" in refused.value.errors
    with pytest.raises(OnlineOnly):
        withdraw(desk, case, channel="phone")
    assert by_phone(desk, case)["outcome"] == "withdrawn"
    (told,) = desk.published("complaint_withdrawn")
    assert not told["by_resident"]  # so the resident hears of it


@pytest.mark.parametrize("role", ["steward", "engineer", "finance", "inspector"])
def test_C13_nobody_else_of_the_staff_withdraws(desk: Desk, role: str) -> None:
    with pytest.raises(Forbidden):
        by_phone(desk, desk.bring("accepted"), getattr(desk, role))


def major(desk: Desk) -> Answer:
    return desk.lodge(gravity="major")


def urgent(desk: Desk) -> Answer:
    return desk.lodge(urgency="urgent")


def late(desk: Desk) -> Answer:
    case = desk.bring("accepted")
    desk.at("2026-11-02 20:00")
    return case


@pytest.mark.parametrize("watched", [major, urgent, late])
def test_X12_the_desk_does_not_make_a_grave_case_vanish(desk: Desk, watched: Any) -> None:
    case = watched(desk)
    assert "withdraw" not in desk.get(case, desk.receptionist)["actions"]
    with pytest.raises(ManagerWithdraws):
        by_phone(desk, case)
    assert by_phone(desk, case, desk.supervisor)["outcome"] == "withdrawn"


def test_C13_whoever_complained_may_withdraw_a_grave_one(desk: Desk) -> None:
    case = desk.lodge_online()
    desk.triage(case, gravity="major")
    assert withdraw(desk, case)["outcome"] == "withdrawn"


def report(desk: Desk) -> Answer:
    return dict(desk.call("report", desk.supervisor, month="2026-11"))


def test_X12_what_was_withdrawn_stays_counted_and_is_named(desk: Desk) -> None:
    case = by_phone(desk, desk.bring("accepted"))
    desk.at("2026-11-05 10:00")
    found = report(desk)
    assert found["complaints"] == 1
    assert [one["number"] for one in found["withdrawn"]] == [case["number"]]
    decided = found["punctuality"]
    assert (decided["kept"], decided["missed"], decided["running"]) == (0, 0, 0)


def test_X12_a_late_case_is_not_made_unmissed(desk: Desk) -> None:
    by_phone(desk, late(desk), desk.supervisor)
    assert report(desk)["punctuality"]["missed"] == 1


def test_B13_a_dispute_about_a_fee_ends_with_its_withdrawal(desk: Desk) -> None:
    case = desk.lodge_online(category="fee")
    assert len(desk.published("fee_dispute_opened")) == 1
    withdraw(desk, case)
    assert len(desk.published("fee_dispute_closed")) == 1


@pytest.mark.parametrize("reason", ["", "\u200b", "长" * 501])
def test_C13_a_withdrawal_has_its_reason(desk: Desk, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        withdraw(desk, desk.lodge_online(), reason=reason)
    assert "reason" in refused.value.errors
