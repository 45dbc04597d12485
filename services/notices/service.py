"""The notices service: a table of entrypoints."""

from collections.abc import Mapping
from typing import Any, ClassVar

from contracts import service_admin as admin_methods
from contracts.base import Event
from contracts.billing import events as billing
from contracts.complaints import events as complaints
from contracts.directory import events as directory
from contracts.notices import methods
from contracts.repairs import events as repairs
from foundation import photo_metadata_backfill, policy_admin, service_admin
from foundation import retention_nights as nights
from foundation.erasure import erasing
from foundation.files.keeping import dropping
from foundation.replica import handlers as replica
from foundation.service import Service, command, handler, procedure, query
from foundation.sweep import Handler
from services.notices import retention, tables
from services.notices.administration import (
    ADMINISTERED,
    NUMBERED,
    needs_community,
    steps_of_opening,
)
from services.notices.approval import operations as approval
from services.notices.arrival import operations as arrival
from services.notices.attachments import operations as attachments
from services.notices.attachments import queries as attachment_queries
from services.notices.billing_notifications.operations import bills, visits
from services.notices.billing_notifications.operations import settle as settle_bills
from services.notices.channels.operations import outlets
from services.notices.complaint_notifications import operations as complaint_notifications
from services.notices.corrections import operations as corrections
from services.notices.delivery import operations as delivery
from services.notices.directory_notifications import operations as directory_notifications
from services.notices.door import operations as door
from services.notices.door import queries as door_queries
from services.notices.drafting import operations as drafting
from services.notices.finding import queries as finding
from services.notices.inbox import operations as inbox
from services.notices.inbox import queries as inbox_queries
from services.notices.notices import queries as notices
from services.notices.outages import operations as outages
from services.notices.outgoing import queries as outgoing_queries
from services.notices.photos import operations as photos
from services.notices.photos import queries as photo_queries
from services.notices.policy import NoticesPolicy
from services.notices.publishing import operations as publishing
from services.notices.reach import queries as reach_queries
from services.notices.reading import operations as reading
from services.notices.repair_notifications.operations import notify as repair_notifications
from services.notices.repair_notifications.operations import settle as settle_repairs
from services.notices.sending.operations.senders import Senders
from services.notices.templates import wordings
from services.notices.untold import queries as untold_queries
from services.notices.webhooks.operations import filling as webhooks
from services.notices.webhooks.operations import keeping, showing, trying
from services.notices.workflow.tables import Edition


def told(event: type[Event], *operations: Any) -> Any:
    """The handler of an event that others' programs may be told of as well (P06)."""
    return handler(event, *operations, webhooks.telling(event))


