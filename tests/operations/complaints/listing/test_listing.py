"""Lists of cases (X01)."""

from typing import Any

import pytest

from tests.operations.complaints.conftest import Desk

pytestmark = pytest.mark.both_databases


def ids(desk: Desk, by: Any, **filters: Any) -> list[str]:
    return [one["id"] for one in desk.call("search", by, **filters)["items"]]


def test_lists_are_filtered_and_paged(desk: Desk) -> None:
    made = [desk.lodge()["id"] for _ in range(5)]
    accepted = desk.bring("accepted", kind="report", category="pests")
    assert ids(desk, desk.supervisor, status="accepted") == [accepted["id"]]
    assert ids(desk, desk.supervisor, kind="report", category="pests") == [accepted["id"]]
    assert ids(desk, desk.supervisor, tier="supervisor") == []
    first = desk.call("search", desk.supervisor, limit=4)
    rest = desk.call("search", desk.supervisor, limit=4, cursor=first["next_cursor"])
    paged = [one["id"] for page in (first, rest) for one in page["items"]]
    assert sorted(paged) == sorted([*made, accepted["id"]]) and rest["next_cursor"] is None


def test_open_cases_are_those_that_are_not_closed(desk: Desk) -> None:
    closed, answered, lodged = desk.bring("closed"), desk.bring("answered"), desk.lodge()
    assert set(ids(desk, desk.supervisor, open=True)) == {answered["id"], lodged["id"]}
    assert closed["id"] in ids(desk, desk.supervisor)
    assert ids(desk, desk.supervisor, open=True, status="closed") == []
