"""Which messages have been kept long enough: those about which nothing is to be done any more.

Copies of notices stay with their notice: they say whom it reached (N04).
"""

from typing import Any

from sqlalchemy import delete, select, update

from contracts.notices.messages import MessageStatus
from foundation import erasure, retention
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.messages.tables import Message
from services.notices.untold.tables import Untold
from services.notices.webhooks.tables import WebhookDelivery

TABLE: Any = Message.__table__
OVER = (
    MessageStatus.SENT,
    MessageStatus.UNDELIVERABLE,
    MessageStatus.BLOCKED,
    MessageStatus.CANCELLED,
)
OLD = retention.RetentionRule(
    TABLE,
    "keep_messages_days",
    retention.by_id(TABLE, TABLE.c.status.in_(OVER), TABLE.c.notice_id.is_(None)),
    TABLE.c.id,
)
LEFT_OUT: Any = Untold.__table__
OLD_UNTOLD = retention.RetentionRule(
    LEFT_OUT, "keep_messages_days", retention.by_id(LEFT_OUT), LEFT_OUT.c.id
)
"""Notifications that were left out are kept as long as messages."""
DELIVERIES: Any = WebhookDelivery.__table__
OLD_DELIVERIES = retention.RetentionRule(
    DELIVERIES, "keep_worked_days", retention.by_id(DELIVERIES), DELIVERIES.c.id
)
"""What programs were told is kept as long as it is known that an event was worked."""


def erase_contact(uow: UnitOfWork, person_id: str) -> None:
    """Erase where messages to somebody of the staff who has left went; that they were told stays
    for as long as messages do."""
    mine = TABLE.c.person_id == person_id
    uow.session.execute(update(TABLE).where(mine).values(address=None, received_by=None))
    erasure.forget_answers(uow, person_id)


def erase_person(uow: UnitOfWork, person_id: str) -> None:
    """Erase what was written to somebody who has left, and where it went; of copies of notices it
    stays that they were sent (N04)."""
    mine = TABLE.c.person_id == person_id
    timestamps = set(uow.session.scalars(select(TABLE.c.created_at).where(mine)))
    uow.session.execute(update(TABLE).where(mine).values(address=None, received_by=None))
    uow.session.execute(delete(TABLE).where(mine, TABLE.c.notice_id.is_(None)))
    erasure.trail(uow, "person_id", [person_id], timestamps)
    erasure.forget_answers(uow, person_id)
