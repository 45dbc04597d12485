"""The timeline of a case (C11)."""

from tests.operations.complaints.conftest import Desk, shown


def test_C11_the_timeline_says_who_did_what_when_from_where_before_and_after(desk: Desk) -> None:
    case = desk.lodge(channel="visit")
    desk.later(hours=1)
    desk.bring("answered", case)
    lodged, triaged, handled, answered = desk.timeline(case)
    assert (lodged["actor"], lodged["at"], lodged["channel"]) == (
        "receptionist",
        shown("2026-11-02 10:00"),
        "visit",
    )
    assert triaged["changes"]["status"] == {"before": "lodged", "after": "accepted"}
    assert (handled["actor"], handled["detail"]) == ("engineer", {"result": "更换循环泵"})
    assert answered["changes"] == {"status": {"before": "handled", "after": "answered"}}
