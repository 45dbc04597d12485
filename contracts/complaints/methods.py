"""The methods of complaints; who may call each."""

from functools import partial

from contracts.base import Nothing, PageQuery, page_of
from contracts.complaints import board_views as board
from contracts.complaints import category_schemas as c
from contracts.complaints import payloads as p
from contracts.complaints import platform_views as platform
from contracts.complaints import privacy_schemas as privacy
from contracts.complaints import views as v
from contracts.method import Method, declared
from contracts.papers import FindPaper, PaperFacts
from contracts.roles import DESK, EVERYONE, MANAGERS, STAFF, Role
from contracts.route import get, patch, post, upload

OFFICERS = DESK | MANAGERS
"""Who judges cases."""
CASE_WORKERS = STAFF - {Role.INSPECTOR}
"""Who works on cases; the inspector stays independent of them."""
ASKERS = OFFICERS | {Role.STEWARD, Role.INSPECTOR}
"""Who makes return visits; never the handler himself (X10)."""

method = partial(Method, "complaints")

# fmt: off
SEARCH = method(
    "search", get("/complaints", "查询投诉"),
    p.ComplaintSearch, page_of(v.ComplaintSummary), EVERYONE,
)
LODGE = method(
    "lodge", post("/complaints", "登记投诉", 201),
    p.LodgeComplaint, v.ComplaintSummary, EVERYONE, creates=True,
)
IMPORT_PLATFORM = method(
    "import_platform", upload("/complaints/import", "导入平台留言"),
    p.ImportPlatform, platform.ImportView, STAFF, creates=True, timeout=60,
)
GET = method(
    "get", get("/complaints/<complaint_id>", "查看投诉"),
    p.OneComplaint, v.ComplaintView, EVERYONE,
)
LIST_LOOKS = method(
    "list_looks", get("/complaints/looks", "联系电话查看记录"),
    privacy.ListLooks, page_of(privacy.LookView), MANAGERS | {Role.INSPECTOR},
)
REVEAL_CONTACT = method(
    "reveal_contact", post("/complaints/<complaint_id>/reveal-contact", "查看联系电话"),
    privacy.RevealContact, privacy.ContactView, STAFF,
)
"""Of those who are not `CALLERS`, whoever works on the case (D03)."""
RESTATE = method(
    "restate", post("/complaints/<complaint_id>/restate", "登记复述"),
    p.Restate, v.ComplaintSummary, STAFF,
)
TRIAGE = method(
    "triage", post("/complaints/<complaint_id>/triage", "接诉判定"),
    p.Triage, v.ComplaintSummary, OFFICERS,
)
CONFIRM_INVALID = method(
    "confirm_invalid", post("/complaints/<complaint_id>/confirm-invalid", "复核无效判定"),
    p.ConfirmInvalid, v.ComplaintSummary, MANAGERS,
)
TRANSFER = method(
    "transfer", post("/complaints/<complaint_id>/transfer", "转办"),
    p.Transfer, v.ComplaintSummary, CASE_WORKERS,
)
HANDLE = method(
    "handle", post("/complaints/<complaint_id>/handle", "登记处理结果"),
    p.Handle, v.ComplaintSummary, CASE_WORKERS,
)
ANSWER = method(
    "answer", post("/complaints/<complaint_id>/answer", "答复"),
    p.Answer, v.ComplaintSummary, CASE_WORKERS,
)
RETURN_VISITS = method(
    "return_visits", post("/complaints/<complaint_id>/return-visits", "登记回访"),
    p.ReturnVisit, v.ComplaintSummary, ASKERS, creates=True,
)
PAUSE = method(
    "pause", post("/complaints/<complaint_id>/pause", "暂停计时"),
    p.Pause, v.ComplaintSummary, CASE_WORKERS,
)
RESUME = method(
    "resume", post("/complaints/<complaint_id>/resume", "恢复计时"),
    p.OneComplaint, v.ComplaintSummary, CASE_WORKERS,
)
ACKNOWLEDGE = method(
    "acknowledge", post("/complaints/<complaint_id>/acknowledge", "签收升级"),
    p.Acknowledge, v.ComplaintSummary, MANAGERS,
)
CLASSIFY = method(
    "classify", post("/complaints/<complaint_id>/classify", "定性"),
    p.Classify, v.ComplaintSummary, OFFICERS,
)
CLOSE = method(
    "close", post("/complaints/<complaint_id>/close", "结案"),
    p.Close, v.ComplaintSummary, OFFICERS | {Role.STEWARD},
)
REQUEST_REPAIR = method(
    "request_repair", post("/complaints/<complaint_id>/request-repair", "转报修"),
    p.RequestRepair, v.ComplaintSummary, CASE_WORKERS, creates=True,
)

ESCALATIONS = method(
    "escalations", get("/escalations", "待我签收的升级"),
    p.EscalationQuery, page_of(v.EscalationItem), MANAGERS,
)
INCOMING_DOCUMENTS = method(
    "incoming_documents", get("/incoming-documents", "收文登记本"),
    PageQuery, page_of(v.IncomingDocumentView), OFFICERS | {Role.INSPECTOR},
)
CATEGORIES = method(
    "categories", get("/complaint-categories", "投诉类别"),
    c.CategoryQuery, c.Categories, EVERYONE,
)
CREATE_CATEGORY = method(
    "create_category", post("/complaint-categories", "新增投诉类别", 201),
    c.CreateCategory, c.CategoryView, MANAGERS, creates=True,
)
EDIT_CATEGORY = method(
    "edit_category", patch("/complaint-categories/<code>", "修改投诉类别"),
    c.EditCategory, c.CategoryView, MANAGERS, edits=True,
)
DEPARTMENTS = method(
    "departments", get("/departments", "职能部门"),
    Nothing, c.Departments, STAFF,
)
OVERDUE = method(
    "overdue", get("/complaints/overdue", "超时投诉：按层级和部门"),
    Nothing, board.OverdueBoard, MANAGERS,
)
TREND = method(
    "trend", get("/reports/complaint-trend", "投诉走势与排名"),
    p.TrendQuery, board.TrendView, MANAGERS,
)
REPORT = method(
    "report", get("/reports/complaints", "投诉月报"),
    p.ReportQuery, v.MonthReport, MANAGERS,
)

FIND_PAPER = method(
    "find_paper", None,
    FindPaper, PaperFacts, frozenset({Role.SYSTEM}),
)
"""For the gateway, which answers whoever knows the code of the paper (P10)."""
# fmt: on

METHODS = declared(vars())
