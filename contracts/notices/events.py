"""Events that notices publishes."""

from contracts.base import Event
from contracts.fields import Id, Instant, Text, code
from contracts.notices.channels import Channel
from contracts.notices.notices import NoticeKind


class NoticePublished(Event):
    """A notice was published, or a correction of it came into force (N01)."""

    source = "notices"
    type_ = "notice_published"

    notice_id = Id(required=True)
    number = Text(required=True)
    kind = code(NoticeKind, required=True)
    title = Text(required=True)


class MessageUndeliverable(Event):
    """A message was given up on one channel; it falls through to the next if there is one (N04)."""

    source = "notices"
    type_ = "message_undeliverable"

    message_id = Id(required=True)
    household_id = Id(required=True, allow_none=True)
    person_id = Id(required=True, allow_none=True)
    channel = code(Channel, required=True)
    reason = Text(required=True, max=500)


class BillDelivered(Event):
    """A bill has reached its household: somebody can see it, was sent it, or was handed it (B02).

    `receipt` says who took it at the door.
    """

    source = "notices"
    type_ = "bill_delivered"

    bill_id = Id(required=True)
    household_id = Id(required=True)
    channel = code(Channel, required=True)
    delivered_at = Instant(required=True)
    delivered_by = Text(required=True, max=120)
    receipt = Text(required=True, allow_none=True, max=200)


EVENTS = (NoticePublished, MessageUndeliverable, BillDelivered)
