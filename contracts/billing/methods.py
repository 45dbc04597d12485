"""Methods of the billing service."""

from typing import Any

from contracts.base import Nothing, page_of
from contracts.billing import bill_schemas as bills
from contracts.billing import cancel_schemas as cancels
from contracts.billing import dunning_schemas as dunning
from contracts.billing import fee_schemas as fees
from contracts.billing import former_schemas as former
from contracts.billing import meter_schemas as meters
from contracts.billing import paper_schemas as papers
from contracts.billing import payment_schemas as payments
from contracts.billing import receipt_schemas as receipts
from contracts.billing import report_schemas as reports
from contracts.billing import void_schemas as voids
from contracts.method import Method
from contracts.papers import FindPaper, PaperFacts
from contracts.roles import CASHIERS, EVERYONE, MANAGERS, STAFF, Role

FINANCE = frozenset({Role.FINANCE})
"""Who sets prices and makes bills."""
CONTROLLERS = frozenset({Role.SUPERVISOR, Role.FINANCE})
"""Who may be the second person at a receipt or refund, and sees the dunning of everybody."""
READERS = frozenset({Role.FINANCE, Role.ENGINEER, Role.STEWARD, Role.RECEPTIONIST, Role.SUPERVISOR})
"""Who reads meters and enters what they show."""
STEWARDS = frozenset({Role.STEWARD})
OVERSEERS = MANAGERS | FINANCE
"""Who sees collection figures."""


def _method(
    name: str, takes: type, gives: type | None, who: frozenset[Role], **more: Any
) -> Method:
    return Method("billing", name, takes, gives, who, **more)


CREATE_FEE_ITEM = _method(
    "create_fee_item", fees.CreateFeeItem, fees.FeeItemView, FINANCE, creates=True
)
LIST_FEE_ITEMS = _method("list_fee_items", fees.ListFeeItems, page_of(fees.FeeItemView), FINANCE)
ASSIGN_FEE = _method("assign_fee", fees.AssignFee, fees.AssignmentView, CONTROLLERS, creates=True)
LIST_ASSIGNMENTS = _method(
    "list_assignments", fees.ListAssignments, page_of(fees.AssignmentView), CONTROLLERS
)
RECORD_READINGS = _method(
    "record_readings", meters.RecordReadings, meters.ReadingsView, READERS, creates=True
)
LIST_READINGS = _method("list_readings", meters.ListReadings, page_of(meters.ReadingView), READERS)
CORRECT_READING = _method(
    "correct_reading", meters.CorrectReading, meters.CorrectionView,
    CONTROLLERS | {Role.RECEPTIONIST}, creates=True,
)  # fmt: skip
LIST_METERS = _method("list_meters", meters.ListMeters, meters.MetersView, READERS)
REPLACE_METER = _method(
    "replace_meter", meters.ReplaceMeter, meters.MeterView, READERS, creates=True
)
IMPORT_READINGS = _method(
    "import_readings", meters.ImportReadings, meters.ReadingImportView, READERS, creates=True
)
READING_SHEET = _method(
    "reading_sheet", meters.ReadingSheet, meters.ReadingSheetView, READERS,
    refusals=("unknown_fee_item",),
)  # fmt: skip
LIST_METERED = _method("list_metered", Nothing, meters.MeteredFeesView, READERS)

