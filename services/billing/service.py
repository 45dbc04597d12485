"""The billing service: a table of its entrypoints."""

from typing import ClassVar

from contracts import service_admin as admin_methods
from contracts.billing import methods
from contracts.complaints.events import FeeDisputeClosed, FeeDisputeOpened
from contracts.directory.events import (
    CommunityChanged,
    CompanyChanged,
    DutyChanged,
    HouseholdChanged,
    PersonChanged,
)
from contracts.notices.events import BillDelivered
from contracts.repairs.events import RepairChargeDue
from foundation import policy_admin, service_admin
from foundation import retention_nights as nights
from foundation.erasure import erasing
from foundation.files.keeping import dropping
from foundation.replica import handlers as replicas
from foundation.service import Service, command, handler, procedure, query
from services.billing import retention
from services.billing.administration import (
    ADMINISTERED,
    NUMBERED,
    needs_community,
    steps_of_opening,
)
from services.billing.bills import operations as bills
from services.billing.books import operations as books
from services.billing.cancellations.operations import cancelling
from services.billing.cancellations.operations import requests as cancel_requests
from services.billing.charges import operations as charges
from services.billing.collection import operations as collection
from services.billing.daily import operations as daily
from services.billing.day_opening import operations as opening
from services.billing.delivery import operations as delivery
from services.billing.delivery import queries as undelivered
from services.billing.dunning import operations as dunning
from services.billing.dunning import queries as dunning_preview
from services.billing.fees import operations as fees
from services.billing.finding import queries as finding
from services.billing.former_debts import queries as former
from services.billing.households import operations as households
from services.billing.journal import operations as journal
from services.billing.late_charges import operations as late_charges
from services.billing.meters import queries as meters
from services.billing.meters.operations import correcting as corrected_readings
from services.billing.meters.operations import recording as readings
from services.billing.paper_facts import queries as paper_facts
from services.billing.papers.operations import deliveries as letter_deliveries
from services.billing.papers.operations import making as papers
from services.billing.pauses import operations as pauses
from services.billing.payments.operations import receipts
from services.billing.payments.operations import taking as payments
from services.billing.periods import queries as periods
from services.billing.policy import BillingPolicy
from services.billing.reading_sheets import operations as reading_sheets
from services.billing.reading_sheets import queries as sheets_to_fill
from services.billing.refunds import operations as refunds
from services.billing.runs import queries as run_previews
from services.billing.runs.operations import batches as billing_batches
from services.billing.runs.operations import starting as bill_runs
from services.billing.statements import queries as statements
from services.billing.tables import Base
from services.billing.visit_attachments import operations as visit_attachments
from services.billing.visit_attachments import queries as visit_files
from services.billing.visit_outcomes import operations as visit_outcomes
from services.billing.visits import queries as visit_lists
from services.billing.visits.operations import stewards as visit_stewards
from services.billing.voids.operations import requests as void_requests
from services.billing.voids.operations import voiding


