"""Hot issues (热点问题, X16): open cases about the same thing, answered at once."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code
from contracts.complaints.cases import Channel, ComplaintSummary, OneComplaint, Status
from contracts.decisions import DecisionView, ReasonedDecision
from contracts.fields import Coded, Id, Instant, Text, code
from contracts.policy_fields import nothing_twice
from foundation.errors import ServiceError

MOST_MEMBERS = 200
"""Cases of one hot issue: they are answered in one go."""


class HotIssueState(Code):
    """How far a hot issue is."""

    OPEN = "open", "待答复", "To be answered", ACTIVE
    """Some of its cases wait for their answer."""
    SUBMITTED = "submitted", "答复待审批", "Answer to be approved", WAITING
    """Somebody has written an answer; a second person has not decided on it."""
    ANSWERED = "answered", "已答复", "Answered", GOOD
    """None of its cases waits for an answer."""


class HotIssueAnswerStatus(Code):
    """How far an answer to a hot issue is: requested → sent or rejected."""

    REQUESTED = "requested", "待审批", "Waiting for approval", WAITING
    SENT = "sent", "已发出", "Sent", GOOD
    """Approved, and given to each member that could be answered."""
    REJECTED = "rejected", "已驳回", "Rejected", BAD


class LeaveCause(Code):
    """Why a case is not part of a hot issue any more."""

    TAKEN_OUT = "taken_out", "移出", "Taken out"
    """Somebody found that it is about something else."""
    UNSOLVED = "unsolved", "回访未解决", "Not solved", BAD
    """A return visit found it unsolved: it is handled by itself again (X10)."""


class AnswerOutcome(Code):
    """What an answer that was approved came to in one case."""

    TOLD = "told", "已答复", "Answered", GOOD
    APART = "apart", "此前已单独答复", "Answered apart before", GOOD
    PAUSED = "paused", "已暂停，未答复", "Paused, not answered", WAITING
    UNCONFIRMED = (
        "unconfirmed",
        "无效判定待复核，未答复",
        "Verdict unconfirmed, not answered",
        WAITING,
    )
    UNHANDLED = "unhandled", "尚未处理完，未答复", "Not handled so far, not answered", WAITING
    LEFT = "left", "已移出热点问题，未随同答复", "Left the hot issue meanwhile, not answered"


class HotIssueTwice(ServiceError):
    """Case {number} belongs to the hot issue “{title}” already; take it out there first."""

    code, status = "hot_issue_twice", 409
    zh = "{number} 已并入热点问题“{title}”，请先将其移出。"


class HotIssueCaseOver(ServiceError):
    """Case {number} is answered or closed: only what is still to be answered is merged."""

    code, status = "hot_issue_case_over", 409
    zh = "{number} 已答复或已结案，只能合并尚未答复的投诉。"


class HotIssueSeveralCommunities(ServiceError):
    """A hot issue is of one community; these cases are of several."""

    code, status = "hot_issue_several_communities", 409
    zh = "热点问题只能合并同一项目的投诉。"


class HotIssueFull(ServiceError):
    """A hot issue has at most {most} cases."""

    code, status = "hot_issue_full", 409
    zh = "一个热点问题最多合并{most}件投诉。"


class NotInHotIssue(ServiceError):
    """This case is not part of the hot issue, or no more."""

    code, status = "not_in_hot_issue", 409
    zh = "该投诉不在此热点问题中，或已移出。"


class NobodyToAnswer(ServiceError):
    """No case of this hot issue waits for an answer."""

    code, status = "hot_issue_nobody_to_answer", 409
    zh = "该热点问题中没有待答复的投诉。"


class HotIssueAnswerWaiting(ServiceError):
    """An answer waits for approval already."""

    code, status = "hot_issue_answer_waiting", 409
    zh = "已有待审批的答复。"


class HotIssueAnswerDecided(ServiceError):
    """No answer waits for approval: none was written, or it has been decided already."""

    code, status = "hot_issue_answer_decided", 409
    zh = "没有待审批的答复，或已处理。"


class FindSimilar(OneComplaint):
    """Open cases of the community that seem to be about the same, and hot issues that fit (X16)."""


class FindAlike(Payload):
    """The same for a contact that is being written down."""

    text = Text(required=True, max=4000)
    """What happened, as far as it is written."""
    place = Text(load_default=None, allow_none=True, max=200)
    category = Text(load_default=None, allow_none=True, max=40)
    household_id = Id(load_default=None, allow_none=True)


class MakeHotIssue(Payload):
    """Merge open cases of one community into a hot issue (X16)."""

    title = Text(required=True, min=2, max=120)
    complaint_ids = fields.List(
        Id(), required=True, validate=[validate.Length(min=2, max=MOST_MEMBERS), nothing_twice]
    )


class OneHotIssue(Payload):
    """An action that needs nothing but the hot issue."""

    hot_issue_id = Id(required=True)


class ListHotIssues(PageQuery):
    """Hot issues, newest first."""

    state = code(HotIssueState, load_default=None, allow_none=True)


class ListHotIssueMembers(PageQuery, OneHotIssue):
    """Cases of a hot issue, those that left it too, in the order in which they came to it."""


class AddHotIssueMembers(OneHotIssue):
    """Merge further open cases into a hot issue."""

    complaint_ids = fields.List(
        Id(), required=True, validate=[validate.Length(min=1, max=MOST_MEMBERS), nothing_twice]
    )


class RemoveHotIssueMember(OneHotIssue):
    """Take a case out of a hot issue; it goes on by itself."""

    complaint_id = Id(required=True)


class ListHotIssueAnswers(PageQuery, OneHotIssue):
    """Answers to a hot issue, newest first: the one that waits, those sent or rejected."""


class DraftHotIssueAnswer(OneHotIssue):
    """Write the answer for all cases of a hot issue; it waits for a second person (X16)."""

    text = Text(required=True, max=4000)


class DecideHotIssueAnswer(OneHotIssue, ReasonedDecision):
    """Approve the answer, which then goes to each case on its own channel, or reject it; not by
    whoever wrote it (X16)."""


class HotIssueView(PlacedView):
    """A hot issue, and how far it is."""

    id = Id(required=True)
    title = fields.String(required=True)
    state = Coded(HotIssueState, required=True)
    members = fields.Integer(required=True)
    """Cases that are part of it now."""
    unanswered = fields.Integer(required=True)
    """Those of them that wait for their answer."""
    made_at = Instant(required=True)
    made_by = fields.String(required=True)
    drafted_at = Instant(required=True, allow_none=True)
    """Since when an answer waits for the second person; null: none does."""
    drafted_by = fields.String(required=True, allow_none=True)
    """Who wrote that answer."""


class HotIssueMemberView(ComplaintSummary):
    """A case of a hot issue, with its own state, channel, clock and people."""

    joined_at = Instant(required=True)
    joined_by = fields.String(required=True)
    """Who merged it."""
    told_at = Instant(required=True, allow_none=True)
    """When it was answered, with the hot issue or apart; null: not while part of it."""
    left_at = Instant(required=True, allow_none=True)
    left_cause = Coded(LeaveCause, required=True, allow_none=True)


class HotIssueOutcome(View):
    """What an answer came to in one case."""

    complaint_id = Id(required=True)
    number = fields.String(required=True)
    outcome = Coded(AnswerOutcome, required=True)


class HotIssueAnswerView(DecisionView):
    """An answer to a hot issue, who wrote it and who decided on it."""

    status = Coded(HotIssueAnswerStatus, required=True)
    text = fields.String(required=True)
    outcomes = fields.List(fields.Nested(HotIssueOutcome), required=True)
    """Of one that was sent: what it came to in each case."""


class SimilarCase(PlacedView):
    """An open case that seems to be about the same."""

    id = Id(required=True)
    number = fields.String(required=True)
    status = Coded(Status, required=True)
    channel = Coded(Channel, required=True)
    category_name = fields.String(required=True)
    building = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    place = fields.String(required=True, allow_none=True)
    description = fields.String(required=True)
    lodged_at = Instant(required=True)
    score = fields.Integer(required=True)
    """How much alike, of 100."""
    hot_issue_id = Id(required=True, allow_none=True)
    """The hot issue that it belongs to; null: none, so it can be merged."""


class FittingHotIssue(View):
    """A hot issue that is to be answered, and one of whose cases is similar."""

    id = Id(required=True)
    title = fields.String(required=True)
    members = fields.Integer(required=True)
    score = fields.Integer(required=True)
    """Of the case in it that is most alike."""


class SimilarView(View):
    """What seems to be about the same, most alike first."""

    items = fields.List(fields.Nested(SimilarCase), required=True)
    hot_issues = fields.List(fields.Nested(FittingHotIssue), required=True)
    hot_issue_id = Id(required=True, allow_none=True)
    """The hot issue that the case itself belongs to; null: none, so it can be merged."""
    hot_issue = fields.String(required=True, allow_none=True)
    """The title of that hot issue."""
