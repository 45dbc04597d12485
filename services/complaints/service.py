"""The complaints service: a table of entrypoints."""

from collections.abc import Mapping
from typing import ClassVar

from contracts import service_admin as admin_methods
from contracts.billing.events import VisitMade
from contracts.complaints import methods
from contracts.directory.events import (
    CommunityChanged,
    CompanyChanged,
    DutyChanged,
    HouseholdChanged,
    PersonChanged,
)
from contracts.repairs.events import (
    RepairClosed,
    RepairCompleted,
    RepairFollowedUp,
    RepairRequested,
)
from foundation import policy_admin, service_admin
from foundation import retention_nights as nights
from foundation.erasure import erasing
from foundation.files.keeping import dropping
from foundation.replica import handlers as replica
from foundation.service import Service, command, handler, procedure, query
from foundation.sweep import Handler
from services.complaints import retention, tables
from services.complaints.acknowledgements import operations as acknowledgements
from services.complaints.administration import ADMINISTERED, NUMBERED, needs_community
from services.complaints.answers import operations as answers
from services.complaints.attachments import operations as attachments
from services.complaints.attachments import queries as attachment_queries
from services.complaints.attending import operations as attending
from services.complaints.board import queries as board
from services.complaints.call_backs import operations as call_backs
from services.complaints.call_backs import queries as call_back_queries
from services.complaints.cases.tables import Complaint
from services.complaints.categories import operations as category_operations
from services.complaints.categories import queries as category_queries
from services.complaints.classification import operations as classification
from services.complaints.closing import operations as closing
from services.complaints.comments import operations as comments
from services.complaints.comments.tables import Comment
from services.complaints.concealment import operations as concealment
from services.complaints.concealment_reviews import operations as reviews
from services.complaints.concealment_reviews import queries as review_queries
from services.complaints.corrections import operations as corrections
from services.complaints.departments import operations as department_operations
from services.complaints.desk_waits import operations as desk_waits
from services.complaints.desk_waits import queries as desk_wait_queries
from services.complaints.detail import queries as detail
from services.complaints.escalation import operations as escalation
from services.complaints.finding import queries as finding
from services.complaints.first_answers import operations as first_answers
from services.complaints.handling import operations as handling
from services.complaints.handling import queries as handling_queries
from services.complaints.handover import operations as handover
from services.complaints.hot_issues import operations as hot_issues
from services.complaints.hot_issues import queries as hot_issue_queries
from services.complaints.inboxes import operations as inboxes
from services.complaints.intake import operations as intake
from services.complaints.letters import queries as letters
from services.complaints.linked_repairs import operations as linked_repairs
from services.complaints.listing import queries as listing
from services.complaints.monthly_report import queries as monthly_report
from services.complaints.opening_hours import operations as opening_hours
from services.complaints.papers import queries as papers
from services.complaints.pauses import operations as pauses
from services.complaints.platform_import import operations as platform_import
from services.complaints.policy import ComplaintPolicy
from services.complaints.privacy import operations as privacy
from services.complaints.promised_calls import operations as promises
from services.complaints.quick_replies import operations as quick_reply_operations
from services.complaints.return_visits import operations as visiting
from services.complaints.similar import queries as similar
from services.complaints.taking_over import operations as taking_over
from services.complaints.trends import queries as trends
from services.complaints.triage import operations as triaging
from services.complaints.watched_repairs import operations as watched_repairs
from services.complaints.withdrawal import operations as withdrawal
from services.complaints.worklist import queries as worklist


