"""The complaints service: a table of entrypoints."""

from collections.abc import Mapping
from typing import ClassVar

from contracts import upkeep as upkeep_methods
from contracts.complaints import methods
from contracts.directory.events import DutyChanged, HouseholdChanged, PersonChanged
from contracts.repairs.events import RepairClosed, RepairCompleted, RepairRequested
from foundation import upkeep
from foundation.replica import handlers as replica
from foundation.service import Service, command, handler, query
from foundation.sweep import Handler
from services.complaints import tables
from services.complaints.domain.policy import ComplaintPolicy
from services.complaints.operations import (
    acknowledgements,
    answers,
    closing,
    escalation,
    handling,
    intake,
    linked_repairs,
    pauses,
    platform_import,
    triaging,
    visiting,
)
from services.complaints.queries import board, detail, letters, listing, monthly, trends, waiting


class ComplaintsService(Service):
    """Complaints (投诉)."""

    name = "complaints"
    tables = tables.Base.metadata
    policy = ComplaintPolicy
    deadline_handlers: ClassVar[Mapping[str, Handler]] = {
        escalation.TIER: escalation.work_deadline,
        escalation.ACKNOWLEDGEMENT: escalation.work_deadline,
        pauses.PAUSE_LIMIT: pauses.work_deadline,
    }

    lodge = command(methods.LODGE, intake.lodge)
    search = query(methods.SEARCH, listing.search)
    get = query(methods.GET, detail.get)
    restate = command(methods.RESTATE, triaging.restate)
    triage = command(methods.TRIAGE, triaging.triage)
    confirm_invalid = command(methods.CONFIRM_INVALID, triaging.confirm_invalid)
    transfer = command(methods.TRANSFER, handling.transfer)
    handle = command(methods.HANDLE, handling.handle)
    answer = command(methods.ANSWER, answers.answer)
    return_visits = command(methods.RETURN_VISITS, visiting.visit)
    pause = command(methods.PAUSE, pauses.pause)
    resume = command(methods.RESUME, pauses.resume)
    acknowledge = command(methods.ACKNOWLEDGE, acknowledgements.acknowledge)
    classify = command(methods.CLASSIFY, closing.classify)
    close = command(methods.CLOSE, closing.close)
    request_repair = command(methods.REQUEST_REPAIR, linked_repairs.request_repair)
    import_platform = command(methods.IMPORT_PLATFORM, platform_import.import_platform)
    escalations = query(methods.ESCALATIONS, waiting.escalations)
    incoming_documents = query(methods.INCOMING_DOCUMENTS, letters.incoming_documents)
    report = query(methods.REPORT, monthly.report)
    overdue = query(methods.OVERDUE, board.overdue)
    trend = query(methods.TREND, trends.trend)

    on_repair_requested = handler(RepairRequested, linked_repairs.link)
    on_repair_completed = handler(RepairCompleted, linked_repairs.completed)
    on_repair_closed = handler(RepairClosed, linked_repairs.closed)

    on_household_changed = handler(HouseholdChanged, replica.on_household_changed)
    on_person_changed = handler(PersonChanged, replica.on_person_changed)
    on_duty_changed = handler(DutyChanged, replica.on_duty_changed)

    policies = query(upkeep_methods.policies("complaints"), upkeep.read_policies(ComplaintPolicy))
    change_policy = command(
        upkeep_methods.change_policy("complaints"), upkeep.change_policy(ComplaintPolicy)
    )
    audit_trail = query(upkeep_methods.audit_trail("complaints"), upkeep.audit_trail)
