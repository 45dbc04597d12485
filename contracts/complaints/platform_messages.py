"""Platform messages (平台留言, C05): rows of the spreadsheet of the city's public platform."""

from marshmallow import fields

from contracts.base import View
from contracts.code import GOOD, WAITING, Code
from contracts.fields import Instant


class MessageOutcome(Code):
    """What an imported message of the city's platform comes to (C05)."""

    CREATED = "created", "新增", "New", GOOD
    """A case is made of it."""
    KNOWN = "known", "已有", "Known already"
    """It is a case already, by its 留言编号."""
    ANSWERED = "answered", "补录答复", "Reply taken over", GOOD
    """Its reply has come since, and answers its case."""
    ANSWERED_HERE = "answered_here", "本系统已答复，保持不变", "Answered here, kept"
    """Its case was answered here, and stays as it is."""
    IN_WORK = "in_work", "处理中，保持不变", "In work, kept", WAITING
    """People are at work on its case, which goes on."""


class PlatformMessageView(View):
    """The message on the city's platform that the case was made of (C05)."""

    message_number = fields.String(required=True)
    user = fields.String(required=True)
    subject = fields.String(required=True)
    written_at = Instant(required=True)
