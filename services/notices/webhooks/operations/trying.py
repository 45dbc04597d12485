"""A test event: sent while who asked for it waits, with its answer at once (P06)."""

from typing import Any, Final

from contracts.notices.request_types import SendTestEventRequest
from contracts.notices.webhooks import DeliveryStatus, WebhookEvent
from foundation.actor import Actor
from foundation.concurrency import Timeout
from foundation.storage.store import Store
from services.notices.webhooks.operations import delivering
from services.notices.webhooks.operations.filling import row_of, written
from services.notices.webhooks.operations.keeping import locked
from services.notices.webhooks.operations.posting import Answer
from services.notices.webhooks.operations.showing import view
from services.notices.webhooks.tables import WebhookDelivery

TEST_SECONDS: Final = 15.0
"""How long an address has for its answer to a test."""


def send_test(store: Store, actor: Actor, data: SendTestEventRequest) -> dict[str, Any]:
    """Send a test event, past what waits. It is tried once; where this process ends before the
    answer is written down, the sender sends it after the claim has run out.

    Raise `NotFound`, `WebhookEnded`.
    """
    with store.write(actor, "notices.send_test_event") as uow:
        hook = locked(uow, data["webhook_id"])
        until = uow.now + delivering.CLAIM
        body = written(WebhookEvent.TEST, uow.now, {"webhook_id": hook.id})
        made = row_of(uow, hook, uow.new_id(), WebhookEvent.TEST, body)
        where = hook.communities[0] if hook.communities else None
        row = WebhookDelivery(
            **made | {"status": DeliveryStatus.SENDING, "due_at": until, "community_id": where}
        )
        uow.session.add(row)
        uow.subject("webhook", hook.id)
        parcel = delivering.parcel_of(uow, hook, row, until)
    answer = Answer(None, "Timeout")
    with Timeout(TEST_SECONDS, False):
        answer = delivering.attempt(parcel)
    with store.write(actor, "notices.send_test_event") as uow:
        row = uow.session.get_one(WebhookDelivery, parcel.delivery_id, with_for_update=True)
        delivering.note(uow, row, answer)
        taken = answer.is_taken
        row.status = DeliveryStatus.DELIVERED if taken else DeliveryStatus.GIVEN_UP
        row.due_at = None
        return view(row)
