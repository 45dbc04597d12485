"""R02: setting out, arriving, completing."""

import pytest

from contracts.repairs.requests import NotYourOrder
from tests.operations.repairs.conftest import Desk


def test_R02_response_clock_stops_when_the_engineer_sets_out(desk: Desk) -> None:
    repair = desk.bring("accepted", priority="emergency")
    desk.later(minutes=119)
    out = desk.go_on(repair["id"], "on_the_way")
    assert out["set_out_at"] == "2026-11-02T11:59:00+08:00" and out["response_kept"] is True
    desk.later(hours=3)
    arrived = desk.go_on(repair["id"], "arrived")
    assert arrived["arrived_at"] == "2026-11-02T14:59:00+08:00"
    done = desk.go_on(repair["id"], "completed")
    assert done["response_kept"] is True and done["completed_at"] == arrived["arrived_at"]


def test_R02_response_after_the_deadline_is_missed(desk: Desk) -> None:
    repair = desk.bring("accepted", priority="emergency")
    desk.later(minutes=121)
    assert desk.get(repair["id"])["response_kept"] is False
    assert desk.go_on(repair["id"], "on_the_way")["response_kept"] is False


def test_R02_running_clock_has_no_verdict_yet(desk: Desk) -> None:
    assert desk.bring("accepted")["response_kept"] is None


def test_R02_clock_is_explained(desk: Desk) -> None:
    clock = desk.get(desk.bring("requested", priority="serious")["id"])["clock"]
    assert clock["limit_minutes"] == 1440 and clock["around_the_clock"] is False
    reasons = [(part["reason"], part["counted"]) for part in clock["segments"]]
    assert [counted for _, counted in reasons] == [True, False, True, False, True]
    assert reasons[0][0] == "service_hours"


def test_R02_only_the_engineer_of_the_order_reports(desk: Desk) -> None:
    repair = desk.bring("accepted")
    with pytest.raises(NotYourOrder):
        desk.call("set_out", desk.engineer("e2"), repair_id=repair["id"])


def test_R02_completion_tells_result_and_follow_up(desk: Desk) -> None:
    desk.bring("completed")
    (published,) = desk.published("repair_completed")
    assert (published["result"], published["engineer_id"]) == ("更换阀芯", "e1")
    assert published["follow_up_from"] == "2026-11-04T08:00:00+08:00"
    assert published["follow_up_by"] == "2026-11-05T20:00:00+08:00"


def test_R02_timeline_tells_who_did_what(desk: Desk) -> None:
    repair = desk.bring("completed")
    timeline = desk.get(repair["id"])["timeline"]
    assert [one["action"] for one in timeline] == [
        "requested",
        "verified",
        "dispatched",
        "accepted",
        "set_out",
        "arrived",
        "completed",
    ]
    assert [one["actor"] for one in timeline][:4] == ["resident", "receptionist"] * 1 + [
        "receptionist",
        "e1",
    ]
