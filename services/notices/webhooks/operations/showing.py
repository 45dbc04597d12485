"""What was told: every delivery with what came back, and sent once more by hand (P06)."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from contracts.notices.request_types import ListDeliveriesRequest, ReplayDeliveryRequest
from contracts.notices.webhooks import DeliveryStatus, DeliveryUnderWay
from foundation.errors import NotFound
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.webhooks.operations.keeping import ALL, is_within, locked
from services.notices.webhooks.tables import WebhookDelivery

DELIVERIES: Final = listing(WebhookDelivery, "webhook_id", "status")
UNDER_WAY: Final = frozenset({DeliveryStatus.WAITING, DeliveryStatus.SENDING})


def list_deliveries(uow: UnitOfWork, data: ListDeliveriesRequest) -> dict[str, Any]:
    """The deliveries of a webhook, newest first; raise `NotFound` for one that reaches beyond what
    the caller administers."""
    known = (one for one in uow.rows(ALL) if one.id == data["webhook_id"])
    if not any(is_within(uow, one) for one in known):
        raise NotFound(field="webhook_id")
    found = DELIVERIES.page(uow, data)
    return found | {"items": [view(one) for one in found["items"]]}


def replay(uow: UnitOfWork, data: ReplayDeliveryRequest) -> dict[str, Any]:
    """Send it once more, now, with all its attempts before it.

    Raise `NotFound`, `WebhookEnded`, `DeliveryUnderWay` for one that is sent anyway.
    """
    hook = locked(uow, data["webhook_id"])
    found = select(WebhookDelivery).where(
        WebhookDelivery.id == data["delivery_id"], WebhookDelivery.webhook_id == hook.id
    )
    row: WebhookDelivery | None = uow.session.scalars(found.with_for_update()).one_or_none()
    if row is None:
        raise NotFound(field="delivery_id")
    if row.status in UNDER_WAY:
        raise DeliveryUnderWay
    row.status, row.due_at, row.tried = DeliveryStatus.WAITING, uow.now, 0
    uow.subject("webhook", hook.id)
    return view(row)


def view(row: Any) -> dict[str, Any]:
    """A delivery as it is shown."""
    names = "id", "event_id", "type", "status", "made_at", "due_at", "body"
    attempts = [one | {"at": datetime.fromisoformat(one["at"])} for one in row.attempts]
    return {name: getattr(row, name) for name in names} | {"attempts": attempts}
