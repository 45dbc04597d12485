"""Notices (公告) as staff and residents see them."""

from marshmallow import fields

from contracts.attachments import AttachmentView
from contracts.base import PageQuery, PlacedView, View
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.fields import Coded, Id, Instant, code
from contracts.notices.audience import Audience
from contracts.notices.channels import Channel
from contracts.notices.outages import Advice
from contracts.notices.photos import PhotoView
from contracts.notices.workflow import EditionStatus, NoticeStatus


class NoticeKind(Code):
    """What a notice is about (N01)."""

    REMINDER = "reminder", "温馨提示", "Reminder"
    """Friendly reminder."""
    NOTICE = "notice", "通知", "Notice"
    """Plain notice."""
    MAJOR = "major", "重要公告", "Major", BAD
    """Major announcement; hung in every building, with a photo (N02)."""
    DISCLOSURE = "disclosure", "账目公示", "Disclosure"
    """Disclosure of accounts (B08)."""
    OUTAGE = "outage", "停水停电通知", "Outage", WAITING
    """Water or power will be off, and why."""
    ACTIVITY = "activity", "活动通知", "Activity", GOOD
    """Community activity."""
    PENALTY = "penalty", "处罚公示", "Penalties"
    """Publication of penalties, names masked (X15)."""


class NoticeSearch(PageQuery):
    """Which notices to list."""

    kind = code(NoticeKind, load_default=None, allow_none=True)
    status = code(NoticeStatus, load_default=None, allow_none=True)
    household_id = Id(load_default=None, allow_none=True)
    """Only what is addressed to this household; `read_at` and `acknowledged_at` are then its."""


class EditionView(View):
    """One version of a notice's text."""

    edition = fields.Integer(required=True)
    """1, and one more with each correction."""
    status = Coded(EditionStatus, required=True)
    title = fields.String(required=True)
    body = fields.String(required=True)
    author_id = Id(required=True)
    author_name = fields.String(required=True)
    written_at = Instant(required=True)
    approved_by_id = Id(required=True, allow_none=True)
    approved_by_name = fields.String(required=True, allow_none=True)
    approved_at = Instant(required=True, allow_none=True)
    published_at = Instant(required=True, allow_none=True)


class SentBackView(View):
    """That a text was not agreed to (退回), by whom and why."""

    at = Instant(required=True)
    by = fields.String(required=True)
    remark = fields.String(required=True)


class NoticeSummary(PlacedView):
    """A notice as lists and actions show it."""

    id = Id(required=True)
    number = fields.String(required=True)
    kind = Coded(NoticeKind, required=True)
    status = Coded(NoticeStatus, required=True)
    title = fields.String(required=True)
    body = fields.String(required=True)
    edition = fields.Integer(required=True)
    """Which version of the text this is: the one in force, or the first while there is none."""
    signature = fields.String(required=True)
    """Who signs it, with the telephone to ask."""
    audience = fields.Nested(Audience, required=True)
    """For residents empty: whom else it is for is not theirs to know."""
    channels = fields.List(Coded(Channel), required=True)
    must_acknowledge = fields.Boolean(required=True)
    urgent = fields.Boolean(required=True)
    author_name = fields.String(required=True)
    created_at = Instant(required=True)
    publish_at = Instant(required=True, allow_none=True)
    published_at = Instant(required=True, allow_none=True)
    expires_at = Instant(required=True, allow_none=True)
    withdrawn_at = Instant(required=True, allow_none=True)
    withdrawal_reason = fields.String(required=True, allow_none=True)
    sent_back = fields.Nested(SentBackView, required=True, allow_none=True)
    """Why the version in the making was sent back last, until it is approved; for staff."""
    read_at = Instant(required=True, allow_none=True)
    """When the caller, or somebody of the caller's household, first read it."""
    acknowledged_at = Instant(required=True, allow_none=True)
    version = fields.Integer(required=True)


class NoticeView(NoticeSummary):
    """A notice with all its versions."""

    versions = fields.List(fields.Nested(EditionView), required=True)
    """Oldest first; residents see those that were published."""
    photos = fields.List(fields.Nested(PhotoView), required=True)
    attachments = fields.List(fields.Nested(AttachmentView), required=True)
    """What hangs on it, oldest first; everybody who reads the notice may have them (P09)."""
    advice = fields.List(Coded(Advice), required=True)
    """What residents will miss in the last version of the text; for staff."""
    unavailable_channels = fields.List(Coded(Channel), required=True)
    """Channels asked for that this installation is not configured for."""
    actions = fields.List(fields.String(), required=True)
    """What the caller may do with it now."""
