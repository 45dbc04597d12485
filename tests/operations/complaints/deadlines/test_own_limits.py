"""C12: a case that came with a limit of its own keeps it beside ours; the earlier one rules."""

from typing import Any

import pytest

from foundation.actor import Actor
from foundation.errors import InvalidInput, ServiceError
from tests.operations.complaints.conftest import Answer, Desk, shown


@pytest.fixture(autouse=True)
def ten_in_the_morning(desk: Desk) -> None:
    """When contacts come here; it is a Monday."""
    desk.at("2026-11-02 10:00")


def ordered(desk: Desk, by: Actor | None = None, **limit: Any) -> Answer:
    """An order of the city's hotline, with a department: three days by our own limit."""
    case = desk.triage(desk.lodge(by, channel="platform", **limit))
    return desk.act(case, "transfer", desk.supervisor, department="工程部")


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("limit", "own", "due"),
    [
        ({"own_due_on": "2026-11-04"}, "2026-11-04 20:00", "2026-11-04 20:00"),
        ({"own_due_on": "2026-11-12"}, "2026-11-12 20:00", "2026-11-05 20:00"),
        ({"own_due_days": 2}, "2026-11-04 20:00", "2026-11-04 20:00"),
        ({"own_due_days": 5}, "2026-11-09 20:00", "2026-11-05 20:00"),
        (
            {"own_due_days": 5, "own_due_day_kind": "calendar"},
            "2026-11-07 20:00",
            "2026-11-05 20:00",
        ),
    ],
)
def test_C12_the_earlier_of_both_limits_rules(
    desk: Desk, limit: dict[str, Any], own: str, due: str
) -> None:
    case = ordered(desk, **limit)
    assert (case["own_due_at"], case["due_at"]) == (shown(own), shown(due))
    explained = desk.get(case)["deadline"]
    assert explained["own_due_at"] == shown(own)
    assert explained["limit_at"] == shown("2026-11-05 20:00")
    which = "以来件时限为准" if own == due else "以本规定为准"
    assert which in explained["explanation"]


def test_C12_a_pause_moves_our_limit_and_not_that_of_the_order(desk: Desk) -> None:
    case = ordered(desk, own_due_on="2026-11-06")
    desk.act(case, "pause", desk.supervisor, reason="住户出差")
    desk.at("2026-11-03 22:00")
    case = desk.act(case, "resume", desk.supervisor)
    assert desk.get(case)["deadline"]["limit_at"] == shown("2026-11-07 18:00")
    assert case["due_at"] == shown("2026-11-06 20:00")


def test_C12_the_ladder_climbs_from_the_limit_that_rules(desk: Desk) -> None:
    case = ordered(desk, own_due_on="2026-11-03")
    desk.at("2026-11-03 19:59")
    assert desk.tiers(case) == []
    desk.at("2026-11-03 20:00")
    assert desk.tiers(case) == [("supervisor", "overdue")]
    desk.at("2026-11-04 20:00")
    assert [tier for tier, _ in desk.tiers(case)] == ["supervisor", "deputy_manager"]


def test_C12_the_ladder_climbs_from_ours_where_that_is_earlier(desk: Desk) -> None:
    case = ordered(desk, own_due_on="2026-11-12")
    desk.at("2026-11-05 20:00")
    assert desk.tiers(case) == [("supervisor", "overdue")]


@pytest.mark.parametrize(
    "limit",
    [{"own_due_on": "2026-11-01"}, {"own_due_on": "2028-01-01"}],
)
def test_C12_a_limit_in_the_past_or_far_away_is_refused(desk: Desk, limit: dict[str, Any]) -> None:
    with pytest.raises(ServiceError) as refused:
        desk.lodge(**limit)
    assert refused.value.code == "own_limit_time"
    assert list(refused.value.errors) == ["own_due_on"]


@pytest.mark.parametrize(
    "limit",
    [
        {"own_due_on": "2026-11-04", "own_due_days": 2},
        {"own_due_days": 0},
        {"own_due_days": 400},
        {"own_due_days": 3, "own_due_day_kind": "service"},
    ],
)
def test_C12_a_limit_that_is_none_is_refused(desk: Desk, limit: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        desk.lodge(**limit)


def test_C12_residents_set_no_limit(desk: Desk) -> None:
    for limit in ({"own_due_on": "2026-11-04"}, {"own_due_days": 1}):
        with pytest.raises(ServiceError) as refused:
            desk.lodge_online(**limit)
        assert refused.value.code == "desk_decides"


def test_C12_a_day_that_is_today_ends_with_the_desk(desk: Desk) -> None:
    assert ordered(desk, own_due_on="2026-11-02")["due_at"] == shown("2026-11-02 20:00")
    desk.at("2026-11-02 20:30")
    with pytest.raises(ServiceError):
        desk.lodge(own_due_on="2026-11-02")
