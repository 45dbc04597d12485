"""The desk's queue: few questions, and nothing late is left out."""

from typing import Any

import pytest

from contracts.complaints import methods as complaints
from contracts.directory import methods as directory
from contracts.repairs import methods as repairs
from contracts.roles import Role
from tests.api.stand_in import StandIn
from tests.web.conftest import LogIn

AN_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"
LATE_REPAIR = {
    "id": AN_ID, "number": "WX-2026-000001", "description": "水管爆裂", "status": "verified",
    "category": "plumbing", "priority": "emergency", "building": "3栋", "unit": "2-1001",
    "public_place": None, "engineer_name": None, "requested_at": "2025-01-01T09:00:00+08:00",
    "respond_by": "2025-01-01T11:00:00+08:00", "follow_up_by": None,
}  # fmt: skip


def listed(*items: Any, cursor: str | None = None) -> dict[str, Any]:
    """A page of a list."""
    return {"items": list(items), "next_cursor": cursor}


def calls_of(services: StandIn) -> list[tuple[str, dict[str, Any]]]:
    """What was asked for the page, besides the clock."""
    return [(one.method, one.data) for one in services.calls if one.method != "clock_offset"]


@pytest.fixture
def empty(services: StandIn) -> StandIn:
    """Nothing waits."""
    services.answers |= {
        directory.LIST_BUILDINGS.key: {"items": []},
        complaints.SEARCH.key: listed(),
        complaints.LIST_WAITS.key: listed(),
        repairs.SEARCH.key: listed(),
    }
    return services


@pytest.mark.parametrize(
    ("filters", "questions"),
    [("", 4), ("?kind=complaint", 3), ("?kind=repair", 3), ("?late=1", 5), ("?mine=1", 4)],
)
def test_the_queue_asks_few_questions(
    log_in: LogIn, empty: StandIn, filters: str, questions: int
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    empty.calls.clear()
    assert desk.get(f"/desk/{filters}").status_code == 200
    assert len(calls_of(empty)) == questions


def test_the_queue_has_open_cases_and_repairs_that_wait(log_in: LogIn, empty: StandIn) -> None:
    desk = log_in(Role.RECEPTIONIST)
    empty.calls.clear()
    desk.get("/desk/?building=3栋")
    common = {"limit": 200, "building": "3栋", "mine": False}
    assert [data for method, data in calls_of(empty) if method == "search"] == [
        common | {"open": True, "kind": None, "late": False},
        common | {"waiting": True},
    ]


def test_where_a_list_is_cut_what_is_late_is_asked_for_besides(
    log_in: LogIn, empty: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    empty.answers[complaints.SEARCH.key] = listed(cursor="more")
    empty.answers[repairs.SEARCH.key] = lambda data: listed(
        *([LATE_REPAIR] if data.get("overdue") else [])
    )
    empty.calls.clear()
    page = desk.text("/desk/")
    assert len(calls_of(empty)) == 8
    assert [one for one in calls_of(empty) if one[1].get("unread")]
    assert "水管爆裂" in page and "只显示最新 200 条和全部超时事项" in page


def test_what_is_found_twice_is_shown_once(log_in: LogIn, empty: StandIn) -> None:
    desk = log_in(Role.RECEPTIONIST)
    empty.answers[repairs.SEARCH.key] = listed(LATE_REPAIR, cursor="more")
    assert desk.text("/desk/").count(f'href="/desk/repairs/{AN_ID}"') == 1


@pytest.mark.parametrize("ticked", ["late", "mine", "unread"])
def test_all_cases_are_narrowed_by_what_is_ticked(
    log_in: LogIn, empty: StandIn, ticked: str
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    empty.calls.clear()
    assert desk.get(f"/desk/cases?{ticked}=1").status_code == 200
    (asked,) = [data for method, data in calls_of(empty) if method == "search"]
    assert {name for name in ("late", "mine", "unread") if asked[name]} == {ticked}
