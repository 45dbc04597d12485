"""P03: a link for a new password leaves by mail, sealed until then."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from foundation import config
from foundation.sealing import seal
from foundation.storage.store import Store
from services.notices.messages.tables import Message
from services.notices.sending.operations import send
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import NOON, deliver, put_person

LINK = "https://desk.example/join/jyzv8cwzfIMqRe3xWBtfqtJ8IUvMUqXDuKHstK5mQnI"
UNTIL = NOON.replace(day=5)


@pytest.fixture(autouse=True)
def installation() -> Iterator[None]:
    """An installation with a secret, that sends mail."""
    before = config.settings()
    config.use(replace(before, secret_key="s" * 40, smtp_url="smtp://localhost"))
    yield
    config.use(before)


def told(store: Store, **more: Any) -> list[Message]:
    """What is written to somebody who has forgotten the password."""
    put_person(store, "p1", "steward", email="wang@example.com")
    data = {"person_id": "p1", "link": seal(send.LINKS, "p1", LINK), "expires_at": UNTIL} | more
    if data["expires_at"] is not None:
        data["expires_at"] = data["expires_at"].isoformat()
    deliver(store, Notices, "on_password_forgotten", **data)
    with store.read() as uow:
        return list(uow.session.scalars(select(Message)))


def test_P03_the_link_leaves_by_mail_and_is_kept_sealed(store: Store) -> None:
    [message] = told(store)
    assert (message.channel, message.address, message.urgent) == (
        "email", "wang@example.com", True,
    )  # fmt: skip
    assert LINK not in str(vars(message)) and "2026年11月5日" in message.text_zh
    left: list[Any] = []
    assert send.send_due(store, left.append) == 1
    assert left[0].text.count(LINK) == 2, "in both languages"


def test_P03_what_comes_late_is_of_no_use(store: Store) -> None:
    assert told(store, expires_at=NOON) == []


def test_P03_who_needs_two_is_told_so(store: Store) -> None:
    [message] = told(store, link=None, expires_at=None)
    assert "须由两人办理" in message.text_zh and "[link]" not in message.text_zh
