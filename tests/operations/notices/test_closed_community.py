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


def test_P01_a_notice_that_waits_for_its_time_is_open(
    store: Store, actor: Callable[..., Actor], draft: Callable[..., dict[str, Any]]
) -> None:
    notice = draft(kind="reminder", publish_at="2027-01-15T09:00:00+08:00")
    perform(store, Notices.publish, actor("supervisor"), notice_id=notice["id"])
    asked = perform(store, Notices.needs_community, actor("admin"), community_id=FIRST_COMMUNITY)[
        "reasons"
    ]
    assert [(one["reason"], one["count"]) for one in asked] == [("scheduled", 1)]


def test_P01_drafts_of_before_are_neither_submitted_nor_published_and_can_be_taken_back(
    store: Store, actor: Callable[..., Actor], draft: Callable[..., dict[str, Any]]
) -> None:
    written, published = draft(), draft(kind="reminder")
    perform(store, Notices.publish, actor("supervisor"), notice_id=published["id"])
    with store.write() as uow:
        close_here(uow)
    for method, who, notice in (
        (Notices.submit, "receptionist", written), (Notices.publish, "supervisor", written),
        (Notices.correct, "supervisor", published),
    ):  # fmt: skip
        said = {"title": "更正", "body": "以此为准。"} if method is Notices.correct else {}
        with pytest.raises(CommunityClosed):
            perform(store, method, actor(who), notice_id=notice["id"], **said)
    for notice in (written, published):
        taken = perform(
            store, Notices.withdraw, actor("supervisor"), notice_id=notice["id"], reason="已撤场"
        )
        assert taken["status"] == "withdrawn"
