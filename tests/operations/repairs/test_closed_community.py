"""P01: what of repairs keeps a community from being closed, and what goes on in a closed one."""

from typing import Any

import pytest

from foundation.errors import CommunityClosed
from foundation.scope import FIRST_COMMUNITY
from tests.operations.repairs.conftest import Desk
from tests.operations.repairs.equipment.test_equipment import taken
from tests.support.community import close_here

pytestmark = pytest.mark.both_databases


def open_there(desk: Desk) -> dict[str, Any]:
    """How much is open, by its reason."""
    asked = desk.call("needs_community", desk.actor("admin"), community_id=FIRST_COMMUNITY)
    return {one["reason"]: one["count"] for one in asked["reasons"]}


def test_P01_open_repairs_and_things_that_are_out_are_counted(desk: Desk) -> None:
    assert open_there(desk) == {}
    taken(desk, "e1")
    other = desk.request()
    assert open_there(desk) == {"repairs": 2, "loans": 1}
    desk.call("cancel", desk.receptionist, repair_id=other["id"], reason="住户自行解决")
    assert open_there(desk) == {"repairs": 1, "loans": 1}


def test_P01_what_was_asked_for_in_between_is_brought_to_its_end(desk: Desk) -> None:
    repair = desk.bring("requested")
    with desk.store.write() as uow:
        close_here(uow)
    with pytest.raises(CommunityClosed):
        desk.request()
    assert desk.go_on(repair["id"], "completed")["status"] == "completed"
