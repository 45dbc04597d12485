"""The methods of complaints; who may call each."""

from functools import partial

from contracts import community_closing, finding, leavers, service_admin
from contracts.attachments import OF_PAPERS
from contracts.base import Nothing, PageQuery, page_of
from contracts.complaints import (
    acknowledgements,
    answers,
    attachments,
    board,
    call_backs,
    cases,
    categories,
    classification,
    closing,
    comments,
    concealment,
    corrections,
    departments,
    desk_waits,
    detail,
    handling,
    hot_issues,
    intake,
    letters,
    linked_repairs,
    listing,
    monthly_report,
    pauses,
    platform_import,
    privacy,
    quick_replies,
    return_visits,
    taking_over,
    trends,
    triage,
    withdrawal,
    worklist,
)
from contracts.method import Method, declared
from contracts.papers import FindPaper, PaperFacts
from contracts.roles import (
    ADMINS,
    CASE_WORKERS,
    DESK,
    EVERYONE,
    INSPECTORS,
    MANAGERS,
    PRODUCT,
    RESIDENTS,
    STAFF,
    STEWARDS,
)
from contracts.route import get, patch, post, upload

OFFICERS = DESK | MANAGERS
"""Who judges cases."""
ASKERS = OFFICERS | STEWARDS | INSPECTORS
"""Who makes return visits; never the handler himself (X10)."""

method = partial(Method, "complaints")

