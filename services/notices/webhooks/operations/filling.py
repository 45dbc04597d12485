"""Events that become deliveries: one for each webhook that wants to know (P06)."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from contracts.base import Event
from contracts.billing import events as billing
from contracts.billing.event_types import PaymentVoidedData
from contracts.complaints import events as complaints
from contracts.complaints.event_types import ComplaintLodgedData
from contracts.notices.webhooks import TOLD, DeliveryStatus, WebhookEvent
from contracts.repairs import events as repairs
from contracts.repairs.event_types import RepairRequestedData
from foundation.bound_method import ready
from foundation.messaging.envelope import Envelope
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.webhooks.operations.keeping import ALL
from services.notices.webhooks.tables import Webhook, WebhookDelivery


def telling(event: type[Event]) -> Callable[[UnitOfWork, Envelope], None]:
    """Of an event, what enters a delivery for each webhook that is told of it."""
    type_ = WebhookEvent(f"{event.source}.{event.type_}")

    def tell(uow: UnitOfWork, envelope: Envelope) -> None:
        for hook in told_of(uow, type_):
            enter(uow, hook, event, type_, envelope)

    return tell


def told_of(uow: UnitOfWork, type_: WebhookEvent) -> list[Any]:
    """The webhooks that are told of an event that has happened where the unit is."""
    hooks: list[Any] = uow.recently("webhooks", lambda: list(uow.rows(ALL)))
    return [
        one
        for one in hooks
        if one.ended_at is None
        and type_ in one.events
        and (one.communities is None or uow.community in one.communities)
    ]


def enter(
    uow: UnitOfWork, hook: Webhook, event: type[Event], type_: WebhookEvent, envelope: Envelope
) -> None:
    """A delivery, unless there is one of this event already."""
    body = body_of(event, type_, envelope)
    row = row_of(uow, hook, envelope.id, type_, body) | {"community_id": uow.community}
    uow.session.execute(uow.insert_ignoring(WebhookDelivery.__table__), row)


def row_of(
    uow: UnitOfWork, hook: Webhook, event_id: str, type_: WebhookEvent, body: str
) -> dict[str, Any]:
    """A delivery that nobody has tried yet."""
    return {
        "id": uow.new_id(),
        "webhook_id": hook.id,
        "event_id": event_id,
        "type": type_,
        "body": body,
        "status": DeliveryStatus.WAITING,
        "tried": 0,
        "attempts": [],
        "made_at": uow.now,
        "due_at": uow.now,
    }


def body_of(event: type[Event], type_: WebhookEvent, envelope: Envelope) -> str:
    """What is sent: which event, when it happened, and of its data what may leave the house."""
    said = ready(event).dump(envelope.data)
    told = {name: said.get(name) for name in TOLD[type_]}
    return written(type_, envelope.occurred_at, told)


def written(type_: WebhookEvent, at: datetime, data: dict[str, Any]) -> str:
    """The body, as Standard Webhooks has it."""
    told = {"type": type_.value, "timestamp": at.isoformat(), "data": data}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def payment_voided(uow: UnitOfWork, envelope: Envelope[PaymentVoidedData]) -> None:
    """Nobody else is told of it here."""
    telling(billing.PaymentVoided)(uow, envelope)


def repair_requested(uow: UnitOfWork, envelope: Envelope[RepairRequestedData]) -> None:
    """Nobody else is told of it here."""
    telling(repairs.RepairRequested)(uow, envelope)


def complaint_lodged(uow: UnitOfWork, envelope: Envelope[ComplaintLodgedData]) -> None:
    """Nobody else is told of it here."""
    telling(complaints.ComplaintLodged)(uow, envelope)
