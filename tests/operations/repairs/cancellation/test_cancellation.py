"""R01, R04: a request is withdrawn."""

import pytest

from contracts.repairs.cancellation import TooLateToCancel
from foundation.errors import NotFound
from tests.operations.repairs.conftest import Desk


@pytest.mark.parametrize("state", ["requested", "verified", "dispatched", "accepted"])
def test_R01_resident_cancels_until_the_engineer_sets_out(desk: Desk, state: str) -> None:
    repair = desk.bring(state)
    gone = desk.call("cancel", desk.resident, repair_id=repair["id"], reason="自己修好了")
    assert gone["status"] == "cancelled"
    (published,) = desk.published("repair_closed")
    assert published["solved"] is False
    desk.later(hours=2)
    assert desk.published("repair_unaccepted") == []


def test_R01_afterwards_only_the_desk_cancels(desk: Desk) -> None:
    repair = desk.bring("on_the_way")
    cancel = {"repair_id": repair["id"], "reason": "不在家"}
    with pytest.raises(TooLateToCancel):
        desk.call("cancel", desk.resident, **cancel)
    with pytest.raises(NotFound):
        desk.call("cancel", desk.neighbour, **cancel)
    assert desk.call("cancel", desk.receptionist, **cancel)["status"] == "cancelled"


def test_R04_cancelled_repair_voids_its_quote(desk: Desk) -> None:
    repair = desk.bring("arrived")
    desk.call("quote", desk.engineer(), repair_id=repair["id"], amount="80.00")
    desk.call("accept_quote", desk.resident, repair_id=repair["id"])
    gone = desk.call("cancel", desk.receptionist, repair_id=repair["id"], reason="改期")
    assert gone["quote_status"] == "superseded"
    assert desk.published("repair_charge_due") == []
