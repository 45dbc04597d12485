"""Comments (备注与沟通, C13): a case talked about. None of them touches its clock (X09)."""

from marshmallow import fields, validate

from contracts.base import View
from contracts.code import WAITING, Code
from contracts.complaints.cases import Channel, OneComplaint
from contracts.fields import Coded, Id, Instant, Text, code
from foundation.errors import ServiceError

LONGEST = 2000
"""Characters of a comment."""
MOST_MENTIONS = 20


class CommentKind(Code):
    """Who speaks to whom."""

    NOTE = "note", "内部备注", "Internal note"
    """Among the staff; no resident ever reads it."""
    ADDITION = "addition", "住户补充", "Added by the resident", WAITING
    """The resident says more."""
    REPLY = "reply", "沟通回复", "Reply"
    """To the resident, while the case goes on; the answer is another matter (X07)."""

    @property
    def is_internal(self) -> bool:
        """The staff alone read it."""
        return self is CommentKind.NOTE

    @property
    def is_residents(self) -> bool:
        """The resident said it."""
        return self is CommentKind.ADDITION


class CaseClosed(ServiceError):
    """The case is closed: lodge a new one, and name its number."""

    code, status = "case_closed", 409
    zh = "案件已结案，不能再补充；如仍有问题，请重新提交，并注明原编号。"


class NotAColleague(ServiceError):
    """Only staff who work here, and may see the case, can be mentioned."""

    code, status = "not_a_colleague", 422
    zh = "只能提及本小区在岗、可查看该案件的工作人员。"


class NobodyReads(ServiceError):
    """No resident reads this case online: call, or give the answer."""

    code, status = "nobody_reads", 409
    zh = "该案件没有可在线查看的住户，请电话联系或正式答复。"


class AddNote(OneComplaint):
    """A note for colleagues (内部备注)."""

    text = Text(required=True, max=LONGEST)
    mentions = fields.List(Id(), load_default=list, validate=validate.Length(max=MOST_MENTIONS))
    """Ids of colleagues who are to be told of it."""


class Supplement(OneComplaint):
    """What the resident adds (补充), online or by the desk."""

    text = Text(required=True, max=LONGEST)
    channel = code(Channel, load_default=None, allow_none=True)
    """How it came, where the desk takes it down; residents add `online`."""


class Reply(OneComplaint):
    """A reply to the resident that is not the answer."""

    text = Text(required=True, max=LONGEST)


class CommentView(View):
    """A comment; residents are shown no notes."""

    id = Id(required=True)
    kind = Coded(CommentKind, required=True)
    at = Instant(required=True)
    by = fields.String(required=True)
    """Who wrote it, or took it down."""
    channel = Coded(Channel, required=True, allow_none=True)
    """How an addition came."""
    text = fields.String(required=True)
    """Empty once erased."""
    mentions = fields.List(fields.String(), required=True)
    """Names of the colleagues who were told."""
