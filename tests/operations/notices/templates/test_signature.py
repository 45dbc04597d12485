"""Every text to residents ends with who wrote it and the telephone (N03, C08)."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.storage.store import Store
from services.notices.sending.operations import send as sending
from services.notices.service import NoticesService as Notices
from services.notices.templates.rules import FOR_RESIDENTS
from tests.operations.conftest import deliver, perform
from tests.operations.notices.conftest import Make
from tests.operations.notices.happenings import ANSWERED
from tests.operations.notices.notifications.test_subjects import NOTIFICATIONS

END = "观澜花园物业服务中心，电话：0512-65221234"


@pytest.fixture
def named(store: Store, actor: Callable[..., Actor]) -> None:
    """The community has a name and a telephone."""
    values = {"community_name": "观澜花园物业服务中心", "community_phone": "0512-65221234"}
    for name, value in values.items():
        perform(store, Notices.change_policy, actor("director"), name=name, value=value)


@pytest.mark.parametrize(
    ("handler", "data", "resident_reads"),
    [(one[1], one[2], one[0] in FOR_RESIDENTS) for one in NOTIFICATIONS],
    ids=[one[0].value for one in NOTIFICATIONS],
)
def test_N03_what_residents_read_is_signed_and_what_staff_read_is_not(
    store: Store,
    named: None,
    actor: Callable[..., Actor],
    resident: Callable[[int], Actor],
    handler: str,
    data: dict[str, Any],
    resident_reads: bool,
) -> None:
    deliver(store, Notices, handler, **data)
    readers = [resident(1)] if resident_reads else [actor("supervisor"), actor("engineer")]
    others = ("receptionist", "steward", "deputy_manager", "director")
    readers += [] if resident_reads else [actor(one) for one in others]
    texts = [
        one["text"]
        for reader in readers
        for one in perform(store, Notices.messages, reader)["items"]
    ]
    assert texts
    assert all(text.endswith(END) is resident_reads for text in texts)
    assert all(text.count(END) <= 1 for text in texts)


def test_N03_a_notice_that_leaves_the_house_is_signed_and_dated(
    store: Store, named: None, with_email: None, published: Make, actor: Callable[..., Actor]
) -> None:
    published(kind="outage", channels=["portal", "email"])
    sent: list[str] = []
    sending.send_due(store, lambda parcel: sent.append(parcel.text))
    papers = perform(store, Notices.door_deliveries, actor("steward"))["items"]
    for text in [*sent, *(one["text"] for one in papers)]:
        assert text.endswith(f"{END}\n2026年11月2日")
    assert sent and papers


def test_N03_a_notice_in_the_portal_names_who_signs_it(
    store: Store, named: None, published: Make, resident: Callable[[int], Actor]
) -> None:
    notice = published()
    found = perform(store, Notices.get, resident(1), notice_id=notice["id"])
    assert found["signature"] == END and found["advice"] == []


@pytest.mark.parametrize("text", ["您好，楼道灯已修复。", "楼道灯已修复。"])
def test_X07_an_answer_greets_once_and_speaks_of_no_page(
    store: Store, resident: Callable[[int], Actor], text: str
) -> None:
    deliver(store, Notices, "on_complaint_answered", **ANSWERED | {"text": text})
    (message,) = perform(store, Notices.messages, resident(1))["items"]
    assert message["text"].count("您好") == 1
    assert "本页面" not in message["text"]


def test_N01_staff_read_what_a_notice_lacks(
    store: Store, draft: Make, actor: Callable[..., Actor]
) -> None:
    notice = draft(kind="outage", title="停水", body="明日停水。")
    assert "relative_day" in notice["advice"] and "begin_and_end" in notice["advice"]


def test_N01_the_text_of_an_outage_is_made_of_what_it_must_say(
    store: Store, draft: Make, actor: Callable[..., Actor]
) -> None:
    text = perform(
        store,
        Notices.compose_outage,
        actor("receptionist"),
        supply="water",
        reason="水箱清洗",
        begins_at="2026-11-22T09:00:00+08:00",
        ends_at="2026-11-22T12:00:00+08:00",
        places="3栋",
    )
    assert draft(kind="outage", **text)["advice"] == []
