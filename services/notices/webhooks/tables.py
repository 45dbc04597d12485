"""Tables of the webhooks and of what they are told."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Owned
from foundation.storage.types import Id, Instant, Json
from services.notices.base import Base


class Webhook(Base):
    """An address that is told of events (P06)."""

    __tablename__ = "webhooks"
    __audit_hidden__: ClassVar = {"secret", "old_secret"}

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    """Which program it is for."""
    url: Mapped[str] = mapped_column(String(500))
    """Where it is."""
    events: Mapped[list[str]] = mapped_column(Json)
    """Each a `WebhookEvent`."""
    communities: Mapped[list[str] | None] = mapped_column(Json)
    """Ids of the communities whose events are told; None: of the whole company."""
    secret: Mapped[str] = mapped_column(String(200))
    """What is signed with, sealed."""
    old_secret: Mapped[str | None] = mapped_column(String(200))
    """The one before, sealed; None: there was none."""
    old_until: Mapped[datetime | None] = mapped_column(Instant)
    """Until when all is signed with the one before as well."""
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Counts on with each change of name, address, events or communities."""
    claimed_until: Mapped[datetime] = mapped_column(Instant)
    """When a sender that is at it is given up; in the past, when it was served last."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    """When it was entered."""
    made_by: Mapped[str] = mapped_column(String(120))
    """The name of who entered it."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was ended; None: it is told."""
    ended_by: Mapped[str | None] = mapped_column(String(120))
    """The name of who ended it."""


class WebhookDelivery(Owned, Base):
    """An event that an address is told of, once."""

    __tablename__ = "webhook_deliveries"
    __audited__ = False
    __table_args__ = (
        UniqueConstraint("webhook_id", "event_id"),
        Index("ix_webhook_deliveries_due", "webhook_id", "status", "due_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    webhook_id: Mapped[str] = mapped_column(ForeignKey("webhooks.id"))
    """Who is told."""
    event_id: Mapped[str] = mapped_column(Id)
    """The event, by its id in the outbox of its service: the `webhook-id`."""
    type: Mapped[str] = mapped_column(String(80))
    """A `WebhookEvent`."""
    body: Mapped[str] = mapped_column(Text)
    """What is sent, to the letter: it is what is signed."""
    status: Mapped[str] = mapped_column(String(20))
    """A `DeliveryStatus`."""
    tried: Mapped[int]
    """Attempts since it was entered, or sent once more by hand."""
    attempts: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    """The last of all: when, and what came back."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    """When it was entered."""
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it is sent next; None: not by itself."""
