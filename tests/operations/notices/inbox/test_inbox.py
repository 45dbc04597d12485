"""One's own messages: unread, read, nobody else's (N03)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.errors import NotFound
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, perform, put_person
from tests.operations.notices.happenings import BILL, PAYMENT


def test_N03_an_inbox_counts_what_is_unread_and_reading_is_noted_once(
    store: Store,
    inbox: Callable[..., list[dict[str, Any]]],
    resident: Callable[[int], Actor],
    clock: FixedClock,
) -> None:
    deliver(store, Notices, "on_bill_issued", **BILL)
    clock.advance(timedelta(seconds=1))
    deliver(store, Notices, "on_payment_received", **PAYMENT)
    listed = perform(store, Notices.messages, resident(1))
    assert [one["purpose"] for one in listed["items"]] == ["payment_received", "bill_issued"]
    assert listed["unread"] == 2
    message_id = listed["items"][0]["id"]
    first = perform(store, Notices.read_message, resident(1), message_id=message_id)
    clock.advance(timedelta(hours=1))
    again = perform(store, Notices.read_message, resident(1), message_id=message_id)
    assert first["read_at"] == again["read_at"] == "2026-11-02T10:00:01+08:00"
    assert perform(store, Notices.messages, resident(1), limit=1)["unread"] == 1
    assert [one["purpose"] for one in inbox(resident(1), unread=True)] == ["bill_issued"]


def test_N03_nobody_reads_the_messages_of_others(
    store: Store, resident: Callable[[int], Actor], actor: Callable[..., Actor]
) -> None:
    put_person(store, "p-other", "engineer")
    deliver(store, Notices, "on_bill_issued", **BILL)
    message_id = perform(store, Notices.messages, resident(1))["items"][0]["id"]
    for stranger in (resident(2), actor("director"), actor("engineer", id="p-other")):
        with pytest.raises(NotFound):
            perform(store, Notices.read_message, stranger, message_id=message_id)
