"""Channels (发送渠道): the ways out of the house, by mail or gateway."""

from typing import Any

from marshmallow import fields, validate

from contracts.code import Code
from contracts.fields import code, require


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


def distinct(values: Any) -> None:
    """A validator: nothing twice."""
    require(len(set(values)) == len(values), "Names something twice.", "_schema")


def channel_list(**kwargs: Any) -> fields.List[Any]:
    """Channels, at least one, each once."""
    return fields.List(code(Channel), validate=[validate.Length(min=1), distinct], **kwargs)