class BillingService(Service):
    """Billing and dunning (收费与催缴)."""

    name = "billing"
    erase_person = staticmethod(visit_attachments.erase_person)
    tables = Base.metadata
    retention_policy = BillingPolicy

    erasures = retention.ERASURES
    begun = (opening.go_on,)
    deadline_handlers: ClassVar = {
        bill_runs.BATCH: billing_batches.bill_batch,
        cancelling.CANCEL_BATCH: cancelling.cancel_batch,
        delivery.CHECK: delivery.check,
        daily.OPEN_DAY: opening.open_day,
        daily.OPEN_HOUSEHOLDS: opening.open_households,
        daily.ASSIGN_VISITS: opening.assign_visits,
        daily.VERIFY_BOOKS: books.nightly,
        daily.TAKE_STEPS: dunning.take_steps,
        pauses.CHECK: pauses.check,
        **dropping(tables.tables["visit_attachments"]),
    }

    create_fee_item = command(methods.CREATE_FEE_ITEM, fees.create_item)
    take_back_fee_item = command(methods.TAKE_BACK_FEE_ITEM, fees.take_back)
    list_fee_items = query(methods.LIST_FEE_ITEMS, fees.list_items)
    assign_fee = command(methods.ASSIGN_FEE, fees.assign)
    list_assignments = query(methods.LIST_ASSIGNMENTS, fees.list_assignments)
    record_readings = command(methods.RECORD_READINGS, readings.record)
    list_readings = query(methods.LIST_READINGS, meters.list_readings)
    correct_reading = command(methods.CORRECT_READING, corrected_readings.correct)
    list_meters = query(methods.LIST_METERS, meters.list_meters)
    replace_meter = command(methods.REPLACE_METER, readings.replace)
    import_readings = procedure(methods.IMPORT_READINGS, reading_sheets.import_file)
    reading_sheet = query(methods.READING_SHEET, sheets_to_fill.sheet)
    list_metered = query(methods.LIST_METERED, sheets_to_fill.list_metered)

    start_bill_run = command(methods.START_BILL_RUN, bill_runs.start)
    preview_bill_run = query(methods.PREVIEW_BILL_RUN, run_previews.preview)
    cancel_run = command(methods.CANCEL_RUN, cancel_requests.cancel_run)
    cancel_bill = command(methods.CANCEL_BILL, cancel_requests.cancel_bill)
    decide_cancel = command(methods.DECIDE_CANCEL, cancel_requests.decide)
    get_cancel_request = query(methods.GET_CANCEL_REQUEST, cancel_requests.get)
    list_cancel_requests = query(methods.LIST_CANCEL_REQUESTS, cancel_requests.list_requests)
    get_bill_run = query(methods.GET_BILL_RUN, bill_runs.get)
    list_bill_runs = query(methods.LIST_BILL_RUNS, bill_runs.list_runs)
    list_bills = query(methods.LIST_BILLS, bills.list_bills)
    list_undelivered = query(methods.LIST_UNDELIVERED, undelivered.list_undelivered)
    list_former_debts = query(methods.LIST_FORMER_DEBTS, former.list_former_debts)
    closing_statement = query(methods.CLOSING_STATEMENT, former.closing_statement)
    get_bill = query(methods.GET_BILL, bills.get)
    waive_late_charge = command(methods.WAIVE_LATE_CHARGE, late_charges.waive)

    take_payment = command(methods.TAKE_PAYMENT, payments.take)
    get_payment = query(methods.GET_PAYMENT, payments.get)
    list_journal = query(methods.LIST_JOURNAL, journal.list_journal)
    list_payments = query(methods.LIST_PAYMENTS, payments.list_payments)
    void_payment = command(methods.VOID_PAYMENT, voiding.void)
    request_void = command(methods.REQUEST_VOID, void_requests.request)
    decide_void = command(methods.DECIDE_VOID, void_requests.decide)
    get_void_request = query(methods.GET_VOID_REQUEST, void_requests.get)
    list_void_requests = query(methods.LIST_VOID_REQUESTS, void_requests.list_requests)
    get_receipt = query(methods.GET_RECEIPT, receipts.get)
    find = query(methods.FIND, finding.find)
    find_paper = query(methods.FIND_PAPER, paper_facts.find)
    statement = query(methods.STATEMENT, statements.get)
    request_refund = command(methods.REQUEST_REFUND, refunds.request)
    decide_refund = command(methods.DECIDE_REFUND, refunds.decide)
    list_refunds = query(methods.LIST_REFUNDS, refunds.list_refunds)

    preview_dunning = query(methods.PREVIEW_DUNNING, dunning_preview.preview)
    list_steps = query(methods.LIST_STEPS, dunning.list_steps)
    get_letter = query(methods.GET_LETTER, papers.get)
    record_delivery = command(methods.RECORD_DELIVERY, letter_deliveries.record)
    agree_instalments = command(methods.AGREE_INSTALMENTS, pauses.agree_instalments)
    list_pauses = query(methods.LIST_PAUSES, pauses.list_pauses)
    list_visits = query(methods.LIST_VISITS, visit_lists.list_visits)
    record_outcome = command(methods.RECORD_OUTCOME, visit_outcomes.record)
    add_visit_attachment = procedure(
        methods.ADD_VISIT_ATTACHMENT, visit_attachments.add_visit_attachment
    )
    get_visit_attachment = procedure(
        methods.GET_VISIT_ATTACHMENT, visit_files.get_visit_attachment, keyed=False
    )
    assign_visit = command(methods.ASSIGN_VISIT, visit_stewards.assign_by_hand)
    list_stewards = query(methods.LIST_STEWARDS, visit_stewards.list_stewards)

    collection = query(methods.COLLECTION, collection.report)
    billed_periods = query(methods.BILLED_PERIODS, periods.billed)
    verify_books = query(methods.VERIFY_BOOKS, books.verify)

    opening = query(methods.OPENING, steps_of_opening)
    needs_leaver = query(methods.NEEDS_LEAVER, retention.needs_leaver)
    needs_community = query(methods.NEEDS_COMMUNITY, needs_community)
    list_policies = query(methods.LIST_POLICIES, policy_admin.list_policies(ADMINISTERED))
    get_policy = query(methods.GET_POLICY, policy_admin.get_policy(ADMINISTERED))
    change_policy = command(methods.CHANGE_POLICY, policy_admin.change_policy(ADMINISTERED))
    withdraw_policy_change = command(
        methods.WITHDRAW_POLICY_CHANGE, policy_admin.withdraw_policy_change(ADMINISTERED)
    )
    audit_trail = query(admin_methods.audit_trail("billing"), service_admin.audit_trail(*NUMBERED))
    retention_nights = query(
        admin_methods.retention_nights("billing"),
        nights.reading(erasures=erasures),
    )
    history = query(methods.HISTORY, service_admin.history(fee_item=None))
    verify_audit = procedure(
        admin_methods.verify_audit("billing"), service_admin.verify_audit, keyed=False
    )

    on_community_changed = handler(CommunityChanged, replicas.on_community_changed)
    on_company_changed = handler(CompanyChanged, replicas.on_company_changed)
    on_household_changed = handler(HouseholdChanged, households.on_household_changed)
    on_person_changed = handler(
        PersonChanged, erasing(visit_stewards.on_person_changed, visit_attachments.erase_person)
    )
    on_duty_changed = handler(DutyChanged, replicas.on_duty_changed)
    on_bill_delivered = handler(BillDelivered, delivery.on_bill_delivered)
    on_repair_charge_due = handler(RepairChargeDue, charges.on_repair_charge_due)
    on_fee_dispute_opened = handler(FeeDisputeOpened, pauses.on_dispute_opened)
    on_fee_dispute_closed = handler(FeeDisputeClosed, pauses.on_dispute_closed)
