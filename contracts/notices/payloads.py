"""What the methods of notices take."""

from datetime import datetime
from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import PageQuery, Payload
from contracts.directory.codes import UnitType
from contracts.fields import Id, Instant, Text, Until, Whole, code, require
from contracts.notices.codes import Channel, MessageStatus, NoticeKind, NoticeStatus, Supply
from contracts.photos import photo_content
from contracts.roles import Role

MAX_TITLE = 120
MAX_BODY = 10_000


def distinct(values: Any) -> None:
    """A validator: nothing twice."""
    require(len(set(values)) == len(values), "Names something twice.", "_schema")


class Audience(Payload):
    """Whom a notice is for: the union of all that is named (N03)."""

    everyone = fields.Boolean(load_default=False)
    """Every household."""
    buildings = fields.List(Text(max=30), load_default=list, validate=validate.Length(max=200))
    household_ids = fields.List(Id(), load_default=list, validate=validate.Length(max=5000))
    unit_types = fields.List(code(UnitType), load_default=list)
    roles = fields.List(code(one for one in Role if one is not Role.SYSTEM), load_default=list)
    """Staff with one of these roles; `resident` means every household."""
    in_arrears = fields.Boolean(load_default=False)
    """Households that owe something overdue when it is published."""

    @validates_schema
    def names_somebody(self, data: dict[str, Any], **kwargs: Any) -> None:
        """An audience is not empty."""
        require(any(data.values()), "The audience names nobody.", "_schema")


def channel_list(**kwargs: Any) -> fields.List[Any]:
    """Channels, at least one, each once."""
    return fields.List(code(Channel), validate=[validate.Length(min=1), distinct], **kwargs)


def ordered(publish_at: datetime | None, expires_at: datetime | None) -> None:
    """Refuse a notice that ends before it begins."""
    if publish_at and expires_at:
        require(publish_at < expires_at, "Must be after publish_at.", "expires_at")


class DraftNotice(Payload):
    """A notice to be written (N01)."""

    kind = code(NoticeKind, required=True)
    title = Text(required=True, max=MAX_TITLE)
    body = Text(required=True, max=MAX_BODY)
    audience = fields.Nested(Audience, required=True)
    channels = channel_list(required=True)
    publish_at = Instant(load_default=None, allow_none=True)
    """When to publish by itself; at once if absent or past."""
    expires_at = Until(load_default=None, allow_none=True)
    """When it ends; a day alone means its end."""
    must_acknowledge = fields.Boolean(load_default=False)
    urgent = fields.Boolean(load_default=False)
    """It goes out at any hour: an emergency repair, an outage that has begun."""

    @validates_schema
    def times_are_ordered(self, data: dict[str, Any], **kwargs: Any) -> None:
        """It ends after it begins."""
        ordered(data["publish_at"], data["expires_at"])


class ComposeOutage(Payload):
    """What a notice of an outage says (停水停电通知)."""

    supply = code(Supply, required=True)
    reason = Text(required=True, max=200)
    begins_at = Instant(required=True)
    ends_at = Instant(required=True)
    places = Text(required=True, max=500)

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **kwargs: Any) -> None:
        """It ends after it begins."""
        require(data["begins_at"] < data["ends_at"], "Must be after begins_at.", "ends_at")


class EditNotice(Payload):
    """Changes of a notice that is not published yet; what is absent stays."""

    notice_id = Id(required=True)
    title = Text(max=MAX_TITLE)
    body = Text(max=MAX_BODY)
    audience = fields.Nested(Audience)
    channels = channel_list()
    publish_at = Instant(allow_none=True)
    expires_at = Until(allow_none=True)
    must_acknowledge = fields.Boolean()
    urgent = fields.Boolean()

    @validates_schema
    def changes_something(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Something is named, and it ends after it begins."""
        require(len(data) > 1, "Names nothing to change.", "_schema")
        ordered(data.get("publish_at"), data.get("expires_at"))


class OneNotice(Payload):
    """A notice."""

    notice_id = Id(required=True)


class NoticeSearch(PageQuery):
    """Which notices to list."""

    kind = code(NoticeKind, load_default=None, allow_none=True)
    status = code(NoticeStatus, load_default=None, allow_none=True)
    household_id = Id(load_default=None, allow_none=True)
    """Only what is addressed to this household; `read_at` and `acknowledged_at` are then its."""


class SendBackNotice(OneNotice):
    """A text that is not agreed to as it stands (N01)."""

    remark = Text(required=True, max=500)
    """What is to be changed; for those who write at it."""


class WithdrawNotice(OneNotice):
    """A notice to be taken back."""

    reason = Text(required=True, max=500)


class CorrectNotice(OneNotice):
    """A new version of a published text; the old one stays readable (N01)."""

    body = Text(required=True, max=MAX_BODY)
    title = Text(load_default=None, allow_none=True, max=MAX_TITLE)
    """The old title stays if absent."""


class AddPhoto(OneNotice):
    """A photo of the notice hanging in a building (N02)."""

    building = Text(required=True, max=30)
    content = photo_content()


class OnePhoto(OneNotice):
    """A photo of a notice."""

    photo_id = Id(required=True)


class ReachQuery(OneNotice):
    """Whose reach to list (N04)."""

    limit = Whole(load_default=200, validate=validate.Range(1, 1000))
    cursor = Id(load_default=None, allow_none=True)
    missing = fields.Boolean(load_default=False)
    """Only those who have not been reached."""


class DoorDeliveryQuery(PageQuery):
    """Which paper copies are still to be handed over (N04)."""

    building = Text(load_default=None, allow_none=True, max=30)
    household_id = Id(load_default=None, allow_none=True)
    notice_id = Id(load_default=None, allow_none=True)


class HandOver(Payload):
    """A paper copy was handed over at the door."""

    message_id = Id(required=True)
    received_by = Text(required=True, max=60)
    signed = fields.Boolean(load_default=False)
    """The receiver signed: this acknowledges a notice that must be acknowledged."""


class HandOverHome(Payload):
    """All papers of a home were handed over at its door."""

    household_id = Id(required=True)
    message_ids = fields.List(Id(), load_default=list, validate=validate.Length(max=200))
    """Only these of them, such as were on the list; all if none is named."""
    received_by = Text(required=True, max=60)
    signed = fields.Boolean(load_default=False)
    """The receiver signed for them."""


class OneMessage(Payload):
    """A message."""

    message_id = Id(required=True)


class MyMessages(PageQuery):
    """Which of the caller's messages to list."""

    unread = fields.Boolean(load_default=False)
    """Only those not read yet."""


class OutgoingQuery(PageQuery):
    """Which outgoing messages to list."""

    status = code(MessageStatus, load_default=None, allow_none=True)
    channel = code(Channel, load_default=None, allow_none=True)
    household_id = Id(load_default=None, allow_none=True)