# fmt: off
SEARCH = method(
    "search", get("/complaints", "查询投诉"),
    listing.ComplaintSearch, page_of(cases.ComplaintSummary), EVERYONE,
)
LODGE = method(
    "lodge", post("/complaints", "登记投诉", 201),
    intake.LodgeComplaint, cases.ComplaintSummary, EVERYONE, creates=True,
)
IMPORT_PLATFORM = method(
    "import_platform", upload("/complaints/import", "导入平台留言"),
    platform_import.ImportPlatform, platform_import.ImportView, STAFF, creates=True, timeout=60,
)
GET = method(
    "get", get("/complaints/<complaint_id>", "查看投诉"),
    cases.OneComplaint, detail.ComplaintView, EVERYONE,
)
ADD_ATTACHMENT = method(
    "add_attachment",
    upload("/complaints/<complaint_id>/attachments", "添加附件", 201, file="content"),
    attachments.AddAttachment, attachments.AttachmentView, EVERYONE, creates=True, goes_on=True,
    refusals=OF_PAPERS,
)
GET_ATTACHMENT = method(
    "get_attachment", get("/complaints/<complaint_id>/attachments/<attachment_id>", "查看附件"),
    attachments.OneAttachment, attachments.AttachmentFile, EVERYONE,
)
LIST_LOOKS = method(
    "list_looks", get("/complaints/looks", "联系电话查看记录"),
    privacy.ListLooks, page_of(privacy.LookView), MANAGERS | INSPECTORS,
)
REVEAL_CONTACT = method(
    "reveal_contact", post("/complaints/<complaint_id>/reveal-contact", "查看联系电话"),
    privacy.RevealContact, privacy.ContactView, STAFF, in_person=True,
)
"""Of those who are not `CALLERS`, whoever works on the case (D03)."""
RESTATE = method(
    "restate", post("/complaints/<complaint_id>/restate", "登记复述"),
    triage.Restate, cases.ComplaintSummary, STAFF,
)
TRIAGE = method(
    "triage", post("/complaints/<complaint_id>/triage", "接诉判定"),
    triage.Triage, cases.ComplaintSummary, OFFICERS, in_person=True,
)
CONFIRM_INVALID = method(
    "confirm_invalid", post("/complaints/<complaint_id>/confirm-invalid", "复核无效判定"),
    triage.ConfirmInvalid, cases.ComplaintSummary, MANAGERS, in_person=True,
)
TRANSFER = method(
    "transfer", post("/complaints/<complaint_id>/transfer", "转办"),
    handling.Transfer, cases.ComplaintSummary, CASE_WORKERS,
)
TAKE_OVER = method(
    "take_over", post("/complaints/<complaint_id>/take-over", "接手转办"),
    taking_over.TakeOver, cases.ComplaintSummary, CASE_WORKERS, in_person=True,
)
SEND_BACK = method(
    "send_back", post("/complaints/<complaint_id>/send-back", "退回转办"),
    taking_over.SendBack, cases.ComplaintSummary, CASE_WORKERS, in_person=True,
)
"""Of the case workers: who is of the department, whom the transfer names, and managers (C14)."""
HANDLE = method(
    "handle", post("/complaints/<complaint_id>/handle", "登记处理结果"),
    handling.Handle, cases.ComplaintSummary, CASE_WORKERS, in_person=True,
)
ANSWER = method(
    "answer", post("/complaints/<complaint_id>/answer", "答复"),
    answers.Answer, cases.ComplaintSummary, CASE_WORKERS, in_person=True,
)
PROMISE_CALL_BACK = method(
    "promise_call_back", post("/call-backs", "约定回电", 201),
    call_backs.PromiseCallBack, cases.ComplaintSummary, CASE_WORKERS, creates=True, goes_on=True,
    in_person=True,
)
RECORD_CALL_BACK = method(
    "record_call_back", post("/complaints/<complaint_id>/call-back", "登记回电"),
    call_backs.RecordCallBack, cases.ComplaintSummary, CASE_WORKERS, in_person=True,
)
LIST_CALL_BACKS = method(
    "list_call_backs", get("/call-backs", "约定回电列表"),
    call_backs.ListCallBacks, page_of(call_backs.CallBackView), STAFF,
)
NOTE_WAIT = method(
    "note_wait", post("/desk-waits", "登记等候", 201),
    desk_waits.NoteWait, desk_waits.WaitView, OFFICERS, creates=True, in_person=True,
)
END_WAIT = method(
    "end_wait", post("/desk-waits/<wait_id>/end", "结束等候"),
    desk_waits.EndWait, desk_waits.WaitView, OFFICERS, in_person=True,
)
LIST_WAITS = method(
    "list_waits", get("/desk-waits", "前台等候"),
    desk_waits.ListWaits, page_of(desk_waits.WaitView), OFFICERS,
)
RETURN_VISITS = method(
    "return_visits", post("/complaints/<complaint_id>/return-visits", "登记回访"),
    return_visits.ReturnVisit, cases.ComplaintSummary, ASKERS,
    creates=True, goes_on=True, in_person=True,
)
PAUSE = method(
    "pause", post("/complaints/<complaint_id>/pause", "暂停计时"),
    pauses.Pause, cases.ComplaintSummary, CASE_WORKERS,
)
RESUME = method(
    "resume", post("/complaints/<complaint_id>/resume", "恢复计时"),
    cases.OneComplaint, cases.ComplaintSummary, CASE_WORKERS,
)
ACKNOWLEDGE = method(
    "acknowledge", post("/complaints/<complaint_id>/acknowledge", "签收升级"),
    acknowledgements.Acknowledge, cases.ComplaintSummary, MANAGERS, in_person=True,
)
CLASSIFY = method(
    "classify", post("/complaints/<complaint_id>/classify", "定性"),
    classification.Classify, cases.ComplaintSummary, OFFICERS, in_person=True,
)
CLOSE = method(
    "close", post("/complaints/<complaint_id>/close", "结案"),
    closing.Close, cases.ComplaintSummary, OFFICERS | STEWARDS, in_person=True,
)
ADD_NOTE = method(
    "add_note", post("/complaints/<complaint_id>/notes", "添加内部备注", 201),
    comments.AddNote, cases.ComplaintSummary, STAFF, creates=True, goes_on=True,
)
SUPPLEMENT = method(
    "supplement", post("/complaints/<complaint_id>/additions", "补充说明", 201),
    comments.Supplement, cases.ComplaintSummary, CASE_WORKERS | RESIDENTS,
    creates=True, goes_on=True,
)
REPLY = method(
    "reply", post("/complaints/<complaint_id>/replies", "沟通回复", 201),
    comments.Reply, cases.ComplaintSummary, CASE_WORKERS, creates=True, goes_on=True,
    in_person=True,
)
CORRECT = method(
    "correct", post("/complaints/<complaint_id>/correct", "更正登记内容"),
    corrections.Correct, cases.ComplaintSummary, CASE_WORKERS, in_person=True,
)
WITHDRAW = method(
    "withdraw", post("/complaints/<complaint_id>/withdraw", "撤回"),
    withdrawal.Withdraw, cases.ComplaintSummary, OFFICERS | RESIDENTS, in_person=True,
)
REQUEST_REPAIR = method(
    "request_repair", post("/complaints/<complaint_id>/request-repair", "转报修"),
    linked_repairs.RequestRepair, cases.ComplaintSummary, CASE_WORKERS, creates=True,
)

