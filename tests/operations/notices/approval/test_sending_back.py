"""A submitted notice that is sent back is a draft again, with a remark: N01."""

from collections.abc import Callable

import pytest

from contracts.notices.approval import AuthorCannotApprove
from contracts.notices.publishing import ApprovalMissing
from contracts.notices.workflow import NoticeWrongState
from foundation.actor import Actor
from foundation.errors import InvalidInput
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from services.notices.workflow.tables import Notice
from tests.operations.conftest import perform
from tests.operations.notices.conftest import Make
from tests.support.community import HERE

WHY = "请写明停水时间"
CHANGES = ["edit", "submit", "add_attachment", "remove_attachment"]
"""What the author does with a draft."""


@pytest.mark.parametrize("kind", ["major", "notice"])
def test_N01_what_is_sent_back_is_a_draft_and_its_author_sees_why(
    store: Store, draft: Make, act: Make, actor: Callable[..., Actor], kind: str
) -> None:
    notice = draft(kind=kind)
    act("submit", notice, "receptionist")
    sent_back = {"at": "2026-11-02T10:00:00+08:00", "by": "director", "remark": WHY}
    back = act("send_back", notice, "director", remark=WHY)
    assert (back["status"], back["sent_back"]) == ("draft", sent_back)
    assert back["versions"][0]["status"] == "draft"
    seen = act("get", notice, "receptionist")
    assert (seen["sent_back"], seen["actions"]) == (sent_back, CHANGES)
    (listed,) = perform(store, Notices.search, actor("receptionist"))["items"]
    assert listed["sent_back"] == sent_back


def test_N01_all_who_wrote_it_are_told_that_it_was_sent_back(
    store: Store, draft: Make, act: Make, actor: Callable[..., Actor]
) -> None:
    notice = draft(kind="major")
    act("edit", notice, "supervisor", body="11月5日停水。")
    act("submit", notice, "receptionist")
    act("send_back", notice, "director", remark=WHY)
    for role in ("receptionist", "supervisor"):
        (sent_back,) = perform(store, Notices.messages, actor(role))["items"]
        assert sent_back["purpose"] == "notice_sent_back"
        assert sent_back["title"] == f"公告退回 {notice['number']}"
        assert WHY in sent_back["text"] and "《清洗水箱》" in sent_back["text"]
    assert perform(store, Notices.messages, actor("director"))["items"] == []


def test_N01_it_is_changed_submitted_anew_and_then_approved(draft: Make, act: Make) -> None:
    notice = draft(kind="major")
    act("submit", notice, "receptionist")
    act("send_back", notice, "director", remark=WHY)
    with pytest.raises(NoticeWrongState):
        act("approve", notice, "director")
    with pytest.raises(ApprovalMissing):
        act("publish", notice)
    act("edit", notice, "receptionist", body="11月5日9时至17时停水。")
    again = act("submit", notice, "receptionist")
    assert (again["status"], again["sent_back"]["remark"]) == ("submitted", WHY)
    approved = act("approve", notice, "director")
    assert (approved["status"], approved["sent_back"]) == ("approved", None)
    assert act("publish", notice)["status"] == "published"


def test_N01_the_last_remark_counts(draft: Make, act: Make) -> None:
    notice = draft(kind="major")
    for remark, by in ((WHY, "director"), ("请写明联系人", "deputy_manager")):
        act("submit", notice, "receptionist")
        assert act("send_back", notice, by, remark=remark)["sent_back"]["remark"] == remark


def test_N01_a_remark_is_needed(draft: Make, act: Make) -> None:
    notice = draft(kind="major")
    act("submit", notice, "receptionist")
    for data in ({}, {"remark": " "}):
        with pytest.raises(InvalidInput) as refused:
            act("send_back", notice, "director", **data)
        assert set(refused.value.errors) == {"remark"}


@pytest.mark.parametrize("state", ["draft", "approved", "published"])
def test_N01_only_what_is_submitted_is_sent_back(draft: Make, act: Make, state: str) -> None:
    notice = draft(kind="major")
    if state != "draft":
        act("submit", notice, "receptionist")
        act("approve", notice, "director")
    if state == "published":
        act("publish", notice)
    with pytest.raises(NoticeWrongState) as refused:
        act("send_back", notice, "director", remark=WHY)
    assert refused.value.params == {"status": state, "action": "send_back"}


def test_N01_who_had_a_hand_in_the_text_does_not_send_it_back(draft: Make, act: Make) -> None:
    notice = draft(kind="major")
    act("edit", notice, "director", body="改过的正文。")
    assert "send_back" not in act("submit", notice, "director")["actions"]
    with pytest.raises(AuthorCannotApprove):
        act("send_back", notice, "director", remark=WHY)
    assert "send_back" in act("get", notice, "deputy_manager")["actions"]
    assert act("send_back", notice, "deputy_manager", remark=WHY)["status"] == "draft"


def test_N01_without_the_guard_the_author_would_send_it_back(
    store: Store, draft: Make, act: Make, actor: Callable[..., Actor]
) -> None:
    """Negative control."""
    notice = draft(kind="major", by=actor("director"))
    act("submit", notice, "director")
    with store.write(scope=HERE) as uow:  # forget who wrote it
        uow.load(Notice, notice["id"]).editions[0].writer_ids = []
    assert act("send_back", notice, "director", remark=WHY)["status"] == "draft"


def test_N01_a_correction_sent_back_leaves_the_text_in_force(
    store: Store, published: Make, act: Make, resident: Callable[[int], Actor]
) -> None:
    notice = published(kind="major")
    act("correct", notice, body="更正：11月6日清洗水箱。")
    back = act("send_back", notice, "director", remark=WHY)
    assert (back["status"], back["edition"], back["body"]) == ("published", 1, notice["body"])
    assert [one["status"] for one in back["versions"]] == ["published", "draft"]
    again = act("submit", notice)
    assert (again["status"], again["versions"][1]["status"]) == ("published", "submitted")
    seen = perform(store, Notices.get, resident(1), notice_id=notice["id"])
    assert (seen["status"], seen["sent_back"]) == ("published", None)
    act("approve", notice, "director")
    assert act("publish", notice)["edition"] == 2


def test_N01_residents_do_not_see_what_was_said_about_a_draft(
    store: Store, published: Make, act: Make, resident: Callable[[int], Actor]
) -> None:
    notice = published(kind="major")
    act("correct", notice, body="更正：11月6日清洗水箱。")
    act("send_back", notice, "director", remark=WHY)
    seen = perform(store, Notices.get, resident(1), notice_id=notice["id"])
    (listed,) = perform(store, Notices.search, resident(1))["items"]
    assert WHY not in f"{seen}{listed}"
