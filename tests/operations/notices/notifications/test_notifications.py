"""A notification is written once, and never an unfit text: X06, C08."""

from collections.abc import Callable
from typing import Any

from foundation.actor import Actor
from foundation.messaging.envelope import Envelope
from foundation.service import receive
from foundation.storage.store import Store
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, events, perform
from tests.operations.notices.happenings import ESCALATED, STEP


def envelope(store: Store) -> Envelope:
    """The event as it travels."""
    with store.read() as uow:
        return Envelope(
            id=uow.new_id(),
            source="complaints",
            type="complaint_escalated",
            version=1,
            aggregate_id="c1",
            occurred_at=uow.now,
            request_id="test",
            actor={"id": "p-receptionist", "name": "receptionist"},
            data=ESCALATED,
        )


def test_X06_a_message_is_written_once_however_often_its_event_is_delivered(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    handle, event = Notices.on_complaint_escalated, envelope(store)
    processed = [
        receive(store, "notices.test", handle.event(), handle.operation, event) for _ in range(3)
    ]
    assert processed == [True, False, False]
    assert len(inbox("deputy_manager")) == 1


def test_X06_without_the_inbox_it_would_be_written_twice(
    store: Store, inbox: Callable[..., list[dict[str, Any]]]
) -> None:
    """Negative control: `deliver` goes past the inbox, each time as an event of its own."""
    for _ in range(2):
        deliver(store, Notices, "on_complaint_escalated", **ESCALATED)
    assert inbox("deputy_manager")[0]["times"] == 2


def test_C08_an_unfit_text_from_elsewhere_is_blocked_and_reported(
    store: Store,
    inbox: Callable[..., list[dict[str, Any]]],
    resident: Callable[[int], Actor],
    actor: Callable[..., Actor],
) -> None:
    text = "您好，再不缴费就停水停电。"
    deliver(store, Notices, "on_dunning_step_taken", **STEP | {"text": text})
    assert inbox(resident(1)) == []
    (blocked,) = perform(store, Notices.outgoing, actor("supervisor"), status="blocked")["items"]
    (event,) = events(store, "message_undeliverable")
    assert event["data"]["message_id"] == blocked["id"]
    assert event["data"]["reason"].startswith("forbidden_phrase")
