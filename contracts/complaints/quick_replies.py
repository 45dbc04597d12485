"""Quick replies (常用语, C07): what is often said, kept, chosen while one writes."""

from typing import Any

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.code import Code
from contracts.fields import Coded, Id, Text, Whole
from contracts.fields import code as one_of
from contracts.service_admin import Source

LONGEST_TITLE, LONGEST_TEXT = 30, 1000


class Use(Code):
    """What a quick reply is for: in which forms it is offered."""

    ANSWER = "answer", "答复住户", "Answers to residents"
    """The answer to a case (X07)."""
    DECLINE = "decline", "无效说明", "Why a case is invalid"
    """The ground of an invalid verdict, which the resident is told (X03)."""
    HANDLING = "handling", "处理记录", "What is done"
    """What was done, what a department is to know, what a case waits for."""
    FOLLOW_UP = "follow_up", "回访", "Follow-up calls"
    """Return visits and follow-ups of repairs, and the end of a case (X10, R05)."""
    REPAIR = "repair", "报修答复", "Answers to repair requests"
    """Advice to whoever asked for a repair, and why one is cancelled (R01)."""


class Fact(Code):
    """What a text may have between braces, filled in by the case that is written about."""

    NAME = "name", "住户姓名", "Resident's name"
    NUMBER = "number", "编号", "Number"
    PLACE = "place", "地点", "Place"
    CATEGORY = "category", "类别", "Category"
    ME = "me", "经办人姓名", "Your name"


class QuickReplyQuery(Payload):
    """Which are wanted: those for a use, or that have some words."""

    use = one_of(Use, load_default=None, allow_none=True)
    q = Text(load_default=None, allow_none=True, max=60)
    """Words of the title or of the text."""
    include_inactive = fields.Boolean(load_default=False)
    """Also those that are offered no more."""


def uses(**kwargs: Any) -> Any:
    """What it is for: at least one."""
    return fields.List(
        one_of(Use),
        validate=validate.Length(min=1, max=len(Use), error="Choose what it is for."),
        **kwargs,
    )


class CreateQuickReply(Payload):
    """A quick reply more; `{name}` in its text stands for a `Fact`."""

    title_zh = Text(required=True, max=LONGEST_TITLE)
    text_zh = Text(required=True, max=LONGEST_TEXT)
    title_en = Text(load_default=None, allow_none=True, max=2 * LONGEST_TITLE)
    """None, or no text: the Chinese is offered to who reads English as well."""
    text_en = Text(load_default=None, allow_none=True, max=LONGEST_TEXT)
    uses = uses(required=True)


class EditQuickReply(Payload):
    """What is named is changed."""

    code = Id(required=True, metadata={"example": "thanks"})
    title_zh = Text(max=LONGEST_TITLE)
    text_zh = Text(max=LONGEST_TEXT)
    title_en = Text(allow_none=True, max=2 * LONGEST_TITLE)
    text_en = Text(allow_none=True, max=LONGEST_TEXT)
    uses = uses()
    active = fields.Boolean()
    """Whether it is offered."""
    position = Whole(validate=validate.Range(1, 999))
    """Its place in lists."""


class TakeBackQuickReply(Payload):
    """Take a change back: a community's own is as the company has it, the company's as shipped."""

    code = Id(required=True, metadata={"example": "thanks"})


class QuickReplyView(View):
    """A quick reply; `title` and `text` in the caller's language."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    text = fields.String(required=True)
    title_zh = fields.String(required=True)
    text_zh = fields.String(required=True)
    title_en = fields.String(required=True, allow_none=True)
    text_en = fields.String(required=True, allow_none=True)
    uses = fields.List(Coded(Use), required=True)
    active = fields.Boolean(required=True)
    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    source = Coded(Source, required=True)
    """Whether it is as shipped, as the company has it, or the community's own (P01)."""


class QuickReplies(View):
    """Those that are wanted, in their order."""

    items = fields.List(fields.Nested(QuickReplyView), required=True)
