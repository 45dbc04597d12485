"""Corrections are new versions beside the old ones: N01."""

from collections.abc import Callable

import pytest

from contracts.notices.approval import AuthorCannotApprove
from contracts.notices.publishing import ApprovalMissing
from contracts.notices.workflow import NoticeWrongState
from foundation.actor import Actor
from foundation.errors import ForbiddenPhrase
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import events, perform
from tests.operations.notices.conftest import Make

NEW = "更正：11月6日清洗水箱。"


def test_N01_a_correction_is_a_new_version_and_the_old_one_stays_readable(
    store: Store, published: Make, act: Make, resident: Callable[[int], Actor]
) -> None:
    notice = published()
    corrected = act("correct", notice, body=NEW)
    assert (corrected["body"], corrected["edition"], corrected["status"]) == (NEW, 2, "published")
    seen = perform(store, Notices.get, resident(1), notice_id=notice["id"])
    assert [(one["edition"], one["status"], one["body"]) for one in seen["versions"]] == [
        (1, "superseded", notice["body"]),
        (2, "published", NEW),
    ]
    assert seen["title"] == notice["title"]
    assert len(events(store, "notice_published")) == 2


def test_N01_a_correction_of_a_major_announcement_is_approved_first(
    store: Store, published: Make, act: Make, resident: Callable[[int], Actor]
) -> None:
    notice = published(kind="major")
    waiting = act("correct", notice, "director", body=NEW)
    assert (waiting["status"], waiting["edition"]) == ("published", 1)
    assert [one["status"] for one in waiting["versions"]] == ["published", "submitted"]
    seen = perform(store, Notices.get, resident(1), notice_id=notice["id"])
    assert seen["body"] == notice["body"]
    assert len(seen["versions"]) == 1
    with pytest.raises(ApprovalMissing):
        act("publish", notice)
    with pytest.raises(AuthorCannotApprove):
        act("approve", notice, "director")
    assert act("approve", notice, "deputy_manager")["status"] == "published"
    assert act("publish", notice)["body"] == NEW


def test_N01_a_further_correction_replaces_one_that_waits_and_its_approval(
    published: Make, act: Make
) -> None:
    notice = published(kind="major")
    act("correct", notice, body="第一稿更正。")
    act("approve", notice, "director")
    act("correct", notice, body=NEW)
    with pytest.raises(ApprovalMissing):
        act("publish", notice)
    act("approve", notice, "director")
    assert [one["body"] for one in act("publish", notice)["versions"]] == [notice["body"], NEW]


def test_N04_a_corrected_text_is_read_and_acknowledged_anew(
    store: Store, published: Make, act: Make, resident: Callable[[int], Actor]
) -> None:
    notice = published(must_acknowledge=True)
    act("acknowledge", notice, resident(1))
    act("correct", notice, body=NEW)
    reach = act("reach", notice)
    assert (reach["edition"], reach["total"], reach["acknowledged"]) == (2, 4, 0)
    act("acknowledge", notice, resident(1))
    assert act("reach", notice)["acknowledged"] == 1


def test_N01_a_correction_goes_to_those_who_had_the_old_text(
    published: Make, act: Make, store: Store
) -> None:
    notice = published(audience={"buildings": ["1栋"]})
    act("correct", notice, body=NEW)
    assert [one["household_id"] for one in act("reach", notice)["items"]] == ["h1", "h2"]


def test_C08_an_unfit_correction_is_stopped(published: Make, act: Make) -> None:
    notice = published()
    with pytest.raises(ForbiddenPhrase):
        act("correct", notice, body="有本事你去告！")
    assert act("get", notice)["body"] == notice["body"]


def test_N01_only_what_is_published_is_corrected(draft: Make, published: Make, act: Make) -> None:
    withdrawn = published()
    act("withdraw", withdrawn, reason="有误")
    for notice in (draft(), withdrawn):
        with pytest.raises(NoticeWrongState):
            act("correct", notice, body=NEW)
