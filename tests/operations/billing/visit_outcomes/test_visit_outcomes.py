"""B04, B13: what a door visit came to, and what follows from it."""

from typing import Any

import pytest

from contracts.billing.visit_outcomes import NotYourVisit, PromiseOutOfRange, VisitNotYet
from contracts.billing.visits import VisitClosed
from foundation.errors import InvalidInput, NotFound
from tests.operations.billing.conftest import Office

pytestmark = pytest.mark.both_databases


def outcome(office: Office, result: str, **data: Any) -> dict[str, Any]:
    (visit,) = office.visits(household_id="h1")
    values = {"visit_id": visit["id"], "outcome": result} | data
    return dict(office.call("record_outcome", office.steward, **values))


def test_B04_stewards_see_and_answer_for_their_own_visits_only(late: Office) -> None:
    assert [one["household_id"] for one in late.visits(late.steward)] == ["h1"]
    assert [one["household_id"] for one in late.visits(late.steward, steward_id="s2")] == ["h1"]
    theirs = late.visits(household_id="h2")[0]
    with pytest.raises(NotYourVisit):
        late.call("record_outcome", late.steward, visit_id=theirs["id"], outcome="absent")
    with pytest.raises(NotFound):
        late.call("record_outcome", late.steward, visit_id="nothing", outcome="absent")


def test_B04_an_outcome_is_recorded_once(late: Office) -> None:
    (visit,) = late.visits(household_id="h1")
    done = outcome(late, "refused", remark="拒绝沟通")
    assert (done["status"], done["next_step"], done["next_step_on"]) == (
        "done", "go_on", "2026-12-02",
    )  # fmt: skip
    assert done["visited_at"] and done["remark"] == "拒绝沟通"
    with pytest.raises(VisitClosed):
        late.call("record_outcome", late.steward, visit_id=visit["id"], outcome="absent")
    late.go_to("2026-12-15")
    assert late.steps() == ["reminder", "message", "visit", "letter"]


def test_B13_a_promise_rests_dunning_and_is_kept(late: Office) -> None:
    done = outcome(late, "promise", promise_date="2026-12-20", promise_amount="300.00")
    assert (done["next_step"], done["next_step_on"]) == ("await_promise", "2026-12-20")
    late.go_to("2026-12-19")
    assert late.steps() == ["reminder"]
    late.pay("300.00")
    (pause,) = late.call("list_pauses", late.supervisor, household_id="h1")["items"]
    assert (pause["kind"], pause["ended_as"]) == ("promise", "kept")
    late.go_to("2026-12-25")
    assert late.steps() == ["reminder"]


def test_B13_a_broken_promise_resumes_where_it_was(late: Office) -> None:
    outcome(late, "promise", promise_date="2026-12-20", promise_amount="300.00")
    assert late.preview(on="2026-12-20")["reason"].startswith("暂停：承诺缴费，至2026年12月20日；")
    late.pay("200.00")
    late.go_to("2026-12-20", 23)
    assert late.steps() == ["reminder"]
    late.go_to("2026-12-21")
    assert late.steps() == ["reminder", "message"]
    (pause,) = late.call("list_pauses", late.supervisor, household_id="h1")["items"]
    assert pause["ended_as"] == "broken"
    late.go_to("2026-12-22")
    assert late.steps() == ["reminder", "message", "visit"]  # somebody was at the door on 12-01
    assert late.visits(household_id="h1") == []


def test_B13_money_said_to_be_under_way_rests_dunning_for_some_days(late: Office) -> None:
    outcome(late, "paid")
    late.go_to("2026-12-04")
    assert late.steps() == ["reminder"]
    late.go_to("2026-12-05")
    assert late.steps() == ["reminder", "message"]
    (pause,) = late.call("list_pauses", late.supervisor, household_id="h1")["items"]
    assert (pause["kind"], pause["ended_as"]) == ("in_flight", "expired")


def test_B04_nobody_in_means_another_day_up_to_three_times(late: Office) -> None:
    for attempt in (1, 2):
        assert outcome(late, "absent")["next_step"] == "visit_again"
        (again,) = late.visits(household_id="h1")
        assert again["attempt"] == attempt + 1
        with pytest.raises(VisitNotYet, match="another day"):
            outcome(late, "absent")
        late.go_to(again["visit_from"])
    assert outcome(late, "absent")["next_step"] == "go_on"
    assert late.visits(household_id="h1") == []


def test_B04_somebody_met_on_the_same_day_may_be_recorded(late: Office) -> None:
    outcome(late, "absent")
    assert outcome(late, "refused")["next_step"] == "go_on"


@pytest.mark.parametrize(
    ("result", "step"), [("dispute", "lodge_complaint"), ("hardship", "offer_instalments")]
)
def test_B04_a_dispute_and_hardship_have_their_next_step(
    late: Office, result: str, step: str
) -> None:
    assert outcome(late, result)["next_step"] == step


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("outcome", {"outcome": "asleep"}),
        ("promise_date", {"outcome": "promise", "promise_amount": "1.00"}),
        ("promise_amount", {"outcome": "promise", "promise_date": "2026-12-20"}),
        ("promise_amount", {"outcome": "promise", "promise_date": "2026-12-20",
                            "promise_amount": "-1.00"}),
        ("promise_date", {"outcome": "absent", "promise_date": "2026-12-20"}),
        ("promise_date", {"outcome": "promise", "promise_date": "2026-13-01",
                          "promise_amount": "1.00"}),
    ],
)  # fmt: skip
def test_B04_bad_outcomes_are_refused_naming_the_field(
    late: Office, field: str, data: dict[str, str]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        late.call("record_outcome", late.steward, visit_id="v", **data)
    assert field in refused.value.errors


@pytest.mark.parametrize("day", ["2026-11-30", "2027-02-01"])
def test_B04_a_promise_is_for_days_to_come(late: Office, day: str) -> None:
    with pytest.raises(PromiseOutOfRange) as refused:
        outcome(late, "promise", promise_date=day, promise_amount="300.00")
    assert "promise_date" in refused.value.errors
