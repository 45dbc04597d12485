"""The clocks of repairs, against the worked tables of `docs/rules/response.md`."""

from itertools import pairwise
from typing import Any

import pytest

from contracts.repairs.priority import Priority
from services.repairs.policy import RepairPolicy
from services.repairs.response import rules as response
from tests.support.rule_tables import local, worked_table

PAGE = "response.md"
POLICY = RepairPolicy()
Row = dict[str, str]


def rows(heading: str) -> Any:
    return pytest.mark.parametrize(
        "row", worked_table(PAGE, heading), ids=lambda row: "/".join(list(row.values())[:2])
    )


@rows("Response")
def test_R02_response_clock_runs_from_the_request_to_the_setting_out(row: Row) -> None:
    clock = response.start(POLICY, Priority(row["priority"]), local(row["requested"]))
    assert clock.respond_by == local(row["respond by"])
    set_out = local(row["set out"])
    assert clock.kept(set_out, set_out) is (row["kept"] == "yes")


@rows("Response")
def test_R02_response_clock_explains_its_minutes(row: Row) -> None:
    clock = response.start(POLICY, Priority(row["priority"]), local(row["requested"]))
    segments = clock.explained(POLICY.calendar)
    counted = [part for part in segments if part["counted"]]
    minutes = sum((part["to"] - part["from"]).total_seconds() / 60 for part in counted)
    assert minutes == clock.limit_minutes
    assert segments[0]["from"] == clock.started_at
    assert segments[-1]["to"] == clock.respond_by
    assert all(one["to"] == two["from"] for one, two in pairwise(segments))


@rows("Reopened")
def test_R05_reopened_repair_goes_on_with_its_original_clock(row: Row) -> None:
    priority = Priority(row["priority"])
    first = response.start(POLICY, priority, local(row["requested"]))
    used = first.used_minutes(POLICY.calendar, local(row["set out"]))
    assert used == int(row["used minutes"])
    again = response.start(POLICY, priority, local(row["reopened"]), used)
    assert again.respond_by == local(row["respond by"])


def test_R05_third_round_carries_the_minutes_of_both_before() -> None:
    first = response.start(POLICY, Priority.SERIOUS, local("2026-11-02 10:00"))
    used = first.used_minutes(POLICY.calendar, local("2026-11-02 12:00"))
    second = response.start(POLICY, Priority.SERIOUS, local("2026-11-05 10:00"), used)
    assert second.used_minutes(POLICY.calendar, local("2026-11-05 11:00")) == 180


@rows("Answer to an offer")
def test_R08_offer_is_answered_in_time_or_lapses(row: Row) -> None:
    due = response.answer_by(POLICY, Priority(row["priority"]), local(row["offered"]))
    assert due == local(row["answer by"])


def test_R02_running_clock_is_neither_kept_nor_missed_until_it_is_due() -> None:
    clock = response.start(POLICY, Priority.EMERGENCY, local("2026-11-02 10:00"))
    assert clock.kept(None, local("2026-11-02 12:00")) is None
    assert clock.kept(None, local("2026-11-02 12:01")) is False


@rows("Response")
def test_R02_response_is_overdue_only_after_the_very_deadline(row: Row) -> None:
    deadline = local(row["respond by"])
    clock = response.start(POLICY, Priority(row["priority"]), local(row["requested"]))
    assert clock.kept(None, deadline) is None
    assert clock.kept(None, response.overdue_from(deadline)) is False
