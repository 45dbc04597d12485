"""Drafting (拟稿): a notice written, changed, submitted."""

from datetime import datetime
from typing import Any

from marshmallow import fields, validates_schema

from contracts.base import Payload
from contracts.fields import Id, Instant, Text, Until, code, require
from contracts.notices.audience import Audience
from contracts.notices.channels import channel_list
from contracts.notices.notices import NoticeKind
from foundation.errors import ServiceError


class NotTheAuthor(ServiceError):
    """Only its author or a manager changes or submits a notice."""

    code, status = "not_the_author", 403
    zh = "只有撰写人或主管可以修改、提交这份公告。"


MAX_TITLE = 120
MAX_BODY = 10_000


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