FIND_SIMILAR = method(
    "find_similar", get("/complaints/<complaint_id>/similar", "相似投诉"),
    hot_issues.FindSimilar, hot_issues.SimilarView, OFFICERS,
)
LIST_HOT_ISSUES = method(
    "list_hot_issues", get("/hot-issues", "热点问题"),
    hot_issues.ListHotIssues, page_of(hot_issues.HotIssueView), OFFICERS,
)
MAKE_HOT_ISSUE = method(
    "make_hot_issue", post("/hot-issues", "合并为热点问题", 201),
    hot_issues.MakeHotIssue, hot_issues.HotIssueView, OFFICERS,
    creates=True, goes_on=True, in_person=True,
)
GET_HOT_ISSUE = method(
    "get_hot_issue", get("/hot-issues/<hot_issue_id>", "查看热点问题"),
    hot_issues.OneHotIssue, hot_issues.HotIssueView, OFFICERS,
)
LIST_HOT_ISSUE_MEMBERS = method(
    "list_hot_issue_members", get("/hot-issues/<hot_issue_id>/members", "热点问题中的投诉"),
    hot_issues.ListHotIssueMembers, page_of(hot_issues.HotIssueMemberView), OFFICERS,
)
ADD_HOT_ISSUE_MEMBERS = method(
    "add_hot_issue_members", post("/hot-issues/<hot_issue_id>/members", "并入热点问题"),
    hot_issues.AddHotIssueMembers, hot_issues.HotIssueView, OFFICERS, in_person=True,
)
REMOVE_HOT_ISSUE_MEMBER = method(
    "remove_hot_issue_member",
    post("/hot-issues/<hot_issue_id>/members/<complaint_id>/remove", "移出热点问题"),
    hot_issues.RemoveHotIssueMember, hot_issues.HotIssueView, OFFICERS, in_person=True,
)
LIST_HOT_ISSUE_ANSWERS = method(
    "list_hot_issue_answers", get("/hot-issues/<hot_issue_id>/answer", "热点问题的答复"),
    hot_issues.ListHotIssueAnswers, page_of(hot_issues.HotIssueAnswerView), OFFICERS,
)
DRAFT_HOT_ISSUE_ANSWER = method(
    "draft_hot_issue_answer", post("/hot-issues/<hot_issue_id>/answer", "拟写统一答复", 201),
    hot_issues.DraftHotIssueAnswer, hot_issues.HotIssueAnswerView, OFFICERS,
    creates=True, goes_on=True, in_person=True,
)
DECIDE_HOT_ISSUE_ANSWER = method(
    "decide_hot_issue_answer",
    post("/hot-issues/<hot_issue_id>/answer/decide", "审批统一答复"),
    hot_issues.DecideHotIssueAnswer, hot_issues.HotIssueAnswerView, MANAGERS, in_person=True,
)

