"""Methods of the billing service."""

from functools import partial

from contracts import community_closing, finding, leavers, service_admin
from contracts.attachments import OF_PAPERS, AttachmentFile, AttachmentView
from contracts.base import Nothing, page_of
from contracts.billing import (
    bills,
    books,
    cancellations,
    collection,
    delivery,
    dunning,
    fees,
    former_debts,
    journal,
    late_charges,
    meters,
    papers,
    pauses,
    payments,
    periods,
    reading_sheets,
    refunds,
    runs,
    statements,
    visit_attachments,
    visit_outcomes,
    visits,
    voids,
)
from contracts.method import Method, declared
from contracts.opening import opening
from contracts.papers import FindPaper, PaperFacts
from contracts.roles import (
    CASHIERS,
    CONTROLLERS,
    ENGINEERS,
    EVERYONE,
    FINANCE,
    MANAGERS,
    PRODUCT,
    RESIDENTS,
    STAFF,
    STEWARDS,
    SUPERVISORS,
    Task,
    who,
)
from contracts.route import get, post, upload

READERS = who(Task.READS_METERS)
"""Who reads meters and enters what they show."""
OVERSEERS = MANAGERS | FINANCE
"""Who sees collection figures."""

method = partial(Method, "billing")

# fmt: off
LIST_FEE_ITEMS = method(
    "list_fee_items", get("/fee-items", "收费项目"),
    fees.ListFeeItems, page_of(fees.FeeItemView), FINANCE,
)
CREATE_FEE_ITEM = method(
    "create_fee_item", post("/fee-items", "新建收费项目或新价格", 201),
    fees.CreateFeeItem, fees.FeeItemView, FINANCE, creates=True,
)
TAKE_BACK_FEE_ITEM = method(
    "take_back_fee_item", post("/fee-items/take-back", "恢复公司标准", 201),
    fees.TakeBackFeeItem, fees.FeeItemView, FINANCE, creates=True,
)
LIST_ASSIGNMENTS = method(
    "list_assignments", get("/fee-assignments", "住户的专项收费"),
    fees.ListAssignments, page_of(fees.AssignmentView), CONTROLLERS,
)
ASSIGN_FEE = method(
    "assign_fee", post("/fee-assignments", "登记住户的专项收费", 201),
    fees.AssignFee, fees.AssignmentView, CONTROLLERS, creates=True,
)
LIST_READINGS = method(
    "list_readings", get("/meter-readings", "抄表记录"),
    meters.ListReadings, page_of(meters.ReadingView), READERS,
)
RECORD_READINGS = method(
    "record_readings", post("/meter-readings", "录入抄表读数", 201),
    meters.RecordReadings, meters.ReadingsView, READERS, creates=True,
)
CORRECT_READING = method(
    "correct_reading", post("/meter-readings/<meter_reading_id>/correct", "更正或撤回抄表读数"),
    meters.CorrectReading, meters.CorrectionView, CASHIERS, creates=True,
)
IMPORT_READINGS = method(
    "import_readings", upload("/meter-readings/import", "导入抄表表格"),
    reading_sheets.ImportReadings, reading_sheets.ReadingImportView, READERS, creates=True,
)
READING_SHEET = method(
    "reading_sheet", get("/meter-readings/sheet", "待填写的抄表表格"),
    reading_sheets.ReadingSheet, reading_sheets.ReadingSheetView, READERS,
    refusals=("unknown_fee_item",),
)
LIST_METERED = method(
    "list_metered", get("/metered-fees", "按表计费的收费项目"),
    Nothing, reading_sheets.MeteredFeesView, READERS,
)
LIST_METERS = method(
    "list_meters", get("/meters", "住户的表计"),
    meters.ListMeters, meters.MetersView, READERS,
)
REPLACE_METER = method(
    "replace_meter", post("/meters", "更换表计", 201),
    meters.ReplaceMeter, meters.MeterView, READERS, creates=True,
)

