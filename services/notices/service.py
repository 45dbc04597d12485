"""The notices service: a table of entrypoints."""

from collections.abc import Mapping
from typing import ClassVar

from nameko.timer import timer

from contracts import upkeep as upkeep_methods
from contracts.billing import events as billing
from contracts.complaints import events as complaints
from contracts.directory import events as directory
from contracts.notices import methods
from contracts.repairs import events as repairs
from foundation import upkeep
from foundation.replica import handlers as replica
from foundation.service import Service, command, handler, query
from foundation.sweep import Handler
from services.notices import outlet, tables
from services.notices.domain.policy import NoticesPolicy
from services.notices.operations import (
    approval,
    arrears,
    corrections,
    delivery,
    door,
    drafting,
    inbox,
    photos,
    publishing,
    reading,
    sending,
    tellings,
)
from services.notices.queries import inbox as inbox_queries
from services.notices.queries import notices
from services.notices.queries import outgoing as outgoing_queries
from services.notices.queries import photos as photo_queries
from services.notices.queries import reach as reach_queries


class NoticesService(Service):
    """Notices (公告) and all outgoing messages."""

    name = "notices"
    tables = tables.Base.metadata
    policy = NoticesPolicy
    deadline_handlers: ClassVar[Mapping[str, Handler]] = {
        "publish": publishing.publish_scheduled,
        "expire": publishing.expire,
        "reach": delivery.follow_up,
    }

    draft = command(methods.DRAFT, drafting.draft)
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
    door_deliveries = query(methods.DOOR_DELIVERIES, outgoing_queries.door_deliveries)
    hand_over = command(methods.HAND_OVER, door.hand_over)

    add_photo = command(methods.ADD_PHOTO, photos.add_photo)
    get_photo = query(methods.GET_PHOTO, photo_queries.get_photo)
    missing_photos = query(methods.MISSING_PHOTOS, photo_queries.missing_photos)

    messages = query(methods.MESSAGES, inbox_queries.messages)
    read_message = command(methods.READ_MESSAGE, inbox.read_message)
    outgoing = query(methods.OUTGOING, outgoing_queries.outgoing)

    on_household_changed = handler(directory.HouseholdChanged, replica.on_household_changed)
    on_person_changed = handler(directory.PersonChanged, replica.on_person_changed)
    on_duty_changed = handler(directory.DutyChanged, replica.on_duty_changed)
    on_complaint_urgent = handler(complaints.ComplaintUrgent, tellings.complaint_urgent)
    on_complaint_escalated = handler(complaints.ComplaintEscalated, tellings.complaint_escalated)
    on_complaint_answered = handler(complaints.ComplaintAnswered, tellings.complaint_answered)
    on_repair_dispatched = handler(repairs.RepairDispatched, tellings.repair_dispatched)
    on_repair_unaccepted = handler(repairs.RepairUnaccepted, tellings.repair_unaccepted)
    on_repair_response_overdue = handler(
        repairs.RepairResponseOverdue, tellings.repair_response_overdue
    )
    on_bill_issued = handler(billing.BillIssued, tellings.bill_issued)
    on_dunning_step_taken = handler(billing.DunningStepTaken, tellings.dunning_step_taken)
    on_visits_assigned = handler(billing.VisitsAssigned, tellings.visits_assigned)
    on_payment_received = handler(billing.PaymentReceived, tellings.payment_received)
    on_household_arrears_changed = handler(billing.HouseholdArrearsChanged, arrears.keep)

    policies = query(upkeep_methods.policies("notices"), upkeep.read_policies(NoticesPolicy))
    change_policy = command(
        upkeep_methods.change_policy("notices"), upkeep.change_policy(NoticesPolicy)
    )
    audit_trail = query(upkeep_methods.audit_trail("notices"), upkeep.audit_trail)

    @timer(interval=1)
    def send_messages(self) -> None:
        """Send what is due; safe in all instances at once."""
        sending.send_due(self.unit.store, outlet.send)
