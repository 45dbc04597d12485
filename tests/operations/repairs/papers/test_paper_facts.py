"""P10: what a work order of a number says, for the gateway that verifies it."""

import pytest

from foundation.actor import SYSTEM
from foundation.errors import Forbidden, NotFound
from tests.operations.repairs.conftest import Desk


def test_P10_a_work_order_is_found_by_its_number(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    shown = desk.get(repair["id"])
    found = desk.call("find_paper", SYSTEM, number=shown["work_order_number"])
    assert (found["kind"], found["name"], found["state"]) == ("work_order", "王*", "valid")
    assert (found["amount"], found["on"]) == (None, shown["requested_at"][:10])
    desk.call("cancel", desk.supervisor, repair_id=repair["id"], reason="住户取消")
    again = desk.call("find_paper", SYSTEM, number=shown["work_order_number"])
    assert again["state"] == "cancelled"


def test_P10_a_request_is_no_work_order_and_nobody_else_may_ask(desk: Desk) -> None:
    repair = desk.bring("dispatched")
    with pytest.raises(NotFound):
        desk.call("find_paper", SYSTEM, number=repair["number"])
    with pytest.raises(Forbidden):
        desk.call("find_paper", desk.supervisor, number=repair["number"])
