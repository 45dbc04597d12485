"""P01: notices that wait for approval keep a community from being closed."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.errors import CommunityClosed
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import perform
from tests.support.community import close_here

pytestmark = pytest.mark.both_databases


def test_P01_notices_are_open_while_they_wait_for_approval(
    store: Store, actor: Callable[..., Actor], draft: Callable[..., dict[str, Any]]
) -> None:
    def open_there() -> list[tuple[str, int]]:
        admin = actor("admin")
        asked = perform(store, Notices.needs_community, admin, community_id=FIRST_COMMUNITY)
        return [(one["reason"], one["count"]) for one in asked["reasons"]]

    notice = draft()
    assert open_there() == []
    perform(store, Notices.submit, actor("receptionist"), notice_id=notice["id"])
    assert open_there() == [("notices", 1)]
    with store.write() as uow:
        close_here(uow)
    with pytest.raises(CommunityClosed):
        draft()
    perform(store, Notices.approve, actor("deputy_manager"), notice_id=notice["id"])
    assert open_there() == []
