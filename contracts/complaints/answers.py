"""Answers (回复, X07): the resident is answered, on the channel that the contact came by."""

from marshmallow import fields

from contracts.base import View
from contracts.complaints.cases import Channel, OneComplaint
from contracts.complaints.fields import Consent
from contracts.fields import Coded, Day, Instant, Text, code
from foundation.errors import ServiceError


class VerdictUnconfirmed(ServiceError):
    """The invalid verdict waits for its second person; the answer waits too."""

    code, status = "verdict_unconfirmed", 409
    zh = "无效判定尚未复核，暂不能答复。"


class OtherChannelNeedsConsent(ServiceError):
    """What came by {expected} is answered by {expected}; elsewhere only with the resident's
    consent on record."""

    code, status = "other_channel_needs_consent", 409
    zh = "来自“{expected}”渠道的诉求须在同一渠道答复，改用其他渠道须记录住户同意。"


class Answer(OneComplaint):
    """Tell the resident, on the channel that the contact came by (X07)."""

    channel = code(Channel, required=True)
    text = Text(required=True, max=4000)
    consent = Consent(load_default=None, allow_none=True)
    """Needed for another channel."""
    findings = Text(load_default=None, allow_none=True, max=2000)
    """What was found (核查情况). This and what follows stand on the written answer, as far as they
    are given: nothing there is made up."""
    grounds = Text(load_default=None, allow_none=True, max=500)
    """By what law, contract or rule it is answered so (依据)."""
    done_by = Day(load_default=None, allow_none=True)
    """Until when what is promised will be done (完成期限)."""
    follow_up = Text(load_default=None, allow_none=True, max=500)
    """What follows, and who looks after it (后续安排)."""


class AnswerView(View):
    """An answer as it was given (X07)."""

    at = Instant(required=True)
    by = fields.String(required=True)
    channel = Coded(Channel, required=True)
    text = fields.String(required=True)
    consent = fields.String(required=True, allow_none=True)
    findings = fields.String(required=True, allow_none=True)
    grounds = fields.String(required=True, allow_none=True)
    done_by = Day(required=True, allow_none=True)
    follow_up = fields.String(required=True, allow_none=True)
