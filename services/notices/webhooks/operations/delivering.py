"""Deliveries that are sent: claimed, sent, recorded (P06).

Nothing is sent inside a transaction. A webhook is claimed for a while with the first of its
deliveries that is due, so that each is told one after another and a slow address holds up no other.
A sender that dies leaves a claim that runs out, and the delivery is sent again under the same
`webhook-id`: at least once, and the address can tell.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import exists, select, update
from standardwebhooks import Webhook as Signer

from contracts.notices.webhooks import (
    DeliveryStatus,
    WebhookAddressPrivate,
    WebhookHostUnknown,
    WebhookUrlUnfit,
)
from foundation.clock import SystemClock
from foundation.concurrency import Timeout
from foundation.sealing import unseal
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.webhooks.operations import posting
from services.notices.webhooks.operations.keeping import SECRETS
from services.notices.webhooks.operations.posting import Answer
from services.notices.webhooks.rules import retry_after
from services.notices.webhooks.tables import Webhook, WebhookDelivery

log = logging.getLogger(__name__)

CLAIM: Final = timedelta(seconds=posting.LONGEST_SECONDS + 300)
"""Longer than the slowest address takes."""
MOST_ATTEMPTS: Final = 20
"""Of a delivery, how many are kept to be shown."""
OPEN: Final = (DeliveryStatus.WAITING, DeliveryStatus.SENDING)
REFUSED: Final = (WebhookAddressPrivate, WebhookHostUnknown, WebhookUrlUnfit)


@dataclass(frozen=True)
class Parcel:
    """A delivery on its way."""

    delivery_id: str
    webhook_id: str
    event_id: str
    url: str
    secrets: tuple[str, ...]
    body: str
    until: datetime
    """Until when it is claimed."""


def claim(store: Store, most: int) -> Sequence[Parcel]:
    """Take the first delivery that is due of some webhooks, those first that have waited longest.
    Safe in all instances at once."""
    with store.read() as uow:
        if uow.session.scalar(claimable(uow).limit(1)) is None:
            return []
    with store.write(operation="claim_deliveries") as uow:
        chosen = claimable(uow).order_by(Webhook.claimed_until).limit(most)
        until = uow.now + CLAIM
        parcels = []
        for hook in uow.session.scalars(chosen.with_for_update(skip_locked=True)).all():
            row = uow.session.scalars(first_due(uow, hook.id)).one()
            row.status = DeliveryStatus.SENDING
            claimed(uow, hook.id, until)
            parcels.append(parcel_of(uow, hook, row, until))
        return parcels


def claimable(uow: UnitOfWork) -> Any:
    """Webhooks that nobody serves at the moment, and of which something is due."""
    due = exists().where(
        WebhookDelivery.webhook_id == Webhook.id,
        WebhookDelivery.status.in_(OPEN),
        WebhookDelivery.due_at <= uow.now,
    )
    return select(Webhook).where(Webhook.ended_at.is_(None), Webhook.claimed_until <= uow.now, due)


def first_due(uow: UnitOfWork, webhook_id: str) -> Any:
    """Of a webhook, what is due first."""
    return (
        select(WebhookDelivery)
        .where(
            WebhookDelivery.webhook_id == webhook_id,
            WebhookDelivery.status.in_(OPEN),
            WebhookDelivery.due_at <= uow.now,
        )
        .order_by(WebhookDelivery.due_at, WebhookDelivery.id)
        .limit(1)
    )


def claimed(uow: UnitOfWork, webhook_id: str, until: datetime) -> None:
    """Note until when it is served, past the audit trail: it says nothing to people."""
    table: Any = Webhook.__table__
    uow.session.execute(update(table).where(table.c.id == webhook_id).values(claimed_until=until))


def parcel_of(uow: UnitOfWork, hook: Webhook, row: WebhookDelivery, until: datetime) -> Parcel:
    """What is sent, and with what it is signed."""
    sealed = [hook.secret]
    if hook.old_secret and hook.old_until and uow.now < hook.old_until:
        sealed.append(hook.old_secret)
    opened = tuple(unseal(SECRETS, hook.id, one) for one in sealed)
    return Parcel(row.id, hook.id, row.event_id, hook.url, opened, row.body, until)


def deliver(store: Store, parcel: Parcel) -> None:
    """Send one and write down what became of it; its claim runs out where that cannot be done."""
    answer = Answer(None, "Timeout")
    try:
        with Timeout(posting.LONGEST_SECONDS, False):
            answer = attempt(parcel)
        record(store, parcel, answer)
    except Exception:  # one delivery must not end the others
        log.exception("delivery %s", parcel.delivery_id)


def attempt(parcel: Parcel) -> Answer:
    """Send one; where the address has become one that nothing is sent to, say so."""
    try:
        return posting.post(parcel.url, parcel.body, headers_of(parcel))
    except REFUSED as refusal:
        return Answer(None, refusal.code)


def headers_of(parcel: Parcel) -> dict[str, str]:
    """What tells whoever gets it that it is ours. By the machine's clock, as theirs is."""
    now = SystemClock().now()
    signed = (Signer(one).sign(parcel.event_id, now, parcel.body) for one in parcel.secrets)
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "guanjia-webhooks/1",
        "webhook-id": parcel.event_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signed),
    }


def record(store: Store, parcel: Parcel, answer: Answer) -> None:
    """Write down what became of a delivery, unless another sender has taken it over since."""
    with store.write(operation="record_delivery") as uow:
        hook = uow.session.get_one(Webhook, parcel.webhook_id, with_for_update=True)
        row = uow.session.get_one(WebhookDelivery, parcel.delivery_id)
        if hook.claimed_until != parcel.until or row.status != DeliveryStatus.SENDING:
            return
        claimed(uow, hook.id, uow.now)
        note(uow, row, answer)
        if answer.is_taken:
            row.status, row.due_at = DeliveryStatus.DELIVERED, None
            return
        delay = retry_after(row.tried)
        if hook.ended_at is not None:
            row.status, row.due_at = DeliveryStatus.DROPPED, None
        elif delay is None:
            row.status, row.due_at = DeliveryStatus.GIVEN_UP, None
        else:
            row.status, row.due_at = DeliveryStatus.WAITING, uow.now + delay


def note(uow: UnitOfWork, row: WebhookDelivery, answer: Answer) -> None:
    """Add an attempt to what is shown."""
    row.tried += 1
    tried = {"at": uow.now.isoformat(), "status": answer.status, "said": answer.said}
    row.attempts = [*row.attempts, tried][-MOST_ATTEMPTS:]


def send_due(store: Store) -> int:
    """Send all that is due, one after another; return how many were tried."""
    tried = 0
    while parcels := claim(store, 1):
        deliver(store, parcels[0])
        tried += 1
    return tried
