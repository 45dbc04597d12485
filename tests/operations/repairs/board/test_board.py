"""R02, R05: the figures of a period."""

from typing import Any

import pytest

from foundation.actor import Actor
from foundation.errors import InvalidInput
from tests.operations.repairs.conftest import Answer, Desk


def follow(desk: Desk, repair: Answer, by: Actor | None = None, **data: Any) -> Answer:
    values = {"solved": True, "rating": 5, "remark": "满意"} | data
    by = by or desk.receptionist
    return dict(desk.call("follow_up", by, repair_id=repair["id"], **values))


def figures(desk: Desk, **data: Any) -> Answer:
    return dict(desk.call("figures", desk.supervisor, **data))


def test_R05_rate_counts_what_is_due_and_overdue_ones_are_a_list(desk: Desk) -> None:
    early, in_time, late, never = (desk.bring("completed") for _ in range(4))
    follow(desk, early, rating=4)
    desk.later(days=2)
    follow(desk, in_time, rating=5)
    before = figures(desk)["follow_up"]
    assert (before["completed"], before["due"], before["rate"]) == (4, 2, "1.0000")
    desk.later(days=2)
    follow(desk, late, solved=False, rating=1)
    after = figures(desk)
    assert after["follow_up"] == {
        "completed": 4,
        "due": 4,
        "followed_up": 3,
        "early": 1,
        "in_time": 1,
        "late": 1,
        "overdue": 1,
        "unreached": 0,
        "rate": "0.7500",
        "solved": 2,
        "average_rating": "3.33",
    }
    assert [one["repair_id"] for one in after["overdue_follow_ups"]] == [never["id"]]
    listed = desk.call("search", desk.receptionist, follow_up="overdue")["items"]
    assert [one["id"] for one in listed] == [never["id"]]


def test_R02_share_of_responses_kept(desk: Desk) -> None:
    kept = desk.bring("accepted", priority="emergency")
    desk.go_on(kept["id"], "on_the_way")
    missed, open_, gone = (desk.bring("accepted", priority="emergency") for _ in range(3))
    desk.call("cancel", desk.receptionist, repair_id=gone["id"], reason="已自行修好")
    desk.bring("accepted")  # not due yet
    desk.later(hours=3)
    desk.go_on(missed["id"], "on_the_way")
    assert figures(desk)["response"] == {"due": 3, "kept": 1, "missed": 2, "share": "0.3333"}
    desk.call("cancel", desk.receptionist, repair_id=open_["id"], reason="来晚了")
    assert figures(desk)["response"]["missed"] == 2  # cancelling late hides nothing
    assert desk.get(open_["id"])["response_kept"] is False
    assert desk.get(gone["id"])["response_kept"] is None


def test_R02_figures_of_an_empty_period_have_no_share(desk: Desk) -> None:
    board = figures(desk, since="2026-01-01", until="2026-01-31")
    assert board["response"]["share"] is None and board["follow_up"]["rate"] is None
    assert board["follow_up"]["average_rating"] is None
    assert board["charges"]["charged"] == "0.00"


@pytest.mark.parametrize(
    "period", [{"since": "2026-02-01", "until": "2026-01-01"}, {"until": "9999-12-31"}]
)
def test_R02_senseless_period_is_refused(desk: Desk, period: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        figures(desk, **period)
