"""P10: what the answer to a case says, for the gateway that verifies it."""

import pytest

from foundation.actor import SYSTEM
from foundation.errors import Forbidden, NotFound
from tests.operations.complaints.conftest import Desk


def test_P10_an_answer_is_found_by_the_number_of_its_case(desk: Desk) -> None:
    case = desk.bring("answered")
    found = desk.call("find_paper", SYSTEM, number=case["number"])
    assert (found["kind"], found["name"], found["state"]) == ("answer", "王*", "valid")
    assert (found["amount"], found["on"]) == (None, desk.get(case)["lodged_at"][:10])
    assert "text" not in found


def test_P10_before_it_is_answered_there_is_none_and_nobody_else_may_ask(desk: Desk) -> None:
    case = desk.bring("handled")
    with pytest.raises(NotFound):
        desk.call("find_paper", SYSTEM, number=case["number"])
    with pytest.raises(Forbidden):
        desk.call("find_paper", desk.supervisor, number=case["number"])
