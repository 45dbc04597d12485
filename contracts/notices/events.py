"""What notices tells the other services."""

from contracts.base import Event
from contracts.fields import Id, Text, code
from contracts.notices.codes import Channel, NoticeKind


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


EVENTS = (NoticePublished, MessageUndeliverable)
