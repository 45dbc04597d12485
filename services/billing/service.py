"""The billing service: a table of its entrypoints."""

from typing import ClassVar

from contracts import upkeep as upkeep_methods
from contracts.billing import methods
from contracts.complaints.events import FeeDisputeClosed, FeeDisputeOpened
from contracts.directory.events import DutyChanged, HouseholdChanged, PersonChanged
from contracts.repairs.events import RepairChargeDue
from foundation import upkeep
from foundation.replica import handlers as replicas
from foundation.service import Service, command, handler, query
from services.billing.domain.policy import BillingPolicy
from services.billing.operations import (
    bill_runs,
    billing_batches,
    bills,
    books,
    charges,
    collection,
    daily,
    dunning,
    dunning_preview,
    fees,
    late_charges,
    occupancy,
    opening,
    pauses,
    payments,
    readings,
    receipts,
    refunds,
    statements,
    visit_outcomes,
    visits,
    void_requests,
    voiding,
)
from services.billing.queries import periods
from services.billing.tables import Base


class BillingService(Service):
    """Billing and dunning (收费与催缴)."""

    name = "billing"
    tables = Base.metadata
    deadline_handlers: ClassVar = {
        bill_runs.BATCH: billing_batches.bill_batch,
        daily.OPEN_DAY: opening.open_day,
        daily.VERIFY_BOOKS: books.nightly,
        daily.TAKE_STEPS: dunning.take_steps,
        pauses.CHECK: pauses.check,
    }

    create_fee_item = command(methods.CREATE_FEE_ITEM, fees.create_item)
    list_fee_items = query(methods.LIST_FEE_ITEMS, fees.list_items)
    assign_fee = command(methods.ASSIGN_FEE, fees.assign)
    list_assignments = query(methods.LIST_ASSIGNMENTS, fees.list_assignments)
    record_readings = command(methods.RECORD_READINGS, readings.record)

    start_bill_run = command(methods.START_BILL_RUN, bill_runs.start)
    get_bill_run = query(methods.GET_BILL_RUN, bill_runs.get)
    list_bill_runs = query(methods.LIST_BILL_RUNS, bill_runs.list_runs)
    list_bills = query(methods.LIST_BILLS, bills.list_bills)
    get_bill = query(methods.GET_BILL, bills.get)
    waive_late_charge = command(methods.WAIVE_LATE_CHARGE, late_charges.waive)

    take_payment = command(methods.TAKE_PAYMENT, payments.take)
    get_payment = query(methods.GET_PAYMENT, payments.get)
    list_payments = query(methods.LIST_PAYMENTS, payments.list_payments)
    void_payment = command(methods.VOID_PAYMENT, voiding.void)
    request_void = command(methods.REQUEST_VOID, void_requests.request)
    decide_void = command(methods.DECIDE_VOID, void_requests.decide)
    get_void_request = query(methods.GET_VOID_REQUEST, void_requests.get)
    list_void_requests = query(methods.LIST_VOID_REQUESTS, void_requests.list_requests)
    get_receipt = query(methods.GET_RECEIPT, receipts.get)
    statement = query(methods.STATEMENT, statements.get)
    request_refund = command(methods.REQUEST_REFUND, refunds.request)
    decide_refund = command(methods.DECIDE_REFUND, refunds.decide)
    list_refunds = query(methods.LIST_REFUNDS, refunds.list_refunds)

    preview_dunning = query(methods.PREVIEW_DUNNING, dunning_preview.preview)
    list_steps = query(methods.LIST_STEPS, dunning.list_steps)
    agree_instalments = command(methods.AGREE_INSTALMENTS, pauses.agree_instalments)
    list_pauses = query(methods.LIST_PAUSES, pauses.list_pauses)
    list_visits = query(methods.LIST_VISITS, visits.list_visits)
    record_outcome = command(methods.RECORD_OUTCOME, visit_outcomes.record)

    collection = query(methods.COLLECTION, collection.report)
    billed_periods = query(methods.BILLED_PERIODS, periods.billed)
    verify_books = query(methods.VERIFY_BOOKS, books.verify)

    policies = query(upkeep_methods.policies("billing"), upkeep.read_policies(BillingPolicy))
    change_policy = command(
        upkeep_methods.change_policy("billing"), upkeep.change_policy(BillingPolicy)
    )
    audit_trail = query(upkeep_methods.audit_trail("billing"), upkeep.audit_trail)

    on_household_changed = handler(HouseholdChanged, occupancy.on_household_changed)
    on_person_changed = handler(PersonChanged, replicas.on_person_changed)
    on_duty_changed = handler(DutyChanged, replicas.on_duty_changed)
    on_repair_charge_due = handler(RepairChargeDue, charges.on_repair_charge_due)
    on_fee_dispute_opened = handler(FeeDisputeOpened, pauses.on_dispute_opened)
    on_fee_dispute_closed = handler(FeeDisputeClosed, pauses.on_dispute_closed)
