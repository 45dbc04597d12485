"""The board of complaints: overdue by tier and team (X05, X08)."""

from typing import Any

import pytest

from tests.operations.complaints.conftest import Desk, shown

pytestmark = pytest.mark.both_databases


def overdue(desk: Desk) -> dict[str, Any]:
    return dict(desk.call("overdue", desk.supervisor))


def found(desk: Desk, **filters: Any) -> int:
    return len(desk.call("search", desk.supervisor, **filters)["items"])


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    return {row["key"]: row["count"] for row in rows if row["count"]}


def test_X05_nothing_is_overdue_before_its_deadline(desk: Desk) -> None:
    desk.bring("accepted")
    board = overdue(desk)
    assert board["total"] == 0 and board["by_team"] == []
    assert [row["key"] for row in board["by_tier"]] == [
        "receiver", "supervisor", "deputy_manager", "director",
    ]  # fmt: skip
    assert {row["oldest_due_at"] for row in board["by_tier"]} == {None}


def test_X08_overdue_cases_are_counted_by_tier_and_team_and_lead_to_the_cases(desk: Desk) -> None:
    desk.bring("accepted")
    moved = desk.bring("accepted")
    desk.act(moved, "transfer", desk.supervisor, department="工程部")
    desk.bring("answered")
    desk.at("2026-11-02 20:00")
    assert counts(overdue(desk)["by_team"]) == {"desk": 1}
    desk.at("2026-11-06 10:00")
    board = overdue(desk)
    assert board["total"] == 2
    assert counts(board["by_team"]) == {"desk": 1, "engineering": 1}
    assert board["by_team"][0]["oldest_due_at"] == shown("2026-11-02 20:00")
    assert sum(counts(board["by_tier"]).values()) == 2
    for team, count in counts(board["by_team"]).items():
        assert found(desk, overdue=True, team=team) == count
    for tier, count in counts(board["by_tier"]).items():
        assert found(desk, overdue=True, tier=tier) == count
