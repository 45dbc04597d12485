"""The methods of repairs; who may call each."""

from functools import partial

from contracts import community_closing, finding, leavers, service_admin
from contracts.attachments import NO_PAPER, AttachmentFile, AttachmentView
from contracts.base import page_of
from contracts.method import Method, declared
from contracts.papers import FindPaper, PaperFacts
from contracts.repairs import (
    board,
    cancellation,
    detail,
    dispatch,
    equipment,
    fieldwork,
    first_check,
    follow_up,
    intake,
    listing,
    photos,
    privacy,
    quoting,
    requests,
    summaries,
    verification,
)
from contracts.roles import (
    DESK,
    ENGINEERS,
    EVERYONE,
    INSPECTORS,
    MANAGERS,
    PRODUCT,
    RESIDENTS,
    STAFF,
    STEWARDS,
)
from contracts.route import get, post, upload

DISPATCHERS = DESK | MANAGERS
"""Who checks requests and sends engineers."""
FIELD = ENGINEERS
"""Who carries work orders out; which one is checked by the operation."""
ASKERS = DISPATCHERS | RESIDENTS | STEWARDS | INSPECTORS
"""Who follows up: anybody but the engineers (R05)."""
PAYERS = DISPATCHERS | RESIDENTS
"""Who answers a quote: the resident in-app, the desk for a signature (R04)."""

method = partial(Method, "repairs")

# fmt: off
SEARCH = method(
    "search", get("/repairs", "查询报修"),
    listing.RepairSearch, page_of(summaries.RepairSummary), EVERYONE,
)
CREATE = method(
    "create", post("/repairs", "报修", 201),
    intake.RequestRepair, summaries.RepairSummary, EVERYONE, creates=True,
)
FIRST_CHECK = method(
    "first_check", get("/repairs/first-check", "初步排查问题"),
    first_check.FirstCheckQuery, first_check.FirstCheckQuestions, EVERYONE,
)
LIST_LOOKS = method(
    "list_looks", get("/repairs/looks", "联系电话查看记录"),
    privacy.ListLooks, page_of(privacy.LookView), MANAGERS | INSPECTORS,
)
GET = method(
    "get", get("/repairs/<repair_id>", "查看报修"),
    requests.OneRepair, detail.RepairView, EVERYONE,
)
ADD_PHOTO = method(
    "add_photo", upload("/repairs/<repair_id>/photos", "上传照片或文件", 201, file="content"),
    photos.AddPhoto, AttachmentView, EVERYONE, creates=True, goes_on=True, refusals=NO_PAPER,
)
GET_PHOTO = method(
    "get_photo", get("/repairs/<repair_id>/photos/<photo_id>", "查看照片或文件"),
    photos.OnePhoto, AttachmentFile, EVERYONE,
)
REVEAL_CONTACT = method(
    "reveal_contact", post("/repairs/<repair_id>/reveal-contact", "查看完整联系电话"),
    privacy.RevealContact, privacy.ContactView, STAFF, in_person=True,
)
"""Of those who are not `COLLECTORS`, the engineer whose order it is (D03)."""
SUGGEST_ENGINEER = method(
    "suggest_engineer", get("/repairs/<repair_id>/engineers", "推荐维修工"),
    requests.OneRepair, dispatch.Suggestions, DISPATCHERS,
)
VERIFY = method(
    "verify", post("/repairs/<repair_id>/verify", "核实"),
    verification.VerifyRepair, summaries.RepairSummary, DISPATCHERS,
)
DISPATCH = method(
    "dispatch", post("/repairs/<repair_id>/dispatch", "派工"),
    dispatch.DispatchRepair, summaries.RepairSummary, DISPATCHERS,
)
ACCEPT = method(
    "accept", post("/repairs/<repair_id>/accept", "接单"),
    requests.OneRepair, summaries.RepairSummary, FIELD,
)
DECLINE = method(
    "decline", post("/repairs/<repair_id>/decline", "拒单"),
    dispatch.DeclineOffer, summaries.RepairSummary, FIELD,
)
SET_OUT = method(
    "set_out", post("/repairs/<repair_id>/set-out", "出发"),
    requests.OneRepair, summaries.RepairSummary, FIELD,
)
ARRIVE = method(
    "arrive", post("/repairs/<repair_id>/arrive", "到场"),
    requests.OneRepair, summaries.RepairSummary, FIELD,
)
QUOTE = method(
    "quote", post("/repairs/<repair_id>/quote", "报价"),
    quoting.QuoteRepair, summaries.RepairSummary, DISPATCHERS | FIELD,
)
ACCEPT_QUOTE = method(
    "accept_quote", post("/repairs/<repair_id>/accept-quote", "接受报价"),
    quoting.AcceptQuote, summaries.RepairSummary, PAYERS,
)
REJECT_QUOTE = method(
    "reject_quote", post("/repairs/<repair_id>/reject-quote", "拒绝报价"),
    quoting.RejectQuote, summaries.RepairSummary, PAYERS,
)
COMPLETE = method(
    "complete", post("/repairs/<repair_id>/complete", "完工"),
    fieldwork.CompleteRepair, summaries.RepairSummary, FIELD,
)
FOLLOW_UP = method(
    "follow_up", post("/repairs/<repair_id>/follow-up", "回访"),
    follow_up.FollowUpRepair, summaries.RepairSummary, ASKERS, in_person=True,
)
CANCEL = method(
    "cancel", post("/repairs/<repair_id>/cancel", "撤销"),
    cancellation.CancelRepair, summaries.RepairSummary, PAYERS,
)

OPEN_LOANS = method(
    "open_loans", get("/equipment-loans", "未归还设备"),
    equipment.OpenLoans, page_of(equipment.LoanView), STAFF,
)
TAKE_EQUIPMENT = method(
    "take_equipment", post("/repairs/<repair_id>/equipment", "带走设备", 201),
    equipment.TakeEquipment, equipment.LoanView, FIELD, creates=True, goes_on=True,
)
RETURN_EQUIPMENT = method(
    "return_equipment", post("/equipment-loans/<loan_id>/return", "归还设备"),
    equipment.ReturnEquipment, equipment.LoanView, FIELD | DESK,
)

FIGURES = method(
    "figures", get("/reports/repairs", "报修统计"),
    board.FiguresQuery, board.RepairFigures, DISPATCHERS | INSPECTORS,
)

FIND = method("find", None, finding.Find, finding.Found, STAFF, searches=True)
"""For the gateway, which asks all services at once (P07)."""
FIND_PAPER = method(
    "find_paper", None,
    FindPaper, PaperFacts, PRODUCT,
)
"""For the gateway, which answers whoever knows the code of the paper (P10)."""
# fmt: on

NEEDS_LEAVER = leavers.needs_leaver("repairs")
NEEDS_COMMUNITY = community_closing.needs_community("repairs")
LIST_POLICIES = service_admin.list_policies("repairs")
GET_POLICY = service_admin.get_policy("repairs")
CHANGE_POLICY = service_admin.change_policy("repairs")
WITHDRAW_POLICY_CHANGE = service_admin.withdraw_policy_change("repairs")

METHODS = declared(vars())
