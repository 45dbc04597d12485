"""Sending by a real mail server, at least once and never twice on purpose: N03, N04."""

import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from contracts.notices.channels import Channel
from foundation import config
from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.storage.store import Store
from services.notices.channels.operations import mail as mail_outlet
from services.notices.channels.operations import outlet
from services.notices.channels.operations.outlet import NotTaken
from services.notices.sending.operations import send as sending
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, events, perform, put_household
from tests.operations.notices.conftest import Make, member
from tests.support.photos import JPEG
from tests.support.smtp import MailServer, mail_server

RETRIES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360)]
DUNNING = {
    "household_id": "h1",
    "step": "message",
    "due_on": "2026-10-31",
    "amount": "320.50",
    "bill_numbers": ["ZD-2026-000001"],
    "text": "您好，您有一笔物业费 320.50 元已到期，请尽快缴纳；如有困难可申请分期。",
}


pytestmark = pytest.mark.both_databases


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """A mail server, configured as the way out."""
    before = config.settings()
    with mail_server() as server:
        config.use(replace(before, smtp_url=server.url))
        yield server
    config.use(before)


def outgoing(store: Store, actor: Callable[..., Actor], **query: Any) -> list[dict[str, Any]]:
    """Outgoing messages as the supervisor sees them."""
    return list(perform(store, Notices.outgoing, actor("supervisor"), **query)["items"])


def test_N03_a_notice_goes_out_by_email_under_its_id(
    store: Store, published: Make, act: Make, mail: MailServer, actor: Callable[..., Actor]
) -> None:
    notice = published(channels=["portal", "email"], audience={"household_ids": ["h1"]})
    assert sending.send_due(store, outlet.send) == 1
    assert mail.receivers == [["r1@example.org"]]
    ((title, text),) = mail.texts()
    assert title == notice["title"]
    assert text.splitlines() == [notice["body"], "物业服务中心", "2026年11月2日"]
    (message,) = outgoing(store, actor)
    assert message["status"] == "sent"
    assert mail.received[0]["X-Guanjia-Message-Id"] == message["id"]
    assert mail.received[0]["From"] == "desk@example.org"
    reach = act("reach", notice)
    assert (reach["reached"], reach["items"][0]["delivered_by"]) == (1, "email")
    assert sending.send_due(store, outlet.send) == 0


@pytest.mark.parametrize(
    ("files", "said"),
    [(1, "1 attachment: open this notice online to see it."),
     (2, "2 attachments: open this notice online to see them.")],
)  # fmt: skip
def test_P09_a_notice_that_leaves_the_house_tells_of_its_attachments_in_both_languages(
    store: Store, draft: Make, act: Make, actor: Callable[..., Actor], mail: MailServer,
    files: int, said: str,
) -> None:  # fmt: skip
    notice = draft(channels=["portal", "email", "paper"], audience={"household_ids": ["h1"]})
    for _ in range(files):
        act("add_attachment", notice, "receptionist", content=b64encode(JPEG).decode())
    act("submit", notice, "receptionist")
    act("publish", notice)
    sending.send_due(store, outlet.send)
    ((_title, text),) = mail.texts()
    told = f"（附件{files}个，请在网上打开本公告查看。）", f"({said})"
    assert text.splitlines() == [notice["body"], "物业服务中心", "2026年11月2日", *told]
    (copy,) = perform(store, Notices.door_deliveries, actor("steward"))["items"]
    assert copy["text"].splitlines() == text.splitlines()


def test_N03_a_message_of_the_desk_has_both_languages(store: Store, mail: MailServer) -> None:
    deliver(store, Notices, "on_dunning_step_taken", **DUNNING)
    sending.send_due(store, outlet.send)
    ((subject, text),) = mail.texts()
    assert subject == "欠费提醒 1栋 1-101 2026年10月31日到期 ¥320.50"
    assert DUNNING["text"] in text
    assert "¥320.50 is overdue" in text