LIST_BILL_RUNS = method(
    "list_bill_runs", get("/bill-runs", "出账批次"),
    runs.ListBillRuns, page_of(runs.BillRunView), FINANCE,
)
START_BILL_RUN = method(
    "start_bill_run", post("/bill-runs", "开始出账", 202),
    runs.StartBillRun, runs.BillRunView, FINANCE, creates=True,
)
PREVIEW_BILL_RUN = method(
    "preview_bill_run", post("/bill-runs/preview", "出账预览"),
    runs.PreviewBillRun, runs.RunPreview, FINANCE,
    refusals=("due_date_past", "no_fees_in_force", "nothing_to_share_by"), timeout=60,
)
GET_BILL_RUN = method(
    "get_bill_run", get("/bill-runs/<bill_run_id>", "出账进度"),
    runs.GetBillRun, runs.BillRunView, FINANCE,
)
CANCEL_RUN = method(
    "cancel_run", post("/bill-runs/<bill_run_id>/cancel", "申请取消出账批次"),
    cancellations.CancelRun, cancellations.CancelRequestView, FINANCE,
    creates=True, goes_on=True, in_person=True,
)
CANCEL_BILL = method(
    "cancel_bill", post("/bills/<bill_id>/cancel", "申请取消账单"),
    cancellations.CancelBill, cancellations.CancelRequestView, FINANCE,
    creates=True, goes_on=True, in_person=True,
)
LIST_UNDELIVERED = method(
    "list_undelivered", get("/undelivered-bills", "未送达账单"),
    delivery.ListUndelivered, page_of(delivery.UndeliveredView), OVERSEERS,
)
LIST_FORMER_DEBTS = method(
    "list_former_debts", get("/former-debts", "前业主欠费"),
    former_debts.ListFormerDebts, page_of(former_debts.FormerDebtView), CONTROLLERS,
)
CLOSING_STATEMENT = method(
    "closing_statement", get("/households/<household_id>/closing-statement", "前业主结账单"),
    former_debts.GetClosingStatement, former_debts.ClosingStatementView, CONTROLLERS,
)
LIST_CANCEL_REQUESTS = method(
    "list_cancel_requests", get("/cancel-requests", "取消申请列表"),
    cancellations.ListCancelRequests, page_of(cancellations.CancelRequestView), OVERSEERS,
)
GET_CANCEL_REQUEST = method(
    "get_cancel_request", get("/cancel-requests/<cancel_request_id>", "查看取消申请"),
    cancellations.GetCancelRequest, cancellations.CancelRequestView, OVERSEERS,
)
DECIDE_CANCEL = method(
    "decide_cancel", post("/cancel-requests/<cancel_request_id>/decide", "审批取消申请"),
    cancellations.DecideCancel, cancellations.CancelRequestView, CONTROLLERS,
    creates=True, goes_on=True, in_person=True,
)
LIST_BILLS = method(
    "list_bills", get("/bills", "查询账单"),
    bills.ListBills, page_of(bills.BillView), EVERYONE,
)
GET_BILL = method(
    "get_bill", get("/bills/<bill_id>", "查看账单"),
    bills.GetBill, bills.BillView, EVERYONE,
)
WAIVE_LATE_CHARGE = method(
    "waive_late_charge", post("/bills/<bill_id>/waive-late-charge", "减免违约金"),
    late_charges.WaiveLateCharge, bills.BillView, SUPERVISORS,
    creates=True, goes_on=True, in_person=True,
)

LIST_PAYMENTS = method(
    "list_payments", get("/payments", "查询收款"),
    payments.ListPayments, page_of(payments.PaymentView), CASHIERS | MANAGERS | RESIDENTS,
)
LIST_JOURNAL = method(
    "list_journal", get("/journal", "查询日记账"),
    journal.ListJournal, page_of(journal.PostingView), OVERSEERS,
)
TAKE_PAYMENT = method(
    "take_payment", post("/payments", "收款", 201),
    payments.TakePayment, payments.PaymentView, CASHIERS | RESIDENTS, creates=True, goes_on=True,
)
GET_PAYMENT = method(
    "get_payment", get("/payments/<payment_id>", "查看收款"),
    payments.GetPayment, payments.PaymentView, CASHIERS | MANAGERS | RESIDENTS,
)
VOID_PAYMENT = method(
    "void_payment", post("/payments/<payment_id>/void", "收据作废"),
    voids.VoidPayment, payments.PaymentView, CONTROLLERS,
    creates=True, goes_on=True, in_person=True,
)
LIST_VOID_REQUESTS = method(
    "list_void_requests", get("/void-requests", "收据作废申请列表"),
    voids.ListVoidRequests, page_of(voids.VoidRequestView), CASHIERS | MANAGERS,
)
REQUEST_VOID = method(
    "request_void", post("/void-requests", "申请收据作废", 201),
    voids.RequestVoid, voids.VoidRequestView, CASHIERS, creates=True, goes_on=True, in_person=True,
)
GET_VOID_REQUEST = method(
    "get_void_request", get("/void-requests/<void_request_id>", "查看作废申请"),
    voids.GetVoidRequest, voids.VoidRequestView, CASHIERS | MANAGERS,
)
DECIDE_VOID = method(
    "decide_void", post("/void-requests/<void_request_id>/decide", "审批作废申请"),
    voids.DecideVoid, voids.VoidRequestView, CONTROLLERS,
    creates=True, goes_on=True, in_person=True,
)
GET_RECEIPT = method(
    "get_receipt", get("/receipts/<receipt_number>", "按收据号查看"),
    payments.GetReceipt, payments.ReceiptView, CASHIERS | MANAGERS | RESIDENTS,
)
STATEMENT = method(
    "statement", get("/households/<household_id>/statement", "住户对账单"),
    statements.GetStatement, statements.StatementView, EVERYONE,
)
LIST_REFUNDS = method(
    "list_refunds", get("/refunds", "退款列表"),
    refunds.ListRefunds, page_of(refunds.RefundView), CASHIERS | MANAGERS,
)
REQUEST_REFUND = method(
    "request_refund", post("/refunds", "申请退款", 201),
    refunds.RequestRefund, refunds.RefundView, CASHIERS, creates=True, goes_on=True, in_person=True,
)
DECIDE_REFUND = method(
    "decide_refund", post("/refunds/<refund_id>/decide", "审批退款"),
    refunds.DecideRefund, refunds.RefundView, CONTROLLERS,
    creates=True, goes_on=True, in_person=True,
)

