"""P01: open cases keep a community from being closed; in a closed one they are handled."""

import pytest

from foundation.errors import CommunityClosed
from foundation.scope import FIRST_COMMUNITY
from tests.operations.complaints.conftest import Answer, Desk
from tests.support.community import close_here

pytestmark = pytest.mark.both_databases


def open_there(desk: Desk) -> list[Answer]:
    """What is open."""
    asked = desk.call("needs_community", desk.actor("admin"), community_id=FIRST_COMMUNITY)
    return list(asked["reasons"])


def test_P01_cases_are_open_until_they_are_closed(desk: Desk) -> None:
    assert open_there(desk) == []
    case = desk.lodge()
    said = [{"reason": "cases", "count": 1, "amount": None}]
    assert open_there(desk) == said
    desk.triage(case)
    desk.handle(case)
    desk.answer(case)
    assert open_there(desk) == said, "the return visits are to come"


def test_P01_what_was_lodged_in_between_is_handled_in_a_closed_community(desk: Desk) -> None:
    case = desk.lodge()
    with desk.store.write() as uow:
        close_here(uow)
    with pytest.raises(CommunityClosed):
        desk.lodge()
    with pytest.raises(CommunityClosed):
        desk.lodge_online()
    desk.triage(case)
    desk.handle(case)
    assert desk.answer(case)["status"] == "answered"
