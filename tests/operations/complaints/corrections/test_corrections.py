"""Corrections: what was taken down wrong is put right, and what stood there stays known (C13)."""

from typing import Any

import pytest

from contracts.complaints.corrections import HouseholdStays, NothingCorrected, OwnWords
from foundation.errors import Forbidden, IllegalTransition, InvalidInput, NotFound
from services.complaints.timeline import operations as timeline
from tests.operations.complaints.conftest import Answer, Desk

CLOCK = ("due_at", "deadline", "escalations", "tier", "status", "lodged_at")


def correct(desk: Desk, case: Answer, by: Any = None, **data: Any) -> Answer:
    return desk.act(case, "correct", by or desk.receptionist, **{"reason": "听错"} | data)


def test_C13_before_and_after_are_kept(desk: Desk) -> None:
    case = correct(desk, desk.bring("accepted"), description="两天没有热水", wish="今日恢复")
    assert (case["description"], case["wish"]) == ("两天没有热水", "今日恢复")
    entry = desk.timeline(case)[-1]
    assert (entry["action"], entry["detail"]["reason"]) == ("corrected", "听错")
    assert entry["changes"] == {
        "description": {"before": "三天没有热水", "after": "两天没有热水"},
        "wish": {"before": "尽快恢复供应", "after": "今日恢复"},
    }
    theirs = desk.timeline(case, desk.resident)[-1]
    assert (theirs["action"], theirs["changes"]) == ("corrected", {})


def test_X09_a_correction_does_not_touch_the_clock(desk: Desk) -> None:
    case = desk.bring("accepted")
    before = desk.get(case)
    desk.at("2026-11-02 16:00")
    correct(desk, case, description="两天没有热水", household_id="h2", contact_name="李雷")
    after = desk.get(case)
    assert {name: after[name] for name in CLOCK} == {name: before[name] for name in CLOCK}


def test_D03_a_corrected_number_stands_nowhere_whole(desk: Desk) -> None:
    case = correct(desk, desk.bring("accepted"), contact_phone="13899995678")
    assert case["contact_phone"] == "138****5678"
    assert desk.timeline(case)[-1]["changes"] == {
        "contact_phone": {"before": "138****5678", "after": "138****5678"}
    }


def test_D03_without_the_mask_it_would(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""
    monkeypatch.setattr(timeline, "shown", lambda name, value: value)
    case = correct(desk, desk.bring("accepted"), contact_phone="13899995678")
    assert "13899995678" in str(desk.timeline(case))


def test_D06_whose_it_is_follows_the_household(desk: Desk) -> None:
    case = correct(desk, desk.bring("accepted"), household_id="h2")
    assert (case["household_id"], case["building"], case["unit"]) == ("h2", "2栋", "1-102")
    assert desk.get(case, desk.neighbour)["number"] == case["number"]
    with pytest.raises(NotFound):
        desk.get(case, desk.resident)


def test_C13_a_household_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFound) as refused:
        correct(desk, desk.bring("accepted"), household_id="h9")
    assert "household_id" in refused.value.errors


def test_B13_a_dispute_about_a_fee_goes_with_the_household(desk: Desk) -> None:
    correct(desk, desk.bring("accepted", category="fee"), household_id="h2")
    opened = [one["household_id"] for one in desk.published("fee_dispute_opened")]
    closed = [one["household_id"] for one in desk.published("fee_dispute_closed")]
    assert (opened, closed) == (["h1", "h2"], ["h1"])


def test_X04_with_a_linked_repair_the_household_stays(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.act(case, "request_repair", desk.receptionist, category="plumbing")
    with pytest.raises(HouseholdStays):
        correct(desk, case, household_id="h2")
    correct(desk, case, wish="今日恢复")


@pytest.mark.parametrize("name", ["description", "wish", "household_id"])
def test_C13_what_a_resident_wrote_is_not_rewritten(desk: Desk, name: str) -> None:
    case = desk.bring("accepted", desk.lodge_online())
    with pytest.raises(OwnWords) as refused:
        correct(desk, case, desk.supervisor, **{name: "h2"})
    assert name in refused.value.errors
    seen = correct(desk, case, desk.supervisor, contact_phone="13800001111", place="地下室")
    assert seen["place"] == "地下室"
    assert desk.get(case, desk.resident)["contact_phone"] == "13800001111"


@pytest.mark.parametrize("role", ["supervisor", "deputy", "director"])
def test_C13_managers_correct(desk: Desk, role: str) -> None:
    correct(desk, desk.bring("accepted"), getattr(desk, role), wish="今日恢复")


@pytest.mark.parametrize("role", ["steward", "engineer", "finance", "inspector", "resident"])
def test_C13_who_did_not_take_it_down_does_not_correct_it(desk: Desk, role: str) -> None:
    case = desk.bring("accepted")
    with pytest.raises(Forbidden):
        correct(desk, case, getattr(desk, role), wish="今日恢复")
    if role != "resident":
        assert "correct" not in desk.get(case, getattr(desk, role))["actions"]


def test_C13_another_receptionist_asks_who_took_it_down(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        correct(desk, desk.bring("accepted"), desk.actor("receptionist", id="p-2"), wish="无")


def test_C13_a_closed_case_is_not_corrected(desk: Desk) -> None:
    with pytest.raises(IllegalTransition):
        correct(desk, desk.bring("closed"), desk.supervisor, wish="今日恢复")


@pytest.mark.parametrize("said", [{}, {"wish": "尽快恢复供应"}])
def test_C13_what_stands_there_already_is_no_correction(desk: Desk, said: Answer) -> None:
    with pytest.raises(NothingCorrected):
        correct(desk, desk.bring("accepted"), **said)


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("reason", {"wish": "今日恢复", "reason": "\u200b"}),
        ("wish", {"wish": " "}),
        ("contact_phone", {"contact_phone": "12"}),
        ("description", {"description": "长" * 4001}),
    ],
)
def test_C13_what_is_no_correction_is_refused(desk: Desk, field: str, data: Answer) -> None:
    with pytest.raises(InvalidInput) as refused:
        correct(desk, desk.bring("accepted"), **data)
    assert field in refused.value.errors
