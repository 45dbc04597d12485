"""Payloads as their schemas load them. Written by `make docs`; do not edit."""

from datetime import date, datetime
from typing import NotRequired, TypedDict

from contracts.complaints.fields import Restated


class ComplaintSearchRequest(TypedDict):
    """`contracts.complaints.listing.ComplaintSearch`, loaded."""

    limit: int
    cursor: str | None
    status: str | None
    tier: str | None
    kind: str | None
    category: str | None
    household_id: str | None
    open: bool
    overdue: bool
    call_back_missed: bool
    inbox: str | None
    not_taken_over: bool
    unread: bool
    unattended: bool
    first_answer_missed: bool
    late: bool
    mine: bool
    team: str | None
    building: str | None
    month: str | None
    counted: bool


class LodgeComplaintRequest(TypedDict):
    """`contracts.complaints.intake.LodgeComplaint`, loaded."""

    household_id: str | None
    place: str | None
    channel: str
    kind: str
    category: str
    gravity: str
    urgency: str | None
    description: str
    wish: str
    contact_name: str
    contact_phone: str
    restated: Restated | None
    own_due_on: date | None
    own_due_days: int | None
    own_due_day_kind: str


class ImportPlatformRequest(TypedDict):
    """`contracts.complaints.platform_import.ImportPlatform`, loaded."""

    file: str
    dry_run: bool


class OneComplaintRequest(TypedDict):
    """`contracts.complaints.cases.OneComplaint`, loaded."""

    complaint_id: str


class AddAttachmentRequest(TypedDict):
    """`contracts.complaints.attachments.AddAttachment`, loaded."""

    complaint_id: str
    content: str
    public: bool


class OneAttachmentRequest(TypedDict):
    """`contracts.complaints.attachments.OneAttachment`, loaded."""

    complaint_id: str
    attachment_id: str


class ListLooksRequest(TypedDict):
    """`contracts.complaints.privacy.ListLooks`, loaded."""

    limit: int
    cursor: str | None
    complaint_id: str | None


class RevealContactRequest(TypedDict):
    """`contracts.complaints.privacy.RevealContact`, loaded."""

    complaint_id: str
    reason: str


class RestateRequest(TypedDict):
    """`contracts.complaints.triage.Restate`, loaded."""

    complaint_id: str
    restated: Restated


class WantedRepair(TypedDict):
    """`contracts.complaints.linked_repairs.WantedRepair`, loaded."""

    category: str
    public_place: str | None
    description: str | None


class TriageRequest(TypedDict):
    """`contracts.complaints.triage.Triage`, loaded."""

    complaint_id: str
    kind: str | None
    valid: bool | None
    ground: str | None
    reason: str | None
    gravity: str | None
    urgency: str | None
    category: str | None
    restated: Restated | None
    repair: WantedRepair | None


class ConfirmInvalidRequest(TypedDict):
    """`contracts.complaints.triage.ConfirmInvalid`, loaded."""

    complaint_id: str
    agrees: bool
    remark: str | None


class TransferRequest(TypedDict):
    """`contracts.complaints.handling.Transfer`, loaded."""

    complaint_id: str
    department: str
    handler_id: str | None
    remark: str | None


class TakeOverRequest(TypedDict):
    """`contracts.complaints.taking_over.TakeOver`, loaded."""

    complaint_id: str
    handler_id: str | None


class SendBackRequest(TypedDict):
    """`contracts.complaints.taking_over.SendBack`, loaded."""

    complaint_id: str
    reason: str


class HandleRequest(TypedDict):
    """`contracts.complaints.handling.Handle`, loaded."""

    complaint_id: str
    result: str


class AnswerRequest(TypedDict):
    """`contracts.complaints.answers.Answer`, loaded."""

    complaint_id: str
    channel: str
    text: str
    consent: str | None
    findings: str | None
    grounds: str | None
    done_by: date | None
    follow_up: str | None


class PromiseCallBackRequest(TypedDict):
    """`contracts.complaints.call_backs.PromiseCallBack`, loaded."""

    complaint_id: str
    due_at: datetime
    about: str | None


class RecordCallBackRequest(TypedDict):
    """`contracts.complaints.call_backs.RecordCallBack`, loaded."""

    complaint_id: str
    result: str
    again_at: datetime | None
    remark: str | None


class ListCallBacksRequest(TypedDict):
    """`contracts.complaints.call_backs.ListCallBacks`, loaded."""

    limit: int
    cursor: str | None
    state: str | None
    complaint_id: str | None
    open: bool


