"""From draft to published, withdrawn or expired: N01."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from contracts.notices.approval import AuthorCannotApprove
from contracts.notices.drafting import NotTheAuthor
from contracts.notices.publishing import AlreadyExpired, ApprovalMissing, AudienceEmpty
from contracts.notices.workflow import NoticeWrongState
from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.errors import ForbiddenPhrase, InvalidInput, NotFound, StaleEdit
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from services.notices.workflow.tables import Notice
from tests.operations.conftest import events, perform, process_due
from tests.operations.notices.conftest import Make
from tests.support.community import HERE

SOON = "2026-11-02T12:00:00+08:00"
LATER = "2026-11-03T12:00:00+08:00"


def test_N01_a_draft_has_a_gap_free_number_and_is_seen_by_staff_only(
    store: Store, draft: Make, actor: Callable[..., Actor], resident: Callable[[int], Actor]
) -> None:
    first, second = draft(), draft()
    assert [first["number"], second["number"]] == ["GG-2026-000001", "GG-2026-000002"]
    assert first["status"] == "draft"
    assert len(perform(store, Notices.search, actor("steward"))["items"]) == 2
    assert perform(store, Notices.search, resident(1))["items"] == []
    with pytest.raises(NotFound):
        perform(store, Notices.get, resident(1), notice_id=first["id"])


def test_N01_a_plain_notice_is_published_by_a_supervisor(
    store: Store, draft: Make, act: Make
) -> None:
    notice = draft()
    act("submit", notice, "receptionist")
    published = act("publish", notice)
    assert published["status"] == "published"
    assert published["published_at"] == "2026-11-02T10:00:00+08:00"
    (event,) = events(store, "notice_published")
    assert event["data"] == {
        "notice_id": notice["id"],
        "number": notice["number"],
        "kind": "notice",
        "title": notice["title"],
    }


@pytest.mark.parametrize("kind", ["major", "disclosure", "penalty"])
def test_N01_these_kinds_are_published_only_once_approved(
    draft: Make, act: Make, kind: str
) -> None:
    notice = draft(kind=kind)
    with pytest.raises(ApprovalMissing):
        act("publish", notice)
    act("submit", notice, "receptionist")
    with pytest.raises(ApprovalMissing):
        act("publish", notice)
    approved = act("approve", notice, "deputy_manager")
    assert approved["status"] == "approved"
    assert approved["versions"][0]["approved_by_name"] == "deputy_manager"
    assert act("publish", notice)["status"] == "published"


def test_N01_the_author_cannot_approve(draft: Make, act: Make, actor: Callable[..., Actor]) -> None:
    notice = draft(kind="major", by=actor("director"))
    submitted = act("submit", notice, "director")
    assert "approve" not in submitted["actions"]
    with pytest.raises(AuthorCannotApprove):
        act("approve", notice, "director")
    assert act("approve", notice, "deputy_manager")["status"] == "approved"


def test_N01_who_had_a_hand_in_the_text_cannot_approve_it_either(draft: Make, act: Make) -> None:
    notice = draft(kind="major")
    act("edit", notice, "director", body="改过的正文。")
    act("submit", notice)
    with pytest.raises(AuthorCannotApprove):
        act("approve", notice, "director")


def test_N01_without_the_guard_the_author_would_approve(
    store: Store, draft: Make, act: Make, actor: Callable[..., Actor]
) -> None:
    """Negative control."""
    notice = draft(kind="major", by=actor("director"))
    act("submit", notice, "director")
    with store.write(scope=HERE) as uow:  # forget who wrote it
        uow.load(Notice, notice["id"]).editions[0].writer_ids = []
    assert act("approve", notice, "director")["status"] == "approved"


def test_N01_an_edit_takes_the_approval_back(draft: Make, act: Make) -> None:
    notice = draft(kind="major")
    act("submit", notice, "receptionist")
    act("approve", notice, "director")
    edited = act("edit", notice, "receptionist", title="新的标题")
    assert (edited["status"], edited["title"]) == ("draft", "新的标题")
    assert edited["versions"][0]["approved_at"] is None
    with pytest.raises(ApprovalMissing):
        act("publish", notice)


def test_N01_only_the_author_or_a_manager_edits_and_submits(draft: Make, act: Make) -> None:
    notice = draft()
    for action, data in (("edit", {"title": "改"}), ("submit", {})):
        with pytest.raises(NotTheAuthor):
            act(action, notice, "engineer", **data)
    assert act("edit", notice, "supervisor", title="改")["title"] == "改"


def test_N01_a_stale_edit_is_refused(draft: Make, act: Make, actor: Callable[..., Actor]) -> None:
    notice = draft()
    act("edit", notice, actor("receptionist", if_match="1"), title="第一次修改")
    with pytest.raises(StaleEdit):
        act("edit", notice, actor("receptionist", if_match="1"), title="第二次修改")


@pytest.mark.parametrize(
    ("action", "by", "data"),
    [
        ("submit", "receptionist", {}),
        ("approve", "director", {}),
        ("send_back", "director", {"remark": "改"}),
        ("publish", "supervisor", {}),
        ("edit", "receptionist", {"title": "改"}),
    ],
)
def test_N01_a_published_notice_is_not_drafted_or_published_again(
    published: Make, act: Make, action: str, by: str, data: dict[str, Any]
) -> None:
    notice = published()
    with pytest.raises(NoticeWrongState) as refused:
        act(action, notice, by, **data)
    assert refused.value.params == {"status": "published", "action": action}


def test_N01_it_is_published_by_itself_at_its_time(
    store: Store, draft: Make, act: Make, clock: FixedClock, resident: Callable[[int], Actor]
) -> None:
    notice = draft(publish_at=SOON)
    assert act("publish", notice)["status"] == "scheduled"
    clock.advance(timedelta(hours=1, minutes=59))
    process_due(store, Notices)
    assert perform(store, Notices.search, resident(1))["items"] == []
    clock.advance(timedelta(minutes=1))
    process_due(store, Notices)
    (found,) = perform(store, Notices.search, resident(1))["items"]
    assert (found["status"], found["published_at"]) == ("published", SOON)
    assert len(events(store, "notice_published")) == 1


@pytest.mark.parametrize("takes_back", ["edit", "withdraw"])
def test_N01_what_was_scheduled_can_be_taken_back(
    store: Store, draft: Make, act: Make, clock: FixedClock, takes_back: str
) -> None:
    notice = draft(publish_at=SOON)
    act("publish", notice)
    data = {"reason": "取消"} if takes_back == "withdraw" else {"title": "改"}
    act(takes_back, notice, **data)
    clock.advance(timedelta(hours=3))
    process_due(store, Notices)
    assert events(store, "notice_published") == []


def test_N01_what_was_taken_back_can_be_scheduled_again(
    store: Store, draft: Make, act: Make, clock: FixedClock
) -> None:
    notice = draft(publish_at=SOON)
    act("publish", notice)
    act("edit", notice, publish_at=LATER)
    act("publish", notice)
    clock.advance(timedelta(hours=3))
    process_due(store, Notices)
    assert events(store, "notice_published") == []
    clock.advance(timedelta(days=1))
    process_due(store, Notices)
    assert len(events(store, "notice_published")) == 1


def test_N01_a_time_that_has_passed_means_at_once(draft: Make, act: Make) -> None:
    notice = draft(publish_at="2026-11-01T10:00:00+08:00")
    assert act("publish", notice)["status"] == "published"


def test_N01_it_expires_at_its_time_and_stays_readable(
    store: Store, published: Make, act: Make, clock: FixedClock, resident: Callable[[int], Actor]
) -> None:
    notice = published(expires_at=LATER)
    clock.advance(timedelta(days=2))
    process_due(store, Notices)
    found = perform(store, Notices.get, resident(1), notice_id=notice["id"])
    assert found["status"] == "expired"
    assert perform(store, Notices.search, resident(1))["items"] == []
    assert len(perform(store, Notices.search, resident(1), status="expired")["items"]) == 1


def test_N01_what_is_over_before_it_begins_is_not_published(
    store: Store, draft: Make, act: Make, clock: FixedClock
) -> None:
    late, later = draft(expires_at=SOON), draft(publish_at=SOON, expires_at=LATER)
    act("publish", later)
    clock.advance(timedelta(days=2))  # an outage: the deadlines of two days come at once
    with pytest.raises(AlreadyExpired):
        act("publish", late)
    process_due(store, Notices)
    assert act("get", later)["status"] == "expired"
    assert events(store, "notice_published") == []


def test_N01_a_withdrawn_notice_names_its_reason_and_leaves_the_residents(
    store: Store, published: Make, act: Make, resident: Callable[[int], Actor]
) -> None:
    notice = published()
    withdrawn = act("withdraw", notice, reason="日期有误")
    assert (withdrawn["status"], withdrawn["withdrawal_reason"]) == ("withdrawn", "日期有误")
    assert perform(store, Notices.search, resident(1))["items"] == []
    with pytest.raises(NotFound):
        perform(store, Notices.get, resident(1), notice_id=notice["id"])
    with pytest.raises(NoticeWrongState):
        act("withdraw", notice, reason="再次")


@pytest.mark.parametrize("action", ["submit", "publish"])
@pytest.mark.parametrize(
    "values",
    [
        {"title": "急什么"},
        {"body": "逾期不缴，将停水停电。"},
        {"body": "请联系王先生13812345678。"},
    ],
)
def test_C08_an_unfit_text_is_stopped_and_nobody_overrides_it(
    draft: Make, act: Make, action: str, values: dict[str, str]
) -> None:
    notice = draft(**values)
    with pytest.raises(ForbiddenPhrase) as refused:
        act(action, notice, "director" if action == "publish" else "supervisor")
    assert set(refused.value.errors) == set(values)
    assert refused.value.params["phrase"]
    assert refused.value.params["better"]
    assert act("get", notice)["status"] == "draft"


def test_C08_an_outage_notice_is_no_threat(draft: Make, act: Make) -> None:
    notice = draft(
        kind="outage", title="停水通知", body="因管道检修，11月5日9:00至17:00停水，请提前储水。"
    )
    assert act("publish", notice)["status"] == "published"


@pytest.mark.parametrize(
    "audience", [{"buildings": ["99栋"]}, {"household_ids": ["h1", "unknown"]}]
)
def test_N03_an_audience_that_does_not_exist_is_refused(
    draft: Make, audience: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        draft(audience=audience)
    assert set(refused.value.errors["audience"]) == set(audience)


def test_N03_a_notice_for_nobody_is_not_published(store: Store, draft: Make, act: Make) -> None:
    notice = draft(audience={"in_arrears": True})
    with pytest.raises(AudienceEmpty):
        act("publish", notice)
    assert act("get", notice)["status"] == "draft"
    assert events(store, "notice_published") == []


@pytest.mark.parametrize("day", ["2026-11-03", "20261103"])
def test_N01_a_notice_that_expires_on_a_day_ends_with_it(
    store: Store, published: Make, clock: FixedClock, resident: Callable[[int], Actor], day: str
) -> None:
    notice = published(expires_at=day)
    assert notice["expires_at"] == "2026-11-03T23:59:59+08:00"
    clock.set(datetime.fromisoformat("2026-11-03T23:59:58+08:00"))
    process_due(store, Notices)
    assert len(perform(store, Notices.search, resident(1))["items"]) == 1
    clock.set(datetime.fromisoformat("2026-11-04T00:00:00+08:00"))
    process_due(store, Notices)
    assert perform(store, Notices.search, resident(1))["items"] == []


def test_N01_a_notice_may_begin_and_end_on_one_day(draft: Make, act: Make) -> None:
    notice = draft(publish_at="2026-11-03", expires_at="2026-11-03")
    assert notice["publish_at"] == "2026-11-03T00:00:00+08:00"
    edited = act("edit", notice, "receptionist", expires_at="2026-11-05")
    assert edited["expires_at"] == "2026-11-05T23:59:59+08:00"


def test_N01_a_time_of_the_day_stays_that_time(draft: Make) -> None:
    """Negative control: only a day alone means its end."""
    notice = draft(expires_at="2026-11-03T00:00:00+08:00")
    assert notice["expires_at"] == "2026-11-03T00:00:00+08:00"
