"""P06: the process is killed while an event is on its way to another's program."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from foundation import config
from foundation.storage.store import Store, open_store
from tests.operations.notices.webhooks.receiver import Receiver, listening
from tests.operations.notices.webhooks.test_webhooks import make, paid, told
from tests.support.product import embedded, eventually

SECRET_KEY = "s" * 40
INSTALLATION = {"GUANJIA_WEBHOOK_NETWORKS": "127.0.0.0/8", "GUANJIA_SECRET_KEY": SECRET_KEY}


@pytest.fixture
def slow() -> Iterator[tuple[Receiver, threading.Event]]:
    """A program that answers when it is let."""
    let = threading.Event()
    with listening(let) as receiver:
        yield receiver, let
        let.set()


@pytest.fixture
def installation() -> Iterator[None]:
    """What this process knows of the installation, to enter a webhook of it."""
    before = config.settings()
    config.use(replace(before, secret_key=SECRET_KEY, webhook_networks=("127.0.0.0/8",)))
    yield
    config.use(before)


def claims_run_out(store: Store) -> None:
    """As after the minutes of a claim, which no test waits for."""
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE webhooks SET claimed_until = made_at"))


@pytest.mark.timeout(120)
@pytest.mark.usefixtures("installation")
def test_P06_killed_while_it_sends_it_sends_again_and_loses_nothing(
    tmp_path: Path, slow: tuple[Receiver, threading.Event]
) -> None:
    """The second event waits behind the first, which nobody has answered when the process dies.

    Negative control: while the claim of the dead sender holds, nothing is sent.
    """
    receiver, let = slow
    with ExitStack() as stack:
        first = stack.enter_context(embedded(tmp_path, demo=False, environment=INSTALLATION))
        store = open_store(f"sqlite:///{tmp_path}/data/notices.db", "notices")
        stack.callback(store.engine.dispose)
        hook = make(store, receiver.url)
        paid(store, "e1")
        paid(store, "e2")
        eventually(lambda: receiver.got)
        first.processes["embedded"].kill()
        assert statuses(store, hook) == ["waiting", "sending"], "nothing was answered yet"
        let.set()
        stack.enter_context(embedded(tmp_path, demo=False, environment=INSTALLATION))
        assert len(receiver.got) == 1, "the claim holds"
        claims_run_out(store)
        eventually(lambda: statuses(store, hook) == ["delivered", "delivered"])
        assert [headers["webhook-id"] for headers, _ in receiver.got] == ["e1", "e1", "e2"]


def statuses(store: Store, hook: dict[str, Any]) -> list[str]:
    """What became of each event, the last first."""
    return [one["status"] for one in told(store, hook)]