PREVIEW_DUNNING = method(
    "preview_dunning", get("/dunning/preview", "催缴预览"),
    dunning.PreviewDunning, page_of(dunning.PreviewItemView), CONTROLLERS,
)
LIST_STEPS = method(
    "list_steps", get("/dunning/steps", "已执行的催缴"),
    dunning.ListSteps, page_of(dunning.TakenStepView), CONTROLLERS | MANAGERS,
)
GET_LETTER = method(
    "get_letter", get("/dunning/steps/<step_id>/letter", "催缴函与委托律师材料"),
    papers.GetLetter, papers.LetterView, CONTROLLERS | MANAGERS,
)
RECORD_DELIVERY = method(
    "record_delivery", post("/dunning/steps/<step_id>/deliveries", "登记催缴函送达回执"),
    papers.RecordDelivery, papers.LetterView, CONTROLLERS | MANAGERS, creates=True, goes_on=True,
)
LIST_PAUSES = method(
    "list_pauses", get("/dunning/pauses", "催缴暂停"),
    pauses.ListPauses, page_of(pauses.PauseView), STAFF - ENGINEERS,
)
AGREE_INSTALMENTS = method(
    "agree_instalments", post("/dunning/instalments", "约定分期", 201),
    pauses.AgreeInstalments, pauses.PauseView, SUPERVISORS,
    creates=True, goes_on=True, in_person=True,
)
LIST_VISITS = method(
    "list_visits", get("/dunning/visits", "上门催缴任务"),
    visits.ListVisits, page_of(visits.VisitView), STEWARDS | MANAGERS,
)
RECORD_OUTCOME = method(
    "record_outcome", post("/dunning/visits/<visit_id>/outcome", "登记上门结果"),
    visit_outcomes.RecordOutcome, visits.VisitView, STEWARDS, creates=True, goes_on=True,
)
ADD_VISIT_ATTACHMENT = method(
    "add_visit_attachment",
    upload("/dunning/visits/<visit_id>/attachments", "添加上门附件", 201, file="content"),
    visit_attachments.AddVisitAttachment, AttachmentView, STEWARDS, creates=True, goes_on=True,
    refusals=OF_PAPERS,
)
GET_VISIT_ATTACHMENT = method(
    "get_visit_attachment",
    get("/dunning/visits/<visit_id>/attachments/<attachment_id>", "查看上门附件"),
    visit_attachments.OneVisitAttachment, AttachmentFile, STEWARDS | MANAGERS,
)
ASSIGN_VISIT = method(
    "assign_visit", post("/dunning/visits/<visit_id>/assign", "分派上门任务"),
    visits.AssignVisit, visits.VisitView, MANAGERS, creates=True, goes_on=True,
)
LIST_STEWARDS = method(
    "list_stewards", get("/dunning/stewards", "可上门的楼栋管家"),
    Nothing, visits.StewardsView, MANAGERS,
)

COLLECTION = method(
    "collection", get("/reports/collection", "收费统计"),
    collection.CollectionReport, collection.CollectionView, OVERSEERS,
    refusals=("not_billed", "not_frozen_yet"), timeout=30,
)
BILLED_PERIODS = method(
    "billed_periods", get("/reports/billed-periods", "已出账的账期"),
    Nothing, periods.BilledPeriodsView, OVERSEERS,
)
VERIFY_BOOKS = method(
    "verify_books", get("/reports/books", "核对账目"),
    books.VerifyBooks, books.BooksView, OVERSEERS, timeout=60,
)

FIND = method("find", None, finding.Find, finding.Found, STAFF, searches=True)
"""For the gateway, which asks all services at once (P07)."""
FIND_PAPER = method(
    "find_paper", None,
    FindPaper, PaperFacts, PRODUCT,
)
"""For the gateway, which answers whoever knows the code of the paper (P10)."""
# fmt: on

OPENING = opening("billing")
NEEDS_LEAVER = leavers.needs_leaver("billing")
NEEDS_COMMUNITY = community_closing.needs_community("billing")
LIST_POLICIES = service_admin.list_policies("billing")
GET_POLICY = service_admin.get_policy("billing")
CHANGE_POLICY = service_admin.change_policy("billing")
WITHDRAW_POLICY_CHANGE = service_admin.withdraw_policy_change("billing")
HISTORY = service_admin.history("billing", FINANCE)

METHODS = declared(vars())
