"""B04, B13: door visits and what follows from them."""

from typing import Any

import pytest

from foundation.errors import InvalidInput, NotFound
from services.billing.errors import NotYourVisit, PromiseOutOfRange, VisitClosed
from tests.operations import conftest as support
from tests.operations.billing.conftest import Office


@pytest.fixture
def late(billed: Office) -> Office:
    """The day after the due date, before the ladder's message."""
    billed.arrive("2026-11-23")
    billed.arrive("2026-12-01", 8)
    return billed


def outcome(office: Office, result: str, **data: Any) -> dict[str, Any]:
    (visit,) = office.visits(household_id="h1")
    values = {"visit_id": visit["id"], "outcome": result} | data
    return dict(office.call("record_outcome", office.steward, **values))


def test_B04_visits_are_assigned_to_the_stewards_of_the_buildings(late: Office) -> None:
    first, second = late.visits()
    assert (first["household_id"], first["steward_id"], first["steward_name"]) == (
        "h1", "s1", "赵管家",
    )  # fmt: skip
    assert second["steward_id"] == "s2"
    assert (first["visit_from"], first["visit_by"], first["hours"]) == (
        "2026-12-01", "2026-12-03", "09:00–20:00",
    )  # fmt: skip
    assert (first["amount"], first["number"], first["attempt"]) == (
        "300.00", "SF-2026-000001", 1,
    )  # fmt: skip


def test_B04_the_stewards_are_told(late: Office) -> None:
    told = support.events(late.store, "visits_assigned")
    assert [one["data"] for one in told] == [
        {"steward_id": "s1", "visit_date_by": "2026-12-03", "households": ["h1"],
         "period": "2026-Q4"},
        {"steward_id": "s2", "visit_date_by": "2026-12-03", "households": ["h2"],
         "period": "2026-Q4"},
    ]  # fmt: skip


def test_B04_the_route_goes_by_building_and_floor_and_names_where_two_go(office: Office) -> None:
    store = office.store
    support.put_household(store, "r3", unit="1-302", floor=3)
    support.put_household(store, "r2", unit="1-301", floor=3, two_person_visit=True)
    support.put_household(store, "r1", unit="1-1201", floor=12)
    office.run()
    office.arrive("2026-12-01", 8)
    seen = [(one["household_id"], one["two_persons"]) for one in office.visits(office.steward)]
    assert seen == [("h1", False), ("r2", True), ("r3", False), ("r1", False)]
    page = office.call("list_visits", office.steward, limit=3)
    rest = office.call("list_visits", office.steward, limit=3, cursor=page["next_cursor"])
    assert [one["household_id"] for one in rest["items"]] == ["r1"]


def test_B04_who_paid_is_not_visited(billed: Office) -> None:
    billed.pay("300.00")
    billed.arrive("2026-12-01", 8)
    assert [one["household_id"] for one in billed.visits()] == ["h2"]


def test_B04_who_pays_meanwhile_is_taken_off_the_list(late: Office) -> None:
    late.pay("300.00")
    assert [one["household_id"] for one in late.visits()] == ["h2"]
    (gone,) = late.visits(status="cancelled")
    assert gone["household_id"] == "h1"


def test_B04_a_visit_is_assigned_once(late: Office) -> None:
    late.go_to("2026-12-10")
    assert len(late.visits(status=None)) == 2


def test_B04_a_building_without_a_steward_is_on_the_supervisors_list(office: Office) -> None:
    support.put_household(office.store, "x", building="9栋", unit="9-101")
    office.run()
    office.arrive("2026-12-01", 8)
    (visit,) = office.visits(building="9栋")
    assert visit["steward_id"] is None


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
    late.pay("299.99")
    late.go_to("2026-12-20", 23)
    assert late.steps() == ["reminder"]
    late.go_to("2026-12-21")
    assert late.steps() == ["reminder", "message"]
    (pause,) = late.call("list_pauses", late.supervisor, household_id="h1")["items"]
    assert pause["ended_as"] == "broken"
    late.go_to("2026-12-22")
    assert late.steps() == ["reminder", "message", "visit"]
    assert [one["attempt"] for one in late.visits(household_id="h1")] == [2]


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
    assert outcome(late, "absent")["next_step"] == "go_on"
    assert late.visits(household_id="h1") == []


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
