"""When a completed repair is followed up, against the worked tables of `docs/rules/response.md`."""

from typing import Any

import pytest

from foundation.clock import local_date
from services.repairs.follow_up.rules import given_up, window
from services.repairs.policy import RepairPolicy
from tests.support.rule_tables import local, worked_table

PAGE = "response.md"
POLICY = RepairPolicy()
Row = dict[str, str]


def rows(heading: str) -> Any:
    return pytest.mark.parametrize(
        "row", worked_table(PAGE, heading), ids=lambda row: "/".join(list(row.values())[:2])
    )


@rows("Follow-up")
def test_R05_follow_up_falls_on_day_two_or_three(row: Row) -> None:
    follow_up = window(POLICY, local(row["completed"]))
    assert (follow_up.opens_at, follow_up.closes_at) == (local(row["from"]), local(row["by"]))
    assert follow_up.timing(local(row["asked"])) == row["counts as"]


@rows("Nobody reached")
def test_R05_attempts_on_three_different_days_reach_nobody(row: Row) -> None:
    attempts = [local(text) for text in row["attempts"].split(", ")]
    assert len({local_date(at) for at in attempts}) == int(row["different days"])
    assert given_up(POLICY, attempts) is (row["given up"] == "yes")