ESCALATIONS = method(
    "escalations", get("/escalations", "待我签收的升级"),
    worklist.EscalationQuery, page_of(worklist.EscalationItem), MANAGERS,
)
INCOMING_DOCUMENTS = method(
    "incoming_documents", get("/incoming-documents", "收文登记本"),
    PageQuery, page_of(letters.IncomingDocumentView), OFFICERS | INSPECTORS,
)
CATEGORIES = method(
    "categories", get("/complaint-categories", "投诉类别"),
    categories.CategoryQuery, categories.Categories, EVERYONE,
)
CREATE_CATEGORY = method(
    "create_category", post("/complaint-categories", "新增投诉类别", 201),
    categories.CreateCategory, categories.CategoryView, MANAGERS, creates=True,
)
EDIT_CATEGORY = method(
    "edit_category", patch("/complaint-categories/<code>", "修改投诉类别"),
    categories.EditCategory, categories.CategoryView, MANAGERS, edits=True,
)
TAKE_BACK_CATEGORY = method(
    "take_back_category", post("/complaint-categories/<code>/take-back", "恢复投诉类别"),
    categories.TakeBackCategory, categories.CategoryView, MANAGERS, edits=True,
)
QUICK_REPLIES = method(
    "quick_replies", get("/quick-replies", "常用语"),
    quick_replies.QuickReplyQuery, quick_replies.QuickReplies, STAFF,
)
CREATE_QUICK_REPLY = method(
    "create_quick_reply", post("/quick-replies", "新增常用语", 201),
    quick_replies.CreateQuickReply, quick_replies.QuickReplyView, MANAGERS, creates=True,
)
EDIT_QUICK_REPLY = method(
    "edit_quick_reply", patch("/quick-replies/<code>", "修改常用语"),
    quick_replies.EditQuickReply, quick_replies.QuickReplyView, MANAGERS, edits=True,
)
TAKE_BACK_QUICK_REPLY = method(
    "take_back_quick_reply", post("/quick-replies/<code>/take-back", "恢复常用语"),
    quick_replies.TakeBackQuickReply, quick_replies.QuickReplyView, MANAGERS, edits=True,
)
DEPARTMENTS = method(
    "departments", get("/departments", "职能部门"),
    departments.DepartmentQuery, departments.Departments, STAFF | ADMINS,
)
CREATE_DEPARTMENT = method(
    "create_department", post("/departments", "新增职能部门", 201),
    departments.CreateDepartment, departments.DepartmentView, MANAGERS, creates=True,
)
EDIT_DEPARTMENT = method(
    "edit_department", patch("/departments/<code>", "修改职能部门"),
    departments.EditDepartment, departments.DepartmentView, MANAGERS, edits=True,
)
TAKE_BACK_DEPARTMENT = method(
    "take_back_department", post("/departments/<code>/take-back", "恢复职能部门"),
    departments.TakeBackDepartment, departments.DepartmentView, MANAGERS, edits=True,
)
LIST_REVIEWS = method(
    "list_reviews", get("/concealment-reviews", "隐瞒漏报核查列表"),
    concealment.ListReviews, page_of(concealment.ReviewSummary), MANAGERS,
)
GET_REVIEW = method(
    "get_review", get("/concealment-reviews/<review_id>", "查看隐瞒漏报核查"),
    concealment.OneReview, concealment.ReviewView, MANAGERS,
)
DECIDE_REVIEW = method(
    "decide_review", post("/concealment-reviews/<review_id>/decide", "作出核查结论"),
    concealment.DecideReview, concealment.ReviewView, MANAGERS, in_person=True,
)
OVERDUE = method(
    "overdue", get("/complaints/overdue", "超时投诉：按层级和部门"),
    Nothing, board.OverdueBoard, MANAGERS,
)
TREND = method(
    "trend", get("/reports/complaint-trend", "投诉走势与排名"),
    trends.TrendQuery, trends.TrendView, MANAGERS,
)
REPORT = method(
    "report", get("/reports/complaints", "投诉月报"),
    monthly_report.ReportQuery, monthly_report.MonthReport, MANAGERS,
)

FIND = method("find", None, finding.Find, finding.Found, STAFF, searches=True)
"""For the gateway, which asks all services at once (P07)."""
FIND_ALIKE = method("find_alike", None, hot_issues.FindAlike, hot_issues.SimilarView, OFFICERS)
"""For the page on which a contact is written down (X16)."""
FIND_PAPER = method(
    "find_paper", None,
    FindPaper, PaperFacts, PRODUCT,
)
"""For the gateway, which answers whoever knows the code of the paper (P10)."""
# fmt: on

NEEDS_LEAVER = leavers.needs_leaver("complaints")
NEEDS_COMMUNITY = community_closing.needs_community("complaints")
LIST_POLICIES = service_admin.list_policies("complaints")
GET_POLICY = service_admin.get_policy("complaints")
CHANGE_POLICY = service_admin.change_policy("complaints")
WITHDRAW_POLICY_CHANGE = service_admin.withdraw_policy_change("complaints")
HISTORY = service_admin.history("complaints", MANAGERS)

METHODS = declared(vars())
