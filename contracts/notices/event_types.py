"""Payloads as their schemas load them. Written by `make docs`; do not edit."""

from datetime import datetime
from typing import TypedDict


class NoticePublishedData(TypedDict):
    """`contracts.notices.events.NoticePublished`, loaded."""

    notice_id: str
    number: str
    kind: str
    title: str


class MessageUndeliverableData(TypedDict):
    """`contracts.notices.events.MessageUndeliverable`, loaded."""

    message_id: str
    household_id: str | None
    person_id: str | None
    channel: str
    reason: str


class BillDeliveredData(TypedDict):
    """`contracts.notices.events.BillDelivered`, loaded."""

    bill_id: str
    household_id: str
    channel: str
    delivered_at: datetime
    delivered_by: str
    receipt: str | None