class ComplaintsService(Service):
    """Complaints (投诉)."""

    name = "complaints"
    erase_person = staticmethod(retention.erase_person)
    tables = tables.Base.metadata
    policy = ComplaintPolicy
    retention_policy = ComplaintPolicy
    erasures = retention.ERASURES
    worded = (Complaint, Comment)
    retention_rules = (
        retention.OLD_LOOKS, retention.OLD_WAITS, retention.OLD_REVIEWS, retention.OLD_WATCHED,
    )  # fmt: skip
    deadline_handlers: ClassVar[Mapping[str, Handler]] = {
        escalation.TIER: escalation.work_deadline,
        escalation.ACKNOWLEDGEMENT: escalation.work_deadline,
        pauses.PAUSE_LIMIT: pauses.work_deadline,
        promises.CALL_BACK: call_backs.work_deadline,
        inboxes.TAKE_OVER: taking_over.work_deadline,
        first_answers.FIRST_ANSWER: first_answers.work_deadline,
        attending.UNATTENDED: attending.work_deadline,
        desk_waits.DESK_WAIT: desk_waits.work_deadline,
        concealment.CASE_DUE: concealment.work_deadline,
        **dropping(tables.tables["attachments"]),
    }

    lodge = command(methods.LODGE, intake.lodge)
    search = query(methods.SEARCH, listing.search)
    get = query(methods.GET, detail.get)
    add_attachment = procedure(methods.ADD_ATTACHMENT, attachments.add_attachment)
    get_attachment = procedure(
        methods.GET_ATTACHMENT, attachment_queries.get_attachment, keyed=False
    )
    reveal_contact = command(methods.REVEAL_CONTACT, privacy.reveal_contact)
    list_looks = query(methods.LIST_LOOKS, privacy.list_looks)
    restate = command(methods.RESTATE, triaging.restate)
    triage = command(methods.TRIAGE, triaging.triage)
    confirm_invalid = command(methods.CONFIRM_INVALID, triaging.confirm_invalid)
    transfer = command(methods.TRANSFER, handling.transfer)
    take_over = command(methods.TAKE_OVER, taking_over.take_over)
    send_back = command(methods.SEND_BACK, taking_over.send_back)
    handle = command(methods.HANDLE, handling.handle)
    answer = command(methods.ANSWER, answers.answer)
    promise_call_back = command(methods.PROMISE_CALL_BACK, call_backs.promise)
    record_call_back = command(methods.RECORD_CALL_BACK, call_backs.made)
    list_call_backs = query(methods.LIST_CALL_BACKS, call_back_queries.listed)
    note_wait = command(methods.NOTE_WAIT, desk_waits.note)
    end_wait = command(methods.END_WAIT, desk_waits.end)
    list_waits = query(methods.LIST_WAITS, desk_wait_queries.listed)
    list_reviews = query(methods.LIST_REVIEWS, review_queries.listed)
    get_review = query(methods.GET_REVIEW, review_queries.get)
    decide_review = command(methods.DECIDE_REVIEW, reviews.decide)
    return_visits = command(methods.RETURN_VISITS, visiting.visit)
    pause = command(methods.PAUSE, pauses.pause)
    resume = command(methods.RESUME, pauses.resume)
    acknowledge = command(methods.ACKNOWLEDGE, acknowledgements.acknowledge)
    classify = command(methods.CLASSIFY, classification.classify)
    close = command(methods.CLOSE, closing.close)
    add_note = command(methods.ADD_NOTE, comments.add_note)
    supplement = command(methods.SUPPLEMENT, comments.supplement)
    reply = command(methods.REPLY, comments.reply)
    correct = command(methods.CORRECT, corrections.correct)
    withdraw = command(methods.WITHDRAW, withdrawal.withdraw)
    request_repair = command(methods.REQUEST_REPAIR, linked_repairs.request_repair)
    import_platform = command(
        methods.IMPORT_PLATFORM, platform_import.import_platform, prepare=platform_import.opened
    )
    find_alike = query(methods.FIND_ALIKE, similar.alike_so_far)
    find_similar = query(methods.FIND_SIMILAR, similar.similar)
    list_hot_issues = query(methods.LIST_HOT_ISSUES, hot_issue_queries.listed)
    make_hot_issue = command(methods.MAKE_HOT_ISSUE, hot_issues.make)
    get_hot_issue = query(methods.GET_HOT_ISSUE, hot_issue_queries.get)
    list_hot_issue_members = query(methods.LIST_HOT_ISSUE_MEMBERS, hot_issue_queries.members)
    add_hot_issue_members = command(methods.ADD_HOT_ISSUE_MEMBERS, hot_issues.add)
    remove_hot_issue_member = command(methods.REMOVE_HOT_ISSUE_MEMBER, hot_issues.remove)
    list_hot_issue_answers = query(methods.LIST_HOT_ISSUE_ANSWERS, hot_issue_queries.answers)
    draft_hot_issue_answer = command(methods.DRAFT_HOT_ISSUE_ANSWER, hot_issues.draft)
    decide_hot_issue_answer = command(methods.DECIDE_HOT_ISSUE_ANSWER, hot_issues.decide)
    escalations = query(methods.ESCALATIONS, worklist.escalations)
    incoming_documents = query(methods.INCOMING_DOCUMENTS, letters.incoming_documents)
    report = query(methods.REPORT, monthly_report.report)
    overdue = query(methods.OVERDUE, board.overdue)
    trend = query(methods.TREND, trends.trend)
    find = query(methods.FIND, finding.find)
    find_paper = query(methods.FIND_PAPER, papers.find)
    categories = query(methods.CATEGORIES, category_queries.listed)
    create_category = command(methods.CREATE_CATEGORY, category_operations.create)
    edit_category = command(methods.EDIT_CATEGORY, category_operations.edit)
    take_back_category = command(methods.TAKE_BACK_CATEGORY, category_operations.take_back)

    departments = query(methods.DEPARTMENTS, handling_queries.departments)
    create_department = command(methods.CREATE_DEPARTMENT, department_operations.create)
    edit_department = command(methods.EDIT_DEPARTMENT, department_operations.edit)
    take_back_department = command(methods.TAKE_BACK_DEPARTMENT, department_operations.take_back)

    quick_replies = query(methods.QUICK_REPLIES, quick_reply_operations.listed)
    create_quick_reply = command(methods.CREATE_QUICK_REPLY, quick_reply_operations.create)
    edit_quick_reply = command(methods.EDIT_QUICK_REPLY, quick_reply_operations.edit)
    take_back_quick_reply = command(methods.TAKE_BACK_QUICK_REPLY, quick_reply_operations.take_back)

    on_repair_requested = handler(RepairRequested, watched_repairs.requested)
    on_repair_completed = handler(RepairCompleted, watched_repairs.completed)
    on_repair_followed_up = handler(RepairFollowedUp, watched_repairs.followed_up)
    on_visit_made = handler(VisitMade, watched_repairs.visited)
    on_repair_closed = handler(RepairClosed, linked_repairs.closed)

    on_community_changed = handler(CommunityChanged, opening_hours.on_community_changed)
    on_company_changed = handler(CompanyChanged, replica.on_company_changed)
    on_household_changed = handler(HouseholdChanged, replica.on_household_changed)
    on_person_changed = handler(
        PersonChanged, erasing(handover.on_person_changed, retention.erase_person)
    )
    on_duty_changed = handler(DutyChanged, replica.on_duty_changed)

    needs_leaver = query(methods.NEEDS_LEAVER, retention.needs_leaver)
    needs_community = query(methods.NEEDS_COMMUNITY, needs_community)
    list_policies = query(methods.LIST_POLICIES, policy_admin.list_policies(ADMINISTERED))
    get_policy = query(methods.GET_POLICY, policy_admin.get_policy(ADMINISTERED))
    change_policy = command(methods.CHANGE_POLICY, policy_admin.change_policy(ADMINISTERED))
    withdraw_policy_change = command(
        methods.WITHDRAW_POLICY_CHANGE, policy_admin.withdraw_policy_change(ADMINISTERED)
    )
    audit_trail = query(
        admin_methods.audit_trail("complaints"), service_admin.audit_trail(*NUMBERED)
    )
    retention_nights = query(
        admin_methods.retention_nights("complaints"),
        nights.reading(retention_rules, erasures),
    )
    history = query(
        methods.HISTORY, service_admin.history(category=None, department=None, quick_reply=None)
    )
    verify_audit = procedure(
        admin_methods.verify_audit("complaints"), service_admin.verify_audit, keyed=False
    )