class NoteWaitRequest(TypedDict):
    """`contracts.complaints.desk_waits.NoteWait`, loaded."""

    note: str | None


class EndWaitRequest(TypedDict):
    """`contracts.complaints.desk_waits.EndWait`, loaded."""

    wait_id: str
    outcome: str


class ListWaitsRequest(TypedDict):
    """`contracts.complaints.desk_waits.ListWaits`, loaded."""

    limit: int
    cursor: str | None
    open: bool
    long: bool


class ReturnVisitRequest(TypedDict):
    """`contracts.complaints.return_visits.ReturnVisit`, loaded."""

    complaint_id: str
    party: str
    result: str
    remark: str | None


class PauseRequest(TypedDict):
    """`contracts.complaints.pauses.Pause`, loaded."""

    complaint_id: str
    reason: str


class AcknowledgeRequest(TypedDict):
    """`contracts.complaints.acknowledgements.Acknowledge`, loaded."""

    complaint_id: str
    beyond_authority: bool
    remark: str | None


class ClassifyRequest(TypedDict):
    """`contracts.complaints.classification.Classify`, loaded."""

    complaint_id: str
    final: str
    reason: str | None


class CloseRequest(TypedDict):
    """`contracts.complaints.closing.Close`, loaded."""

    complaint_id: str
    remark: str | None


class AddNoteRequest(TypedDict):
    """`contracts.complaints.comments.AddNote`, loaded."""

    complaint_id: str
    text: str
    mentions: list[str]


class SupplementRequest(TypedDict):
    """`contracts.complaints.comments.Supplement`, loaded."""

    complaint_id: str
    text: str
    channel: str | None


class ReplyRequest(TypedDict):
    """`contracts.complaints.comments.Reply`, loaded."""

    complaint_id: str
    text: str


class CorrectRequest(TypedDict):
    """`contracts.complaints.corrections.Correct`, loaded."""

    complaint_id: str
    description: str | None
    wish: str | None
    contact_name: str | None
    contact_phone: str | None
    place: str | None
    household_id: str | None
    reason: str


class WithdrawRequest(TypedDict):
    """`contracts.complaints.withdrawal.Withdraw`, loaded."""

    complaint_id: str
    reason: str
    channel: str | None


class RequestRepairRequest(TypedDict):
    """`contracts.complaints.linked_repairs.RequestRepair`, loaded."""

    category: str
    public_place: str | None
    description: str | None
    complaint_id: str


class FindSimilarRequest(TypedDict):
    """`contracts.complaints.hot_issues.FindSimilar`, loaded."""

    complaint_id: str


class ListHotIssuesRequest(TypedDict):
    """`contracts.complaints.hot_issues.ListHotIssues`, loaded."""

    limit: int
    cursor: str | None
    state: str | None


class MakeHotIssueRequest(TypedDict):
    """`contracts.complaints.hot_issues.MakeHotIssue`, loaded."""

    title: str
    complaint_ids: list[str]


class OneHotIssueRequest(TypedDict):
    """`contracts.complaints.hot_issues.OneHotIssue`, loaded."""

    hot_issue_id: str


class ListHotIssueMembersRequest(TypedDict):
    """`contracts.complaints.hot_issues.ListHotIssueMembers`, loaded."""

    hot_issue_id: str
    limit: int
    cursor: str | None


class AddHotIssueMembersRequest(TypedDict):
    """`contracts.complaints.hot_issues.AddHotIssueMembers`, loaded."""

    hot_issue_id: str
    complaint_ids: list[str]


class RemoveHotIssueMemberRequest(TypedDict):
    """`contracts.complaints.hot_issues.RemoveHotIssueMember`, loaded."""

    hot_issue_id: str
    complaint_id: str


class ListHotIssueAnswersRequest(TypedDict):
    """`contracts.complaints.hot_issues.ListHotIssueAnswers`, loaded."""

    hot_issue_id: str
    limit: int
    cursor: str | None


class DraftHotIssueAnswerRequest(TypedDict):
    """`contracts.complaints.hot_issues.DraftHotIssueAnswer`, loaded."""

    hot_issue_id: str
    text: str


class DecideHotIssueAnswerRequest(TypedDict):
    """`contracts.complaints.hot_issues.DecideHotIssueAnswer`, loaded."""

    approve: bool
    remark: str | None
    hot_issue_id: str


class EscalationQueryRequest(TypedDict):
    """`contracts.complaints.worklist.EscalationQuery`, loaded."""

    limit: int
    cursor: str | None


