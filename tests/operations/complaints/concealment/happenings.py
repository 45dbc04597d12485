"""What is told and done that looks like a concealed complaint (X12), and what is found."""

from datetime import timedelta
from typing import Any

from tests.operations.complaints.conftest import Answer, Desk, shown
from tests.operations.conftest import NOON

DAY = timedelta(days=1)
HOME = {"household_id": "h1", "public_place": None}
LIFT = {"household_id": None, "public_place": "2栋电梯"}


def items(desk: Desk, **filters: Any) -> list[Answer]:
    found: list[Answer] = desk.call("list_reviews", desk.supervisor, **filters)["items"]
    return found


def item(desk: Desk, **filters: Any) -> Answer:
    """The one that there is, with its evidence."""
    (found,) = items(desk, **filters)
    return dict(desk.call("get_review", desk.supervisor, review_id=found["id"]))


def decide(desk: Desk, review: Answer, by: Any = None, **data: Any) -> Answer:
    said = {"verdict": "dismissed", "reason": "已核实"} | data
    return dict(desk.call("decide_review", by or desk.supervisor, review_id=review["id"], **said))


def requested(desk: Desk, repair: str, after: timedelta = 0 * DAY, **data: Any) -> None:
    values = HOME | {
        "repair_id": repair, "number": f"WX-{repair}", "category": "plumbing",
        "priority": "general", "complaint_id": None, "respond_by": shown("2026-11-03 10:00"),
    }  # fmt: skip
    desk.receives(
        "on_repair_requested", happened_at=NOON + after, done_by=desk.receptionist, **values | data
    )


def completed(desk: Desk, repair: str, after: timedelta = 0 * DAY, **data: Any) -> None:
    values = HOME | {
        "repair_id": repair, "number": f"WX-{repair}", "complaint_id": None,
        "engineer_id": "p-engineer", "result": "已更换水管",
        "follow_up_from": shown("2026-11-04 10:00"), "follow_up_by": shown("2026-11-05 20:00"),
    }  # fmt: skip
    desk.receives(
        "on_repair_completed", happened_at=NOON + after, done_by=desk.engineer, **values | data
    )


def followed_up(desk: Desk, rating: int | None, after: timedelta = 0 * DAY, **data: Any) -> None:
    values = HOME | {
        "repair_id": "r1", "number": "WX-r1", "complaint_id": None, "engineer_id": "p-engineer",
        "result": "unsolved", "rating": rating, "remark": None,
    }  # fmt: skip
    desk.receives(
        "on_repair_followed_up", happened_at=NOON + after, done_by=desk.receptionist,
        **values | data,
    )  # fmt: skip


def visited(desk: Desk, remark: str | None) -> None:
    desk.receives(
        "on_visit_made", visit_id="v1", number="SF-1", household_id="h1", steward_id="p-steward",
        outcome="refused", remark=remark,
    )  # fmt: skip
