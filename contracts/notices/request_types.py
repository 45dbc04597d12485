"""Payloads as their schemas load them. Written by `make docs`; do not edit."""

from datetime import datetime
from typing import NotRequired, TypedDict


class NoticeSearchRequest(TypedDict):
    """`contracts.notices.notices.NoticeSearch`, loaded."""

    limit: int
    cursor: str | None
    kind: str | None
    status: str | None
    household_id: str | None


class Audience(TypedDict):
    """`contracts.notices.audience.Audience`, loaded."""

    everyone: bool
    buildings: list[str]
    household_ids: list[str]
    unit_types: list[str]
    roles: list[str]
    in_arrears: bool


class DraftNoticeRequest(TypedDict):
    """`contracts.notices.drafting.DraftNotice`, loaded."""

    kind: str
    title: str
    body: str
    audience: Audience
    channels: list[str]
    publish_at: datetime | None
    expires_at: datetime | None
    must_acknowledge: bool
    urgent: bool


class ComposeOutageRequest(TypedDict):
    """`contracts.notices.outages.ComposeOutage`, loaded."""

    supply: str
    reason: str
    begins_at: datetime
    ends_at: datetime
    places: str


class NothingRequest(TypedDict):
    """`contracts.base.Nothing`, loaded."""


class OneNoticeRequest(TypedDict):
    """`contracts.notices.workflow.OneNotice`, loaded."""

    notice_id: str


class EditNoticeRequest(TypedDict):
    """`contracts.notices.drafting.EditNotice`, loaded."""

    notice_id: str
    title: NotRequired[str]
    body: NotRequired[str]
    audience: NotRequired[Audience]
    channels: NotRequired[list[str]]
    publish_at: NotRequired[datetime | None]
    expires_at: NotRequired[datetime | None]
    must_acknowledge: NotRequired[bool]
    urgent: NotRequired[bool]


class SendBackNoticeRequest(TypedDict):
    """`contracts.notices.approval.SendBackNotice`, loaded."""

    notice_id: str
    remark: str


class WithdrawNoticeRequest(TypedDict):
    """`contracts.notices.publishing.WithdrawNotice`, loaded."""

    notice_id: str
    reason: str


class CorrectNoticeRequest(TypedDict):
    """`contracts.notices.corrections.CorrectNotice`, loaded."""

    notice_id: str
    body: str
    title: str | None


class AddPhotoRequest(TypedDict):
    """`contracts.notices.photos.AddPhoto`, loaded."""

    notice_id: str
    building: str
    content: str


class OnePhotoRequest(TypedDict):
    """`contracts.notices.photos.OnePhoto`, loaded."""

    notice_id: str
    photo_id: str


class AddNoticeAttachmentRequest(TypedDict):
    """`contracts.notices.attachments.AddNoticeAttachment`, loaded."""

    notice_id: str
    content: str


class OneNoticeAttachmentRequest(TypedDict):
    """`contracts.notices.attachments.OneNoticeAttachment`, loaded."""

    notice_id: str
    attachment_id: str


class ReachQueryRequest(TypedDict):
    """`contracts.notices.reach.ReachQuery`, loaded."""

    notice_id: str
    limit: int
    cursor: str | None
    missing: bool


class DoorDeliveryQueryRequest(TypedDict):
    """`contracts.notices.door.DoorDeliveryQuery`, loaded."""

    limit: int
    cursor: str | None
    building: str | None
    household_id: str | None
    notice_id: str | None


class HandOverHomeRequest(TypedDict):
    """`contracts.notices.door.HandOverHome`, loaded."""

    household_id: str
    message_ids: list[str]
    received_by: str
    signed: bool


class HandOverRequest(TypedDict):
    """`contracts.notices.door.HandOver`, loaded."""

    message_id: str
    received_by: str
    signed: bool


class OutgoingQueryRequest(TypedDict):
    """`contracts.notices.outgoing.OutgoingQuery`, loaded."""

    limit: int
    cursor: str | None
    status: str | None
    channel: str | None
    household_id: str | None


class PageQueryRequest(TypedDict):
    """`contracts.base.PageQuery`, loaded."""

    limit: int
    cursor: str | None


class MyMessagesRequest(TypedDict):
    """`contracts.notices.inbox.MyMessages`, loaded."""

    limit: int
    cursor: str | None
    unread: bool


class OneMessageRequest(TypedDict):
    """`contracts.notices.inbox.OneMessage`, loaded."""

    message_id: str


class ListOutletsRequest(TypedDict):
    """`contracts.notices.channels.ListOutlets`, loaded."""


class ChangeOutletRequest(TypedDict):
    """`contracts.notices.channels.ChangeOutlet`, loaded."""

    channel: str
    url: str | None


class SendTestMessageRequest(TypedDict):
    """`contracts.notices.channels.SendTestMessage`, loaded."""

    channel: str
    to: str


class GetTemplateRequest(TypedDict):
    """`contracts.notices.templates.GetTemplate`, loaded."""

    purpose: str


class ChangeTemplateRequest(TypedDict):
    """`contracts.notices.templates.ChangeTemplate`, loaded."""

    purpose: str
    title_zh: NotRequired[str]
    title_en: NotRequired[str]
    text_zh: NotRequired[str]
    text_en: NotRequired[str]
    dry_run: bool


class TakeBackTemplateRequest(TypedDict):
    """`contracts.notices.templates.TakeBackTemplate`, loaded."""

    purpose: str


class ListWebhooksRequest(TypedDict):
    """`contracts.notices.webhooks.ListWebhooks`, loaded."""


class CreateWebhookRequest(TypedDict):
    """`contracts.notices.webhooks.CreateWebhook`, loaded."""

    name: str
    url: str
    events: list[str]
    communities: list[str]


class EditWebhookRequest(TypedDict):
    """`contracts.notices.webhooks.EditWebhook`, loaded."""

    name: str
    url: str
    events: list[str]
    communities: list[str]
    webhook_id: str


class SendTestEventRequest(TypedDict):
    """`contracts.notices.webhooks.SendTestEvent`, loaded."""

    webhook_id: str


class RotateWebhookRequest(TypedDict):
    """`contracts.notices.webhooks.RotateWebhook`, loaded."""

    webhook_id: str


class EndWebhookRequest(TypedDict):
    """`contracts.notices.webhooks.EndWebhook`, loaded."""

    webhook_id: str


class ListDeliveriesRequest(TypedDict):
    """`contracts.notices.webhooks.ListDeliveries`, loaded."""

    limit: int
    cursor: str | None
    webhook_id: str
    status: str | None


class ReplayDeliveryRequest(TypedDict):
    """`contracts.notices.webhooks.ReplayDelivery`, loaded."""

    webhook_id: str
    delivery_id: str


class FindRequest(TypedDict):
    """`contracts.finding.Find`, loaded."""

    q: str
    limit: int


class OneCommunityRequest(TypedDict):
    """`contracts.community_closing.OneCommunity`, loaded."""

    community_id: str