class PageQueryRequest(TypedDict):
    """`contracts.base.PageQuery`, loaded."""

    limit: int
    cursor: str | None


class CategoryQueryRequest(TypedDict):
    """`contracts.complaints.categories.CategoryQuery`, loaded."""

    include_inactive: bool


class CreateCategoryRequest(TypedDict):
    """`contracts.complaints.categories.CreateCategory`, loaded."""

    code: str
    name_zh: str
    name_en: str
    words: list[str]
    department: str | None
    response: str
    disputes_fee: bool


class EditCategoryRequest(TypedDict):
    """`contracts.complaints.categories.EditCategory`, loaded."""

    code: str
    name_zh: NotRequired[str]
    name_en: NotRequired[str]
    words: NotRequired[list[str]]
    department: NotRequired[str | None]
    response: NotRequired[str]
    disputes_fee: NotRequired[bool]
    active: NotRequired[bool]
    position: NotRequired[int]


class TakeBackCategoryRequest(TypedDict):
    """`contracts.complaints.categories.TakeBackCategory`, loaded."""

    code: str


class QuickReplyQueryRequest(TypedDict):
    """`contracts.complaints.quick_replies.QuickReplyQuery`, loaded."""

    use: str | None
    q: str | None
    include_inactive: bool


class CreateQuickReplyRequest(TypedDict):
    """`contracts.complaints.quick_replies.CreateQuickReply`, loaded."""

    title_zh: str
    text_zh: str
    title_en: str | None
    text_en: str | None
    uses: list[str]


class EditQuickReplyRequest(TypedDict):
    """`contracts.complaints.quick_replies.EditQuickReply`, loaded."""

    code: str
    title_zh: NotRequired[str]
    text_zh: NotRequired[str]
    title_en: NotRequired[str | None]
    text_en: NotRequired[str | None]
    uses: NotRequired[list[str]]
    active: NotRequired[bool]
    position: NotRequired[int]


class TakeBackQuickReplyRequest(TypedDict):
    """`contracts.complaints.quick_replies.TakeBackQuickReply`, loaded."""

    code: str


class DepartmentQueryRequest(TypedDict):
    """`contracts.complaints.departments.DepartmentQuery`, loaded."""

    include_inactive: bool


class CreateDepartmentRequest(TypedDict):
    """`contracts.complaints.departments.CreateDepartment`, loaded."""

    code: str
    name_zh: str
    name_en: str
    also: list[str]


class EditDepartmentRequest(TypedDict):
    """`contracts.complaints.departments.EditDepartment`, loaded."""

    code: str
    name_zh: NotRequired[str]
    name_en: NotRequired[str]
    also: NotRequired[list[str]]
    active: NotRequired[bool]
    position: NotRequired[int]


class TakeBackDepartmentRequest(TypedDict):
    """`contracts.complaints.departments.TakeBackDepartment`, loaded."""

    code: str


class ListReviewsRequest(TypedDict):
    """`contracts.complaints.concealment.ListReviews`, loaded."""

    limit: int
    cursor: str | None
    rule: str | None
    state: str | None
    month: str | None
    decided: bool


class OneReviewRequest(TypedDict):
    """`contracts.complaints.concealment.OneReview`, loaded."""

    review_id: str


class DecideReviewRequest(TypedDict):
    """`contracts.complaints.concealment.DecideReview`, loaded."""

    review_id: str
    verdict: str
    reason: str
    consequence: str | None


class NothingRequest(TypedDict):
    """`contracts.base.Nothing`, loaded."""


class TrendQueryRequest(TypedDict):
    """`contracts.complaints.trends.TrendQuery`, loaded."""

    month: str
    months: int


class ReportQueryRequest(TypedDict):
    """`contracts.complaints.monthly_report.ReportQuery`, loaded."""

    month: str


class FindRequest(TypedDict):
    """`contracts.finding.Find`, loaded."""

    q: str
    limit: int


class FindAlikeRequest(TypedDict):
    """`contracts.complaints.hot_issues.FindAlike`, loaded."""

    text: str
    place: str | None
    category: str | None
    household_id: str | None


class FindPaperRequest(TypedDict):
    """`contracts.papers.FindPaper`, loaded."""

    number: str


class LeaverRequest(TypedDict):
    """`contracts.leavers.Leaver`, loaded."""

    household_id: str
    member_id: str
    person_id: str | None


class OneCommunityRequest(TypedDict):
    """`contracts.community_closing.OneCommunity`, loaded."""

    community_id: str