class NoticesService(Service):
    """Notices (公告) and all outgoing messages."""

    name = "notices"
    erase_person = staticmethod(retention.erase_person)
    erase_contact = staticmethod(retention.erase_contact)
    tables = tables.Base.metadata
    senders = Senders()
    policy = NoticesPolicy
    retention_policy = NoticesPolicy
    worded = (Edition,)
    retention_rules = (retention.OLD, retention.OLD_UNTOLD, retention.OLD_DELIVERIES)
    deadline_handlers: ClassVar[Mapping[str, Handler]] = {
        "publish": publishing.publish_scheduled,
        "expire": publishing.expire,
        "reach": delivery.follow_up,
        arrival.RELEASE: arrival.release,
        **photo_metadata_backfill.stripping(tables.tables["photos"]),
        **dropping(tables.tables["photos"], tables.tables["attachments"]),
    }

    draft = command(methods.DRAFT, drafting.draft)
    compose_outage = query(methods.COMPOSE_OUTAGE, outages.compose_outage)
    edit = command(methods.EDIT, drafting.edit)
    search = query(methods.SEARCH, notices.search)
    get = query(methods.GET, notices.get)
    submit = command(methods.SUBMIT, drafting.submit)
    approve = command(methods.APPROVE, approval.approve)
    send_back = command(methods.SEND_BACK, approval.send_back)
    publish = command(methods.PUBLISH, publishing.publish)
    withdraw = command(methods.WITHDRAW, publishing.withdraw)
    correct = command(methods.CORRECT, corrections.correct)
    read = command(methods.READ, reading.read)
    acknowledge = command(methods.ACKNOWLEDGE, reading.acknowledge)

    reach = query(methods.REACH, reach_queries.reach)
    door_deliveries = query(methods.DOOR_DELIVERIES, door_queries.door_deliveries)
    door_buildings = query(methods.DOOR_BUILDINGS, door_queries.door_buildings)
    hand_over = command(methods.HAND_OVER, door.hand_over)
    hand_over_home = command(methods.HAND_OVER_HOME, door.hand_over_home)

    add_photo = procedure(methods.ADD_PHOTO, photos.add_photo)
    get_photo = procedure(methods.GET_PHOTO, photo_queries.get_photo, keyed=False)
    missing_photos = query(methods.MISSING_PHOTOS, photo_queries.missing_photos)

    add_attachment = procedure(methods.ADD_ATTACHMENT, attachments.add_attachment)
    get_attachment = procedure(
        methods.GET_ATTACHMENT, attachment_queries.get_attachment, keyed=False
    )
    remove_attachment = command(methods.REMOVE_ATTACHMENT, attachments.remove_attachment)

    messages = query(methods.MESSAGES, inbox_queries.messages)
    read_message = command(methods.READ_MESSAGE, inbox.read_message)
    outgoing = query(methods.OUTGOING, outgoing_queries.outgoing)
    list_templates = query(methods.LIST_TEMPLATES, wordings.list_templates)
    get_template = query(methods.GET_TEMPLATE, wordings.get)
    change_template = command(methods.CHANGE_TEMPLATE, wordings.change)
    take_back_template = command(methods.TAKE_BACK_TEMPLATE, wordings.take_back)
    untold = query(methods.UNTOLD, untold_queries.untold)

    find = query(methods.FIND, finding.find)

    list_webhooks = query(methods.LIST_WEBHOOKS, keeping.list_webhooks)
    create_webhook = procedure(methods.CREATE_WEBHOOK, keeping.create)
    edit_webhook = procedure(methods.EDIT_WEBHOOK, keeping.edit)
    send_test_event = procedure(methods.SEND_TEST_EVENT, trying.send_test)
    rotate_webhook = command(methods.ROTATE_WEBHOOK, keeping.rotate)
    end_webhook = command(methods.END_WEBHOOK, keeping.end)
    list_deliveries = query(methods.LIST_DELIVERIES, showing.list_deliveries)
    replay_delivery = command(methods.REPLAY_DELIVERY, showing.replay)

    on_community_changed = handler(directory.CommunityChanged, replica.on_community_changed)
    on_company_changed = handler(directory.CompanyChanged, replica.on_company_changed)
    on_household_changed = handler(directory.HouseholdChanged, arrival.on_household_changed)
    on_person_changed = handler(
        directory.PersonChanged,
        erasing(
            erasing(arrival.on_person_changed, retention.erase_person),
            retention.erase_contact,
            "contact_erased",
        ),
    )
    on_duty_changed = handler(directory.DutyChanged, replica.on_duty_changed)
    on_duty_uncovered = handler(directory.DutyUncovered, directory_notifications.duty_uncovered)
    on_duty_covered = handler(directory.DutyCovered, directory_notifications.duty_covered)
    on_password_forgotten = handler(
        directory.PasswordForgotten, directory_notifications.password_forgotten
    )
    on_second_factor_relaxed = handler(
        directory.SecondFactorRelaxed, directory_notifications.second_factor_relaxed
    )
    on_person_left = handler(directory.PersonLeft, directory_notifications.person_left)
    on_key_call_missed = handler(directory.KeyCallMissed, directory_notifications.key_call_missed)
    on_key_call_settled = handler(
        directory.KeyCallSettled, directory_notifications.key_call_settled
    )
    on_role_requested = handler(directory.RoleRequested, directory_notifications.role_requested)
    on_role_request_closed = handler(
        directory.RoleRequestClosed, directory_notifications.role_request_closed
    )
    on_payment_voided = handler(billing.PaymentVoided, webhooks.payment_voided)
    on_repair_requested = handler(repairs.RepairRequested, webhooks.repair_requested)
    on_complaint_lodged = handler(complaints.ComplaintLodged, webhooks.complaint_lodged)
    on_complaint_urgent = handler(
        complaints.ComplaintUrgent, complaint_notifications.complaint_urgent
    )
    on_complaint_escalated = told(
        complaints.ComplaintEscalated, complaint_notifications.complaint_escalated
    )
    on_complaint_handled = told(
        complaints.ComplaintHandled, complaint_notifications.complaint_handled
    )
    on_complaint_closed = told(complaints.ComplaintClosed, complaint_notifications.complaint_closed)
    on_complaint_transferred = handler(
        complaints.ComplaintTransferred, complaint_notifications.complaint_transferred
    )
    on_complaint_taken_over = handler(
        complaints.ComplaintTakenOver, complaint_notifications.complaint_taken_over
    )
    on_complaint_sent_back = handler(
        complaints.ComplaintSentBack, complaint_notifications.complaint_sent_back
    )
    on_complaint_not_taken_over = handler(
        complaints.ComplaintNotTakenOver, complaint_notifications.complaint_not_taken_over
    )
    on_call_back_missed = handler(
        complaints.CallBackMissed, complaint_notifications.call_back_missed
    )
    on_complaint_noted = handler(complaints.ComplaintNoted, complaint_notifications.complaint_noted)
    on_complaint_supplemented = handler(
        complaints.ComplaintSupplemented, complaint_notifications.complaint_supplemented
    )
    on_complaint_replied = handler(
        complaints.ComplaintReplied, complaint_notifications.complaint_replied
    )
    on_complaint_withdrawn = handler(
        complaints.ComplaintWithdrawn, complaint_notifications.complaint_withdrawn
    )
    on_call_back_made = handler(complaints.CallBackMade, complaint_notifications.call_back_made)
    on_first_answer_missed = handler(
        complaints.FirstAnswerMissed, complaint_notifications.first_answer_missed
    )
    on_first_answer_given = handler(
        complaints.FirstAnswerGiven, complaint_notifications.first_answer_given
    )
    on_complaint_unattended = handler(
        complaints.ComplaintUnattended, complaint_notifications.complaint_unattended
    )
    on_complaint_attended = handler(
        complaints.ComplaintAttended, complaint_notifications.complaint_attended
    )
    on_desk_wait_long = handler(complaints.DeskWaitLong, complaint_notifications.desk_wait_long)
    on_desk_wait_ended = handler(complaints.DeskWaitEnded, complaint_notifications.desk_wait_ended)
    on_concealment_suspected = handler(
        complaints.ConcealmentSuspected, complaint_notifications.concealment_suspected
    )
    on_concealment_decided = handler(
        complaints.ConcealmentDecided, complaint_notifications.concealment_decided
    )
    on_complaint_answered = handler(
        complaints.ComplaintAnswered, complaint_notifications.complaint_answered
    )
    on_repair_dispatched = handler(repairs.RepairDispatched, repair_notifications.repair_dispatched)
    on_repair_accepted = handler(repairs.RepairAccepted, settle_repairs.repair_accepted)
    on_repair_set_out = handler(repairs.RepairSetOut, settle_repairs.repair_set_out)
    on_repair_completed = told(repairs.RepairCompleted, settle_repairs.repair_completed)
    on_repair_closed = told(repairs.RepairClosed, settle_repairs.repair_closed)
    on_repair_quoted = handler(repairs.RepairQuoted, repair_notifications.repair_quoted)
    on_repair_charge_agreed = handler(repairs.RepairChargeAgreed, settle_repairs.quote_accepted)
    on_repair_quote_rejected = handler(repairs.RepairQuoteRejected, settle_repairs.quote_rejected)
    on_repair_unaccepted = handler(repairs.RepairUnaccepted, repair_notifications.repair_unaccepted)
    on_repair_response_overdue = handler(
        repairs.RepairResponseOverdue, repair_notifications.repair_response_overdue
    )
    on_bill_issued = told(billing.BillIssued, bills.bill_issued)
    on_dunning_step_taken = handler(billing.DunningStepTaken, bills.dunning_step_taken)
    on_visits_assigned = handler(billing.VisitsAssigned, visits.visits_assigned)
    on_visits_withdrawn = handler(billing.VisitsWithdrawn, visits.visits_withdrawn)
    on_visits_stalled = handler(billing.VisitsStalled, bills.visits_stalled)
    on_bills_undelivered = handler(billing.BillsUndelivered, bills.bills_undelivered)
    on_bill_cancelled = told(billing.BillCancelled, bills.bill_cancelled)
    on_payment_received = told(billing.PaymentReceived, bills.payment_received)
    on_household_arrears_changed = handler(
        billing.HouseholdArrearsChanged, settle_bills.arrears_changed
    )

    list_outlets = query(methods.LIST_OUTLETS, outlets.list_of)
    channels_in_use = query(methods.CHANNELS_IN_USE, outlets.in_use)
    change_outlet = command(methods.CHANGE_OUTLET, outlets.change)
    send_test_message = procedure(methods.SEND_TEST_MESSAGE, outlets.send_test)
    opening = query(methods.OPENING, steps_of_opening)
    needs_community = query(methods.NEEDS_COMMUNITY, needs_community)
    list_policies = query(methods.LIST_POLICIES, policy_admin.list_policies(ADMINISTERED))
    get_policy = query(methods.GET_POLICY, policy_admin.get_policy(ADMINISTERED))
    change_policy = command(methods.CHANGE_POLICY, policy_admin.change_policy(ADMINISTERED))
    withdraw_policy_change = command(
        methods.WITHDRAW_POLICY_CHANGE, policy_admin.withdraw_policy_change(ADMINISTERED)
    )
    audit_trail = query(admin_methods.audit_trail("notices"), service_admin.audit_trail(*NUMBERED))
    retention_nights = query(
        admin_methods.retention_nights("notices"),
        nights.reading(retention_rules),
    )
    history = query(methods.HISTORY, service_admin.history(template=None))
    verify_audit = procedure(
        admin_methods.verify_audit("notices"), service_admin.verify_audit, keyed=False
    )
