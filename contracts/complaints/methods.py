"""The methods of complaints; who may call each."""

from contracts.base import Nothing, PageQuery, page_of
from contracts.complaints import board_views as board
from contracts.complaints import category_schemas as c
from contracts.complaints import payloads as p
from contracts.complaints import platform_views as platform
from contracts.complaints import privacy_schemas as privacy
from contracts.complaints import views as v
from contracts.method import Method
from contracts.papers import FindPaper, PaperFacts
from contracts.roles import DESK, EVERYONE, MANAGERS, STAFF, Role

OFFICERS = DESK | MANAGERS
"""Who judges cases."""
CASE_WORKERS = STAFF - {Role.INSPECTOR}
"""Who works on cases; the inspector stays independent of them."""
ASKERS = OFFICERS | {Role.STEWARD, Role.INSPECTOR}
"""Who makes return visits; never the handler himself (X10)."""

LODGE = Method(
    "complaints", "lodge", takes=p.LodgeComplaint, gives=v.ComplaintSummary, who=EVERYONE,
    creates=True,
)  # fmt: skip
SEARCH = Method(
    "complaints", "search", takes=p.ComplaintSearch, gives=page_of(v.ComplaintSummary), who=EVERYONE
)
GET = Method("complaints", "get", takes=p.OneComplaint, gives=v.ComplaintView, who=EVERYONE)
REVEAL_CONTACT = Method(
    "complaints", "reveal_contact", takes=privacy.RevealContact, gives=privacy.ContactView,
    who=STAFF,
)  # fmt: skip
"""Of those who are not `CALLERS`, whoever works on the case (D03)."""
LIST_LOOKS = Method(
    "complaints", "list_looks", takes=privacy.ListLooks, gives=page_of(privacy.LookView),
    who=MANAGERS | {Role.INSPECTOR},
)  # fmt: skip
RESTATE = Method("complaints", "restate", takes=p.Restate, gives=v.ComplaintSummary, who=STAFF)
TRIAGE = Method("complaints", "triage", takes=p.Triage, gives=v.ComplaintSummary, who=OFFICERS)
CONFIRM_INVALID = Method(
    "complaints", "confirm_invalid", takes=p.ConfirmInvalid, gives=v.ComplaintSummary, who=MANAGERS
)
TRANSFER = Method(
    "complaints", "transfer", takes=p.Transfer, gives=v.ComplaintSummary, who=CASE_WORKERS
)
HANDLE = Method("complaints", "handle", takes=p.Handle, gives=v.ComplaintSummary, who=CASE_WORKERS)
ANSWER = Method("complaints", "answer", takes=p.Answer, gives=v.ComplaintSummary, who=CASE_WORKERS)
RETURN_VISITS = Method(
    "complaints", "return_visits", takes=p.ReturnVisit, gives=v.ComplaintSummary, who=ASKERS,
    creates=True,
)  # fmt: skip
PAUSE = Method("complaints", "pause", takes=p.Pause, gives=v.ComplaintSummary, who=CASE_WORKERS)
RESUME = Method(
    "complaints", "resume", takes=p.OneComplaint, gives=v.ComplaintSummary, who=CASE_WORKERS
)
ACKNOWLEDGE = Method(
    "complaints", "acknowledge", takes=p.Acknowledge, gives=v.ComplaintSummary, who=MANAGERS
)
CLASSIFY = Method(
    "complaints", "classify", takes=p.Classify, gives=v.ComplaintSummary, who=OFFICERS
)
CLOSE = Method(
    "complaints", "close", takes=p.Close, gives=v.ComplaintSummary, who=OFFICERS | {Role.STEWARD}
)
REQUEST_REPAIR = Method(
    "complaints", "request_repair", takes=p.RequestRepair, gives=v.ComplaintSummary,
    who=CASE_WORKERS, creates=True,
)  # fmt: skip
IMPORT_PLATFORM = Method(
    "complaints", "import_platform", takes=p.ImportPlatform, gives=platform.ImportView, who=STAFF,
    creates=True, timeout=60,
)  # fmt: skip
ESCALATIONS = Method(
    "complaints", "escalations", takes=p.EscalationQuery, gives=page_of(v.EscalationItem),
    who=MANAGERS,
)  # fmt: skip
INCOMING_DOCUMENTS = Method(
    "complaints", "incoming_documents", takes=PageQuery, gives=page_of(v.IncomingDocumentView),
    who=OFFICERS | {Role.INSPECTOR},
)  # fmt: skip
REPORT = Method("complaints", "report", takes=p.ReportQuery, gives=v.MonthReport, who=MANAGERS)
OVERDUE = Method("complaints", "overdue", takes=Nothing, gives=board.OverdueBoard, who=MANAGERS)
TREND = Method("complaints", "trend", takes=p.TrendQuery, gives=board.TrendView, who=MANAGERS)

FIND_PAPER = Method(
    "complaints", "find_paper", takes=FindPaper, gives=PaperFacts, who=frozenset({Role.SYSTEM})
)
"""For the gateway, which answers whoever knows the code of the paper (P10)."""

CATEGORIES = Method(
    "complaints", "categories", takes=c.CategoryQuery, gives=c.Categories, who=EVERYONE
)
DEPARTMENTS = Method("complaints", "departments", takes=Nothing, gives=c.Departments, who=STAFF)
CREATE_CATEGORY = Method(
    "complaints", "create_category", takes=c.CreateCategory, gives=c.CategoryView, who=MANAGERS,
    creates=True,
)  # fmt: skip
EDIT_CATEGORY = Method(
    "complaints", "edit_category", takes=c.EditCategory, gives=c.CategoryView, who=MANAGERS,
    edits=True,
)  # fmt: skip

METHODS = (
    LODGE, SEARCH, GET, REVEAL_CONTACT, LIST_LOOKS,
    RESTATE, TRIAGE, CONFIRM_INVALID, TRANSFER, HANDLE, ANSWER, RETURN_VISITS,
    PAUSE, RESUME, ACKNOWLEDGE, CLASSIFY, CLOSE, REQUEST_REPAIR, IMPORT_PLATFORM, ESCALATIONS,
    INCOMING_DOCUMENTS, REPORT, OVERDUE, TREND, FIND_PAPER, CATEGORIES,
    DEPARTMENTS, CREATE_CATEGORY, EDIT_CATEGORY,
)  # fmt: skip
