"""Which messages have been kept long enough: those about which nothing is to be done any more.

Copies of notices stay with their notice: they say whom it reached (N04).
"""

from typing import Any

from contracts.notices.messages import MessageStatus
from foundation import retention
from services.notices.messages.tables import Message
from services.notices.untold.tables import Untold

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