def test_N03_what_is_not_taken_is_tried_again_after_growing_delays(
    store: Store, mail: MailServer, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    deliver(store, Notices, "on_dunning_step_taken", **DUNNING)
    mail.refusing = True
    for delay in RETRIES[:2]:
        assert sending.send_due(store, outlet.send) == 1
        clock.advance(delay - timedelta(seconds=1))
        assert sending.send_due(store, outlet.send) == 0
        clock.advance(timedelta(seconds=1))
    mail.refusing = False
    assert sending.send_due(store, outlet.send) == 1
    message = next(one for one in outgoing(store, actor) if one["channel"] == "email")
    assert (message["status"], message["attempts"], message["error"]) == ("sent", 3, None)
    assert len(mail.received) == 1


def test_N04_after_the_last_attempt_it_is_undeliverable_and_goes_to_the_door(
    store: Store, mail: MailServer, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    put_household(store, "h1", version=2, members=[member(None, "r1@example.org")])
    deliver(store, Notices, "on_dunning_step_taken", **DUNNING)
    mail.refusing = True
    for delay in [*RETRIES, timedelta()]:
        assert sending.send_due(store, outlet.send) == 1
        clock.advance(delay)
    assert sending.send_due(store, outlet.send) == 0
    (message,) = outgoing(store, actor, status="undeliverable")
    assert message["attempts"] == len(RETRIES) + 1
    (event,) = events(store, "message_undeliverable")
    assert event["data"] == {
        "message_id": message["id"],
        "household_id": "h1",
        "person_id": None,
        "channel": "email",
        "reason": "The mail server answered 451.",
    }
    (copy,) = perform(store, Notices.door_deliveries, actor("steward"))["items"]
    assert (copy["household_id"], copy["text"]) == ("h1", f"{DUNNING['text']}\n物业服务中心")


def test_N03_a_sender_that_dies_loses_nothing(
    store: Store, mail: MailServer, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    deliver(store, Notices, "on_dunning_step_taken", **DUNNING)
    ((parcel, until),) = sending.claim(store)
    outlet.send(parcel)  # and dies before it records
    assert sending.send_due(store, outlet.send) == 0
    clock.advance(sending.CLAIM)
    assert sending.send_due(store, outlet.send) == 1
    first, second = mail.received
    assert first["X-Guanjia-Message-Id"] == second["X-Guanjia-Message-Id"] == parcel.message_id
    assert first["Message-ID"] == second["Message-ID"] == f"<{parcel.message_id}@example.org>"
    sending.record(store, parcel.message_id, until, NotTaken("late"))  # it was not dead after all
    message = next(one for one in outgoing(store, actor) if one["channel"] == "email")
    assert (message["status"], message["attempts"]) == ("sent", 1)


def test_N03_two_senders_never_take_the_same_message(store: Store, with_email: None) -> None:
    deliver(store, Notices, "on_dunning_step_taken", **DUNNING)
    first, second = sending.claim(store), sending.claim(store)
    assert (len(first), len(second)) == (1, 0)


def test_N03_without_the_claim_a_message_would_be_sent_twice(
    store: Store, with_email: None, clock: FixedClock
) -> None:
    """Negative control: a claim that is over protects nothing."""
    deliver(store, Notices, "on_dunning_step_taken", **DUNNING)
    first = sending.claim(store)
    clock.advance(sending.CLAIM)
    second = sending.claim(store)
    assert [parcel for parcel, _ in first] == [parcel for parcel, _ in second]


def test_N01_what_is_withdrawn_leaves_no_more(
    store: Store, published: Make, act: Make, mail: MailServer
) -> None:
    notice = published(channels=["email"])
    act("withdraw", notice, reason="有误")
    assert sending.send_due(store, outlet.send) == 0
    assert mail.received == []


def test_N03_channels_that_are_not_configured_are_named_and_left_out(
    store: Store, published: Make, actor: Callable[..., Actor]
) -> None:
    notice = published(channels=["portal", "email", "sms"], audience={"buildings": ["1栋"]})
    assert notice["unavailable_channels"] == ["email", "sms"]
    assert outgoing(store, actor) == []


def test_N03_other_channels_are_apprise_addresses_from_the_configuration(
    store: Store,
    published: Make,
    monkeypatch: pytest.MonkeyPatch,
    actor: Callable[..., Actor],
) -> None:
    monkeypatch.setenv("GUANJIA_SMS_URL", "json://127.0.0.1:9/{address}")
    with store.read() as uow:
        assert outlet.available(uow) == {Channel.PORTAL, Channel.PAPER, Channel.SMS}
    published(channels=["sms"], audience={"household_ids": ["h1"]})
    ((parcel, _),) = sending.claim(store)
    assert parcel.address == "13812345678"
    assert outlet.by_number(parcel.by or "", parcel.address) == "json://127.0.0.1:9/13812345678"
    with pytest.raises(NotTaken):  # nothing listens there
        outlet.send(parcel)


@pytest.mark.parametrize(
    ("configured", "expected"),
    [
        ("smtp://mail.example.org", (25, "insecure", None, None)),
        ("smtps://desk:se%40cret@mail.example.org", (465, "ssl", "desk", "se@cret")),
        ("smtp://mail.example.org:587?mode=starttls", (587, "starttls", None, None)),
        ("mailto://mail.example.org:1025", (1025, "insecure", None, None)),
    ],
)
def test_N03_a_mail_server_is_configured_by_its_address(
    configured: str, expected: tuple[Any, ...]
) -> None:
    server = mail_outlet.Server.of(configured)
    assert (server.port, server.mode, server.user, server.password) == expected
    assert (server.host, server.sender) == ("mail.example.org", "guanjia@mail.example.org")


GREEN = """
import eventlet
eventlet.monkey_patch()
import sys
from services.notices.channels.operations import outlet
ticks = 0
def tick():
    global ticks
    while True:
        ticks += 1
        eventlet.sleep(0.01)
parcel = outlet.Parcel("m1", "email", "a@example.org", "t", "x", sys.argv[1])
outlet.send(parcel)  # the first one loads apprise's plugins
ticker = eventlet.spawn(tick)
ticks = 0
outlet.send(parcel)
print(ticks)
"""


def test_N03_a_slow_mail_server_holds_up_nobody_else_in_the_process(mail: MailServer) -> None:
    mail.delay = 0.5
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", GREEN, mail.url],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path(__file__).parents[4],
        check=True,
    )
    assert len(mail.received) == 2
    assert int(done.stdout.split()[-1]) >= 10


def test_N04_the_office_asks_as_often_for_many_messages_as_for_one(
    store: Store, published: Make, mail: MailServer, actor: Callable[..., Actor]
) -> None:
    def queries(**more: Any) -> int:
        published(channels=["portal", "email"], **more)
        statements: list[str] = []

        def note(*arguments: Any) -> None:
            statements.append(arguments[2])

        event.listen(store.engine, "before_cursor_execute", note)
        outgoing(store, actor)
        event.remove(store.engine, "before_cursor_execute", note)
        return len(statements)

    few = queries(audience={"household_ids": ["h1"]})
    assert len(outgoing(store, actor)) == 1
    assert queries() == few
    assert len(outgoing(store, actor)) > 2
