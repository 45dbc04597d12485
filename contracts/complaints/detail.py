"""Detail (案件详情, C11): a case with everything that happened to it."""

from marshmallow import fields

from contracts.complaints.answers import AnswerView
from contracts.complaints.attachments import AttachmentView
from contracts.complaints.cases import ComplaintSummary
from contracts.complaints.comments import CommentView
from contracts.complaints.escalation import EscalationView
from contracts.complaints.explanation import DeadlineView
from contracts.complaints.letters import IncomingDocumentView
from contracts.complaints.platform_messages import PlatformMessageView
from contracts.complaints.return_visits import ReturnVisitView
from contracts.complaints.timeline import CaseEntry
from contracts.complaints.triage import RestatementView
from contracts.fields import Id


class ComplaintView(ComplaintSummary):
    """A case with everything that happened to it; residents see what concerns them."""

    community_id = Id(required=True)
    restated = fields.Nested(RestatementView, required=True)
    result = fields.String(required=True, allow_none=True)
    failed_visits = fields.Integer(required=True)
    deadline = fields.Nested(DeadlineView, required=True, allow_none=True)
    escalations = fields.List(fields.Nested(EscalationView), required=True)
    answers = fields.List(fields.Nested(AnswerView), required=True)
    return_visits = fields.List(fields.Nested(ReturnVisitView), required=True)
    letter = fields.Nested(IncomingDocumentView, required=True, allow_none=True)
    platform_message = fields.Nested(PlatformMessageView, required=True, allow_none=True)
    attachments = fields.List(fields.Nested(AttachmentView), required=True)
    comments = fields.List(fields.Nested(CommentView), required=True)
    """Oldest first; residents are shown no notes (C13)."""
    timeline = fields.List(fields.Nested(CaseEntry), required=True)
    actions = fields.List(fields.String(), required=True)
    """What the caller may do with it now."""
    may_reveal = fields.Boolean(required=True)
    """Whether the caller may see the contact's whole number, by a look that is logged (D03)."""
    askable = fields.List(fields.String(), required=True)
    """Whom the caller may ask on a return visit, the next one first (X10)."""
    classifications = fields.List(fields.String(), required=True)
    """What the caller may classify it as (X11)."""
