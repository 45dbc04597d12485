"""Triage: kinds, verdicts with a second person, classes and their limits (X02–X05)."""

import pytest

from contracts.complaints.answers import VerdictUnconfirmed
from contracts.complaints.triage import GroundMissing, NothingToConfirm, ValidityMissing
from foundation.errors import IllegalTransition, SecondPersonNeeded, StaleEdit
from tests.operations.complaints.conftest import Desk, shown

GROUND = "不在服务合同范围"


def propose(desk: Desk) -> dict[str, object]:
    return desk.triage(desk.lodge(), valid=False, ground=GROUND)


def test_X03_a_complaint_is_judged(desk: Desk) -> None:
    case = desk.lodge()
    with pytest.raises(ValidityMissing):
        desk.triage(case, valid=None)
    with pytest.raises(GroundMissing):
        desk.triage(case, valid=False)
    assert desk.triage(case)["validity"] == "valid"


def test_X03_an_invalid_verdict_waits_for_a_second_person(desk: Desk) -> None:
    case = propose(desk)
    assert (case["validity"], case["ground"]) == ("invalid_proposed", GROUND)
    with pytest.raises(VerdictUnconfirmed):
        desk.answer(case)
    with pytest.raises(SecondPersonNeeded):
        desk.act(case, "confirm_invalid", desk.supervisor)
    assert desk.act(case, "confirm_invalid", desk.deputy)["validity"] == "invalid"


def test_X03_without_the_second_person_one_would_judge_alone(
    desk: Desk, anybody_decides: None
) -> None:
    """Negative control."""
    case = propose(desk)
    assert desk.act(case, "confirm_invalid", desk.supervisor)["validity"] == "invalid"


def test_X03_the_second_person_may_disagree(desk: Desk) -> None:
    case = desk.act(propose(desk), "confirm_invalid", desk.deputy, agrees=False, remark="属于合同")
    assert (case["validity"], case["ground"]) == ("valid", None)
    assert desk.actions(case)[-1] == "invalid_rejected"


def test_X03_an_invalid_complaint_is_declined_or_still_helped_along(desk: Desk) -> None:
    declined = desk.act(propose(desk), "confirm_invalid", desk.deputy)
    assert desk.answer(declined, text="您反映的情况不在服务合同范围内。")["status"] == "answered"
    helped = desk.handle(desk.act(propose(desk), "confirm_invalid", desk.deputy))
    assert desk.answer(helped)["status"] == "answered"


def test_X03_there_must_be_something_to_confirm(desk: Desk) -> None:
    with pytest.raises(NothingToConfirm):
        desk.act(desk.bring("accepted"), "confirm_invalid", desk.deputy)


def test_X03_an_invalid_verdict_waits_in_every_other_managers_list(desk: Desk) -> None:
    case = propose(desk)
    assert desk.call("escalations", desk.supervisor)["items"] == []
    (item,) = desk.call("escalations", desk.deputy)["items"]
    assert item["id"] == case["id"]
    assert [(one["waits_for"], one["detail"]) for one in item["waiting"]] == [
        ("confirmation", GROUND)
    ]


def test_X02_what_is_no_complaint_is_not_judged(desk: Desk) -> None:
    case = desk.triage(desk.lodge(), kind="suggestion", valid=False)
    assert (case["kind"], case["validity"]) == ("suggestion", "undecided")


def test_X04_triage_says_what_it_is_and_leaves_the_rest(desk: Desk) -> None:
    case = desk.triage(desk.lodge(category="pests"), gravity="major")
    assert (case["category"], case["gravity"], case["urgency"]) == ("pests", "major", "ordinary")
    (entry,) = [one for one in desk.timeline(case) if one["action"] == "triaged"]
    assert entry["changes"]["gravity"] == {"before": "general", "after": "major"}
    assert "category" not in entry["changes"]


@pytest.mark.parametrize("state", ["handled", "answered", "closed"])
def test_X01_what_was_dealt_with_is_not_triaged_again(desk: Desk, state: str) -> None:
    with pytest.raises(IllegalTransition) as refused:
        desk.triage(desk.bring(state))
    assert refused.value.params == {"status": state}


@pytest.mark.parametrize(
    ("step", "data"),
    [
        ("handle", {"result": "x"}),
        ("transfer", {"department": "工程部"}),
        ("answer", {"channel": "phone", "text": "您好"}),
        ("return_visits", {"party": "resident", "result": "solved"}),
        ("pause", {"reason": "x"}),
        ("close", {}),
    ],
)
def test_X01_nothing_happens_to_a_case_before_it_is_accepted(
    desk: Desk, step: str, data: dict[str, str]
) -> None:
    case = desk.lodge()
    with pytest.raises(IllegalTransition):
        desk.act(case, step, desk.supervisor, **data)
    assert desk.get(case)["status"] == "lodged"


def test_X05_urgent_and_transferred_cases_have_three_days_from_their_start(desk: Desk) -> None:
    case = desk.lodge()
    desk.at("2026-11-02 15:00")
    assert desk.triage(case, urgency="urgent")["due_at"] == shown("2026-11-05 20:00")
    assert desk.triage(case, urgency="ordinary")["due_at"] == shown("2026-11-02 20:00")
    moved = desk.act(case, "transfer", desk.supervisor, department="工程部")
    assert moved["due_at"] == shown("2026-11-05 20:00")


def test_X05_policy_says_which_days_count(desk: Desk) -> None:
    desk.policy(transferred_day_kind="working")
    desk.at("2026-11-06 10:00")  # a Friday
    case = desk.act(desk.bring("accepted"), "transfer", desk.supervisor, department="工程部")
    assert case["due_at"] == shown("2026-11-11 20:00")


def test_X09_no_change_of_class_makes_a_missed_deadline_unmissed(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.at("2026-11-02 20:00")
    moved = desk.act(case, "transfer", desk.supervisor, department="工程部")
    assert (moved["due_at"], moved["overdue"]) == (shown("2026-11-02 20:00"), True)


def test_a_stale_edit_is_refused(desk: Desk) -> None:
    case = desk.lodge()
    stale = desk.actor("supervisor", if_match=str(case["version"]))
    assert desk.triage(case, stale)["version"] > case["version"]
    with pytest.raises(StaleEdit):
        desk.triage(case, stale)