START_BILL_RUN = _method(
    "start_bill_run", bills.StartBillRun, bills.BillRunView, FINANCE, creates=True
)
PREVIEW_BILL_RUN = _method(
    "preview_bill_run", bills.PreviewBillRun, cancels.RunPreview, FINANCE,
    refusals=("due_date_past", "no_fees_in_force", "nothing_to_share_by"), timeout=60,
)  # fmt: skip
CANCEL_RUN = _method(
    "cancel_run", cancels.CancelRun, cancels.CancelRequestView, FINANCE, creates=True
)
CANCEL_BILL = _method(
    "cancel_bill", cancels.CancelBill, cancels.CancelRequestView, FINANCE, creates=True
)
DECIDE_CANCEL = _method(
    "decide_cancel", cancels.DecideCancel, cancels.CancelRequestView, CONTROLLERS, creates=True
)
GET_CANCEL_REQUEST = _method(
    "get_cancel_request", cancels.GetCancelRequest, cancels.CancelRequestView, OVERSEERS
)
LIST_CANCEL_REQUESTS = _method(
    "list_cancel_requests", cancels.ListCancelRequests, page_of(cancels.CancelRequestView),
    OVERSEERS,
)  # fmt: skip
GET_BILL_RUN = _method("get_bill_run", bills.GetBillRun, bills.BillRunView, FINANCE)
LIST_BILL_RUNS = _method("list_bill_runs", bills.ListBillRuns, page_of(bills.BillRunView), FINANCE)
LIST_BILLS = _method("list_bills", bills.ListBills, page_of(bills.BillView), EVERYONE)
LIST_UNDELIVERED = _method(
    "list_undelivered", bills.ListUndelivered, page_of(bills.UndeliveredView), OVERSEERS
)
LIST_FORMER_DEBTS = _method(
    "list_former_debts", former.ListFormerDebts, page_of(former.FormerDebtView), CONTROLLERS
)
CLOSING_STATEMENT = _method(
    "closing_statement", former.GetClosingStatement, former.ClosingStatementView, CONTROLLERS
)
GET_BILL = _method("get_bill", bills.GetBill, bills.BillView, EVERYONE)
WAIVE_LATE_CHARGE = _method(
    "waive_late_charge", bills.WaiveLateCharge, bills.BillView,
    frozenset({Role.SUPERVISOR}), creates=True,
)  # fmt: skip

TAKE_PAYMENT = _method(
    "take_payment", payments.TakePayment, payments.PaymentView,
    CASHIERS | {Role.RESIDENT}, creates=True,
)  # fmt: skip
GET_PAYMENT = _method(
    "get_payment", payments.GetPayment, payments.PaymentView,
    CASHIERS | MANAGERS | {Role.RESIDENT},
)  # fmt: skip
LIST_PAYMENTS = _method(
    "list_payments", payments.ListPayments, page_of(payments.PaymentView),
    CASHIERS | MANAGERS | {Role.RESIDENT},
)  # fmt: skip
VOID_PAYMENT = _method(
    "void_payment", payments.VoidPayment, payments.PaymentView, CONTROLLERS, creates=True
)
GET_RECEIPT = _method(
    "get_receipt", payments.GetReceipt, receipts.ReceiptView,
    CASHIERS | MANAGERS | {Role.RESIDENT},
)  # fmt: skip
PAPER_HEAD = _method("paper_head", Nothing, receipts.PaperHeadView, EVERYONE)
FIND_PAPER = _method("find_paper", FindPaper, PaperFacts, frozenset({Role.SYSTEM}))
"""For the gateway, which answers whoever knows the code of the paper (P10)."""
STATEMENT = _method("statement", payments.GetStatement, payments.StatementView, EVERYONE)
REQUEST_VOID = _method(
    "request_void", voids.RequestVoid, voids.VoidRequestView, CASHIERS, creates=True
)
DECIDE_VOID = _method(
    "decide_void", voids.DecideVoid, voids.VoidRequestView, CONTROLLERS, creates=True
)
GET_VOID_REQUEST = _method(
    "get_void_request", voids.GetVoidRequest, voids.VoidRequestView, CASHIERS | MANAGERS
)
LIST_VOID_REQUESTS = _method(
    "list_void_requests", voids.ListVoidRequests, page_of(voids.VoidRequestView),
    CASHIERS | MANAGERS,
)  # fmt: skip
REQUEST_REFUND = _method(
    "request_refund", payments.RequestRefund, payments.RefundView, CASHIERS, creates=True
)
DECIDE_REFUND = _method(
    "decide_refund", payments.DecideRefund, payments.RefundView, CONTROLLERS, creates=True
)
LIST_REFUNDS = _method(
    "list_refunds", payments.ListRefunds, page_of(payments.RefundView), CASHIERS | MANAGERS
)

