"""A mail arrives once, however slow the server and however often a process dies: N03."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.storage.store import Store
from services.notices.channels.operations import mail as mail_outlet
from services.notices.channels.operations import outlet
from services.notices.channels.operations.outlet import NotTaken, Parcel
from services.notices.sending.operations import send as sending
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, events, perform, put_household
from tests.operations.notices.conftest import member
from tests.operations.notices.sending.test_sending import DUNNING, mail
from tests.support.smtp import MailServer

__all__ = ["mail"]
PARCEL = Parcel("m1", "email", "a@example.org", "标题", "您好。")


def test_N03_the_end_of_a_message_is_waited_for_as_the_standard_has_it() -> None:
    assert mail_outlet.MESSAGE_SECONDS >= 600  # RFC 5321, 4.5.3.2.6
    assert mail_outlet.ANSWER_SECONDS >= 300  # 4.5.3.2.1 to 4.5.3.2.3
    assert sending.CLAIM.total_seconds() > mail_outlet.LONGEST_SECONDS


def test_N03_a_server_that_takes_its_time_gets_a_mail_once(
    mail: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_outlet, "ANSWER_SECONDS", 3)  # of greetings: a busy machine's as well
    mail.delay = 3.5
    mail_outlet.send(mail.url, PARCEL)
    assert len(mail.received) == 1


def test_N03_without_that_patience_it_would_get_it_again(
    mail: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: who gives up after the final dot sends it once more."""
    monkeypatch.setattr(mail_outlet, "MESSAGE_SECONDS", 0.2)
    mail.delay = 0.6
    with pytest.raises(NotTaken, match="does not answer"):
        mail_outlet.send(mail.url, PARCEL)
    monkeypatch.undo()
    mail_outlet.send(mail.url, PARCEL)
    assert len(mail.received) == 2


def test_N03_a_copy_is_told_by_its_id_when_the_line_was_cut_after_the_message(
    store: Store, mail: MailServer, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    deliver(store, Notices, "on_dunning_step_taken", **DUNNING)
    mail.dropping = True
    assert sending.send_due(store, outlet.send) == 1
    mail.dropping = False
    clock.advance(timedelta(minutes=1))
    assert sending.send_due(store, outlet.send) == 1
    first, second = mail.received
    assert first["Message-ID"] == second["Message-ID"]
    statuses = {
        one["channel"]: (one["status"], one["attempts"])
        for one in perform(store, Notices.outgoing, actor("supervisor"))["items"]
    }
    assert statuses["email"] == ("sent", 2)


def test_N03_different_messages_have_different_ids(store: Store, mail: MailServer) -> None:
    """Negative control: the id is of the message, not of the sender."""
    for _ in range(2):
        deliver(store, Notices, "on_dunning_step_taken", **DUNNING)
    sending.send_due(store, outlet.send)
    first, second = mail.received
    assert first["Message-ID"] != second["Message-ID"]


KILLED = """
import os, sys
from dataclasses import replace
from datetime import datetime
from foundation import config
from foundation.clock import FixedClock
from foundation.storage.engine import make_engine
from foundation.storage.store import Store
from services.notices.channels.operations import outlet
from services.notices.sending.operations import send as sending
url, now, smtp = sys.argv[1:]
config.use(replace(config.settings(), smtp_url=smtp))
store = Store(make_engine(url), FixedClock(datetime.fromisoformat(now)), "notices")
sending.record = lambda *told: os.kill(os.getpid(), 9)
sending.send_due(store, outlet.send)
"""


def test_N03_a_sender_killed_before_it_records_leaves_one_message_with_one_id(
    store: Store, mail: MailServer, clock: FixedClock
) -> None:
    deliver(store, Notices, "on_dunning_step_taken", **DUNNING)
    url = store.engine.url.render_as_string(hide_password=False)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILLED, url, clock.now().isoformat(), mail.url],
        timeout=60,
        cwd=Path(__file__).parents[4],
        check=False,
    )
    assert (done.returncode, len(mail.received)) == (-9, 1)
    assert sending.send_due(store, outlet.send) == 0  # another instance leaves it alone
    clock.advance(sending.CLAIM)
    assert sending.send_due(store, outlet.send) == 1
    first, second = mail.received
    assert first["Message-ID"] == second["Message-ID"]
    assert sending.send_due(store, outlet.send) == 0


def test_N04_a_mailbox_that_does_not_exist_is_not_tried_again(
    store: Store, mail: MailServer, actor: Callable[..., Actor]
) -> None:
    put_household(store, "h1", version=2, members=[member(None, "r1@example.org")])
    mail.unknown = {"r1@example.org"}
    deliver(store, Notices, "on_dunning_step_taken", **DUNNING)
    assert sending.send_due(store, outlet.send) == 1
    (event,) = events(store, "message_undeliverable")
    assert event["data"]["reason"] == "The mail server answered 550."
    (copy,) = perform(store, Notices.door_deliveries, actor("steward"))["items"]
    assert copy["household_id"] == "h1"


@pytest.mark.parametrize("answer", ["451 later", "452 full", "552 full", "421 closing"])
def test_N04_what_may_pass_is_tried_again(store: Store, mail: MailServer, answer: str) -> None:
    mail.refusing, mail.answer = True, answer
    deliver(store, Notices, "on_dunning_step_taken", **DUNNING)
    sending.send_due(store, outlet.send)
    assert events(store, "message_undeliverable") == []


def test_N03_a_title_cannot_add_a_header(mail: MailServer) -> None:
    bad = Parcel("m1", "email", "a@example.org", "标题\nBcc: b@example.org", "您好。")
    mail_outlet.send(mail.url, bad)
    assert mail.received[0]["Bcc"] is None
    assert mail.receivers == [["a@example.org"]]


GREEN = """
import eventlet
eventlet.monkey_patch()
import sys
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from foundation import config
from foundation.clock import FixedClock
from foundation.storage.engine import make_engine
from foundation.storage.store import Store
from services.notices.sending.operations.senders import Senders
from tests.support.community import HERE
url, now, smtp = sys.argv[1:]
config.use(replace(config.settings(), smtp_url=smtp))
store = Store(make_engine(url), FixedClock(datetime.fromisoformat(now)), "notices")
container = SimpleNamespace(
    dependencies=[SimpleNamespace(store=store)],
    spawn_managed_thread=lambda run, identifier: eventlet.spawn(run),
)
senders = Senders()
senders.container = container
turns = 0
def tick():
    global turns
    while True:
        eventlet.sleep(0.01)
        turns += 1
eventlet.spawn(tick)
senders.start()
eventlet.sleep(2.5)
with store.write(scope=HERE) as work:  # nothing is held while a message is on its way
    pass
eventlet.sleep(2.5)
senders.stop()
print(turns)
"""


def test_N03_a_slow_server_holds_up_neither_the_process_nor_the_other_messages(
    store: Store, mail: MailServer, clock: FixedClock
) -> None:
    for _ in range(8):
        deliver(store, Notices, "on_dunning_step_taken", **DUNNING)
    mail.delay = 1.5
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", GREEN,
         store.engine.url.render_as_string(hide_password=False), clock.now().isoformat(),
         mail.url],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path(__file__).parents[4],
        check=True,
    )  # fmt: skip
    ids: list[Any] = [one["Message-ID"] for one in mail.received]
    assert (len(ids), len(set(ids))) == (8, 8)  # one after another they would take 12 s
    turns = int(done.stdout.split()[-1])
    assert turns > 20, "whoever waits for the server himself has some five turns meanwhile"
