"""Channels (发送渠道): the ways out of the house, by mail or gateway, and by what address (P02)."""

from typing import Any
from urllib.parse import urlsplit

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.code import Code
from contracts.fields import Email, Id, Instant, Phone, Text, code, require
from foundation.errors import ServiceError


class Channel(Code):
    """How a text reaches somebody (N03)."""

    PORTAL = "portal", "线上（住户端）", "Portal"
    """In the portal's inbox."""
    EMAIL = "email", "电子邮件", "E-mail"
    SMS = "sms", "短信", "Text message"
    WECOM = "wecom", "企业微信", "WeCom"
    DINGTALK = "dingtalk", "钉钉", "DingTalk"
    PAPER = "paper", "纸质", "On paper"
    """A printed copy, handed over at the door."""

    @property
    def is_mail(self) -> bool:
        """It goes by mail, not by a gateway."""
        return self is Channel.EMAIL


def distinct(values: Any) -> None:
    """A validator: nothing twice."""
    require(len(set(values)) == len(values), "Names something twice.", "_schema")


def channel_list(**kwargs: Any) -> fields.List[Any]:
    """Channels, at least one, each once."""
    return fields.List(code(Channel), validate=[validate.Length(min=1), distinct], **kwargs)


OUTSIDE = (Channel.EMAIL, Channel.SMS, Channel.WECOM, Channel.DINGTALK)
"""Channels that lead out of the house; each has senders of its own."""
MAIL_SCHEMES = ("smtp", "smtps")
LAST_PORT = 65_535


class OutletSource(Code):
    """Where it is said by what address a channel is reached."""

    PAGE = "page", "在页面上设置", "Set on the page"
    """By an administrator."""
    CONFIGURATION = "configuration", "部署配置", "Configuration"
    """By the environment of the installation; a page goes before it."""
    NONE = "none", "未设置", "Not set"
    """The channel is not used."""

    @property
    def is_none(self) -> bool:
        """The channel is not used."""
        return self is OutletSource.NONE


class OutletUnusable(ServiceError):
    """This is not an address by which {channel} can be sent."""

    code, status = "outlet_unusable", 422
    zh = "无法通过该地址发送{channel}。"


class OutletUnset(ServiceError):
    """Nothing is set by which {channel} could be sent."""

    code, status = "outlet_unset", 409
    zh = "尚未设置{channel}的发送方式。"


class OutletRefused(ServiceError):
    """The test message was not taken: {reason}"""

    code, status = "outlet_refused", 409
    zh = "测试消息未能发出：{reason}"


def channel_name() -> Id:
    """A channel that leads out of the house, as it stands in the path."""
    return Id(required=True, metadata={"example": "email"})


class ListOutlets(Payload):
    """The channels that lead out of the house, and what each is reached by."""


class OutletView(View):
    """A channel that leads out of the house."""

    channel = code(Channel, required=True)
    source = code(OutletSource, required=True)
    shown = fields.String(required=True)
    """The address without what is secret; empty: not set."""
    changed_at = Instant(required=True, allow_none=True)
    changed_by = fields.String(required=True)
    """Who set it on the page; empty: nobody has."""
    tested_at = Instant(required=True, allow_none=True)
    """When a test message was sent last by what is set now; null: never."""
    test_error = fields.String(required=True)
    """Why that one was not taken; empty: it was."""
    version = fields.Integer(required=True)


class OutletsView(View):
    """All of them."""

    items = fields.List(fields.Nested(OutletView), required=True)
    editable = fields.Boolean(required=True)
    """Whether the caller may change them: they are the company's."""


class ChannelsInUse(View):
    """The channels by which something can leave the house."""

    items = fields.List(code(OUTSIDE), required=True)


class OutletUrl(Text):
    """Something like an address, without what nobody can see."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min=1,
            max=500,
            validate=outlet_url,
            metadata={"example": "smtps://desk@smtp.example.org:465?from=desk@example.org"},
            **kwargs,
        )


def outlet_url(value: Any) -> None:
    """A validator: it has a scheme and says where to, and a port that there may be."""
    parts = urlsplit(value)
    try:
        port = parts.port
    except ValueError:
        port = LAST_PORT + 1
    good = bool(parts.scheme and (parts.netloc or parts.path)) and value.isprintable()
    require(good and (port or 1) <= LAST_PORT, "Not the address of a server.", "_schema")


class ChangeOutlet(Payload):
    """Set by what address a channel is reached, or take that back.

    Mail: `smtps://user:password@host:465?from=desk@example.org`, or `smtp://…?mode=starttls`.
    Others: an address of apprise, in which `{address}` stands for the receiver's number. It is kept
    sealed and never shown again.
    """

    channel = channel_name()
    url = OutletUrl(required=True, allow_none=True)
    """Null: as the installation's configuration says, if it says anything."""


class SendTestMessage(Payload):
    """Send a test message by a channel at once, to a mailbox or number."""

    channel = channel_name()
    to = Text(required=True, min=1, max=200)
    """Mail: a mail address; others: a telephone number."""


class TestMessageSent(View):
    """It was taken; whether it arrives shows the mailbox or telephone."""

    channel = code(Channel, required=True)
    to = fields.String(required=True)
    tested_at = Instant(required=True)


ADDRESS = {Channel.EMAIL: Email()}
"""What a receiver is called by, of each channel; else by a telephone number."""
OTHERWISE = Phone()


def receiver_of(channel: Channel, to: str) -> str:
    """The receiver's address in its canonical form; raise `ValidationError`."""
    return str(ADDRESS.get(channel, OTHERWISE).deserialize(to))