PREVIEW_DUNNING = _method(
    "preview_dunning", dunning.PreviewDunning, page_of(dunning.PreviewItemView), CONTROLLERS
)
LIST_STEPS = _method(
    "list_steps", dunning.ListSteps, page_of(dunning.TakenStepView), CONTROLLERS | MANAGERS
)
GET_LETTER = _method("get_letter", papers.GetLetter, papers.LetterView, CONTROLLERS | MANAGERS)
RECORD_DELIVERY = _method(
    "record_delivery", papers.RecordDelivery, papers.LetterView, CONTROLLERS | MANAGERS,
    creates=True,
)  # fmt: skip
AGREE_INSTALMENTS = _method(
    "agree_instalments", dunning.AgreeInstalments, dunning.PauseView,
    frozenset({Role.SUPERVISOR}), creates=True,
)  # fmt: skip
LIST_PAUSES = _method(
    "list_pauses", dunning.ListPauses, page_of(dunning.PauseView), STAFF - {Role.ENGINEER}
)
LIST_VISITS = _method(
    "list_visits", dunning.ListVisits, page_of(dunning.VisitView), STEWARDS | MANAGERS
)
RECORD_OUTCOME = _method(
    "record_outcome", dunning.RecordOutcome, dunning.VisitView, STEWARDS, creates=True
)
ASSIGN_VISIT = _method(
    "assign_visit", dunning.AssignVisit, dunning.VisitView, MANAGERS, creates=True
)
LIST_STEWARDS = _method("list_stewards", Nothing, dunning.StewardsView, MANAGERS)

COLLECTION = _method(
    "collection", reports.CollectionReport, reports.CollectionView, OVERSEERS,
    refusals=("not_billed", "not_frozen_yet"), timeout=30,
)  # fmt: skip
BILLED_PERIODS = _method("billed_periods", Nothing, reports.BilledPeriodsView, OVERSEERS)
VERIFY_BOOKS = _method(
    "verify_books", reports.VerifyBooks, reports.BooksView, OVERSEERS, timeout=60
)

METHODS = (
    CREATE_FEE_ITEM, LIST_FEE_ITEMS, ASSIGN_FEE, LIST_ASSIGNMENTS, RECORD_READINGS,
    LIST_READINGS, CORRECT_READING, LIST_METERS, REPLACE_METER,
    IMPORT_READINGS, READING_SHEET, LIST_METERED,
    START_BILL_RUN, PREVIEW_BILL_RUN, CANCEL_RUN, CANCEL_BILL, DECIDE_CANCEL,
    GET_CANCEL_REQUEST, LIST_CANCEL_REQUESTS, GET_BILL_RUN, LIST_BILL_RUNS, LIST_BILLS,
    LIST_UNDELIVERED, LIST_FORMER_DEBTS, CLOSING_STATEMENT,    GET_BILL, WAIVE_LATE_CHARGE,
    TAKE_PAYMENT, GET_PAYMENT, LIST_PAYMENTS, VOID_PAYMENT, GET_RECEIPT, STATEMENT, PAPER_HEAD,
    FIND_PAPER,
    REQUEST_VOID, DECIDE_VOID, GET_VOID_REQUEST, LIST_VOID_REQUESTS,
    REQUEST_REFUND, DECIDE_REFUND, LIST_REFUNDS,
    PREVIEW_DUNNING, LIST_STEPS, GET_LETTER, RECORD_DELIVERY, AGREE_INSTALMENTS, LIST_PAUSES,
    LIST_VISITS,
    RECORD_OUTCOME, ASSIGN_VISIT, LIST_STEWARDS,
    COLLECTION, BILLED_PERIODS, VERIFY_BOOKS,
)  # fmt: skip
