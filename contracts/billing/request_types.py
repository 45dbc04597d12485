"""Payloads as their schemas load them. Written by `make docs`; do not edit."""

from datetime import date, datetime
from decimal import Decimal
from typing import NotRequired, TypedDict


class ListFeeItemsRequest(TypedDict):
    """`contracts.billing.fees.ListFeeItems`, loaded."""

    limit: int
    cursor: str | None
    unit_type: str | None
    name: str | None
    on: date | None


class CreateFeeItemRequest(TypedDict):
    """`contracts.billing.fees.CreateFeeItem`, loaded."""

    name: str
    name_en: str | None
    unit_type: str
    basis: str
    price: Decimal
    period: str | None
    effective_from: date
    assigned_only: bool | None
    vacant_percent: int | None
    unit: str | None


class TakeBackFeeItemRequest(TypedDict):
    """`contracts.billing.fees.TakeBackFeeItem`, loaded."""

    name: str
    unit_type: str
    effective_from: date


class ListAssignmentsRequest(TypedDict):
    """`contracts.billing.fees.ListAssignments`, loaded."""

    limit: int
    cursor: str | None
    household_id: str | None


class AssignFeeRequest(TypedDict):
    """`contracts.billing.fees.AssignFee`, loaded."""

    household_id: str
    name: str
    quantity: int
    starts_on: date
    ends_on: NotRequired[date | None]


class ListReadingsRequest(TypedDict):
    """`contracts.billing.meters.ListReadings`, loaded."""

    limit: int
    cursor: str | None
    household_id: str | None
    name: str | None


class Reading(TypedDict):
    """`contracts.billing.meters.Reading`, loaded."""

    household_id: str
    name: str
    read_on: date
    value: Decimal
    confirmed: bool
    estimated: bool
    remark: str | None


class RecordReadingsRequest(TypedDict):
    """`contracts.billing.meters.RecordReadings`, loaded."""

    readings: list[Reading]


class CorrectReadingRequest(TypedDict):
    """`contracts.billing.meters.CorrectReading`, loaded."""

    meter_reading_id: str
    value: Decimal | None
    read_on: date | None
    reason: str
    confirmed: bool


class ImportReadingsRequest(TypedDict):
    """`contracts.billing.reading_sheets.ImportReadings`, loaded."""

    file: str
    name: str
    dry_run: bool
    accept_valid: bool
    confirmed: bool


class ReadingSheetRequest(TypedDict):
    """`contracts.billing.reading_sheets.ReadingSheet`, loaded."""

    name: str


class NothingRequest(TypedDict):
    """`contracts.base.Nothing`, loaded."""


class ListMetersRequest(TypedDict):
    """`contracts.billing.meters.ListMeters`, loaded."""

    household_id: str


class ReplaceMeterRequest(TypedDict):
    """`contracts.billing.meters.ReplaceMeter`, loaded."""

    household_id: str
    name: str
    replaced_on: date
    old_end: Decimal
    new_start: Decimal
    meter: str | None
    reason: str | None
    confirmed: bool


class ListBillRunsRequest(TypedDict):
    """`contracts.billing.runs.ListBillRuns`, loaded."""

    limit: int
    cursor: str | None
    period: str | None


class StartBillRunRequest(TypedDict):
    """`contracts.billing.runs.StartBillRun`, loaded."""

    period: str
    due_date: date
    confirmed_billed: int | None
    confirmed_amount: Decimal | None
    homes: int | None


class PreviewBillRunRequest(TypedDict):
    """`contracts.billing.runs.PreviewBillRun`, loaded."""

    period: str
    due_date: date


class GetBillRunRequest(TypedDict):
    """`contracts.billing.runs.GetBillRun`, loaded."""

    bill_run_id: str


class CancelRunRequest(TypedDict):
    """`contracts.billing.cancellations.CancelRun`, loaded."""

    bill_run_id: str
    reason: str


class CancelBillRequest(TypedDict):
    """`contracts.billing.cancellations.CancelBill`, loaded."""

    bill_id: str
    reason: str


class ListUndeliveredRequest(TypedDict):
    """`contracts.billing.delivery.ListUndelivered`, loaded."""

    limit: int
    cursor: str | None
    bill_run_id: str | None
    building: str | None


class ListFormerDebtsRequest(TypedDict):
    """`contracts.billing.former_debts.ListFormerDebts`, loaded."""

    limit: int
    cursor: str | None
    building: str | None


class GetClosingStatementRequest(TypedDict):
    """`contracts.billing.former_debts.GetClosingStatement`, loaded."""

    household_id: str
    debtor_id: str | None


class ListCancelRequestsRequest(TypedDict):
    """`contracts.billing.cancellations.ListCancelRequests`, loaded."""

    limit: int
    cursor: str | None
    target_id: str | None
    status: str | None
    kind: str | None


class GetCancelRequestRequest(TypedDict):
    """`contracts.billing.cancellations.GetCancelRequest`, loaded."""

    cancel_request_id: str


class DecideCancelRequest(TypedDict):
    """`contracts.billing.cancellations.DecideCancel`, loaded."""

    approve: bool
    remark: str | None
    cancel_request_id: str


class ListBillsRequest(TypedDict):
    """`contracts.billing.bills.ListBills`, loaded."""

    limit: int
    cursor: str | None
    household_id: str | None
    status: str | None
    kind: str | None
    period: str | None
    overdue: bool | None


class GetBillRequest(TypedDict):
    """`contracts.billing.bills.GetBill`, loaded."""

    bill_id: str


class WaiveLateChargeRequest(TypedDict):
    """`contracts.billing.late_charges.WaiveLateCharge`, loaded."""

    bill_id: str
    amount: Decimal | None
    reason: str


class ListPaymentsRequest(TypedDict):
    """`contracts.billing.payments.ListPayments`, loaded."""

    limit: int
    cursor: str | None
    household_id: str | None
    method: str | None
    taken_on: date | None


class ListJournalRequest(TypedDict):
    """`contracts.billing.journal.ListJournal`, loaded."""

    limit: int
    cursor: str | None
    since: date | None
    until: date | None
    kind: str | None
    household_id: str | None


class TakePaymentRequest(TypedDict):
    """`contracts.billing.payments.TakePayment`, loaded."""

    household_id: str
    amount: Decimal
    method: str
    bill_ids: list[str]
    payer: str | None
    remark: str | None


class GetPaymentRequest(TypedDict):
    """`contracts.billing.payments.GetPayment`, loaded."""

    payment_id: str


class VoidPaymentRequest(TypedDict):
    """`contracts.billing.voids.VoidPayment`, loaded."""

    payment_id: str
    reason: str


class ListVoidRequestsRequest(TypedDict):
    """`contracts.billing.voids.ListVoidRequests`, loaded."""

    limit: int
    cursor: str | None
    payment_id: str | None
    household_id: str | None
    status: str | None


class RequestVoidRequest(TypedDict):
    """`contracts.billing.voids.RequestVoid`, loaded."""

    payment_id: str
    reason: str


class GetVoidRequestRequest(TypedDict):
    """`contracts.billing.voids.GetVoidRequest`, loaded."""

    void_request_id: str


class DecideVoidRequest(TypedDict):
    """`contracts.billing.voids.DecideVoid`, loaded."""

    approve: bool
    remark: str | None
    void_request_id: str


class GetReceiptRequest(TypedDict):
    """`contracts.billing.payments.GetReceipt`, loaded."""

    receipt_number: str


class GetStatementRequest(TypedDict):
    """`contracts.billing.statements.GetStatement`, loaded."""

    household_id: str
    since: date | None
    until: date | None


class ListRefundsRequest(TypedDict):
    """`contracts.billing.refunds.ListRefunds`, loaded."""

    limit: int
    cursor: str | None
    household_id: str | None
    status: str | None


class RequestRefundRequest(TypedDict):
    """`contracts.billing.refunds.RequestRefund`, loaded."""

    household_id: str
    amount: Decimal
    method: str
    reason: str


class DecideRefundRequest(TypedDict):
    """`contracts.billing.refunds.DecideRefund`, loaded."""

    approve: bool
    remark: str | None
    refund_id: str


class PreviewDunningRequest(TypedDict):
    """`contracts.billing.dunning.PreviewDunning`, loaded."""

    limit: int
    cursor: str | None
    on: date | None
    household_id: str | None
    building: str | None
    only_taken: bool
    only_owing: bool


class ListStepsRequest(TypedDict):
    """`contracts.billing.dunning.ListSteps`, loaded."""

    limit: int
    cursor: str | None
    household_id: str | None


class GetLetterRequest(TypedDict):
    """`contracts.billing.papers.GetLetter`, loaded."""

    step_id: str


class RecordDeliveryRequest(TypedDict):
    """`contracts.billing.papers.RecordDelivery`, loaded."""

    step_id: str
    outcome: str
    delivered_at: datetime
    received_by: str | None
    relation: str | None
    item_number: str | None
    brought_by: str | None
    remark: str | None


class ListPausesRequest(TypedDict):
    """`contracts.billing.pauses.ListPauses`, loaded."""

    limit: int
    cursor: str | None
    household_id: str | None
    running: bool | None


class InstalmentPayload(TypedDict):
    """`contracts.billing.pauses.InstalmentPayload`, loaded."""

    due_on: date
    amount: Decimal


class AgreeInstalmentsRequest(TypedDict):
    """`contracts.billing.pauses.AgreeInstalments`, loaded."""

    household_id: str
    instalments: list[InstalmentPayload]
    reason: str


class ListVisitsRequest(TypedDict):
    """`contracts.billing.visits.ListVisits`, loaded."""

    limit: int
    cursor: str | None
    status: str | None
    steward_id: str | None
    stewardless: bool
    building: str | None
    household_id: str | None


class RecordOutcomeRequest(TypedDict):
    """`contracts.billing.visit_outcomes.RecordOutcome`, loaded."""

    visit_id: str
    outcome: str
    promise_date: date | None
    promise_amount: Decimal | None
    remark: str | None


class AddVisitAttachmentRequest(TypedDict):
    """`contracts.billing.visit_attachments.AddVisitAttachment`, loaded."""

    visit_id: str
    content: str


class OneVisitAttachmentRequest(TypedDict):
    """`contracts.billing.visit_attachments.OneVisitAttachment`, loaded."""

    visit_id: str
    attachment_id: str


class AssignVisitRequest(TypedDict):
    """`contracts.billing.visits.AssignVisit`, loaded."""

    visit_id: str
    steward_id: str


class CollectionReportRequest(TypedDict):
    """`contracts.billing.collection.CollectionReport`, loaded."""

    period: str
    frozen: bool
    due_date: date | None
    breakdown: bool


class FindRequest(TypedDict):
    """`contracts.finding.Find`, loaded."""

    q: str
    limit: int


class FindPaperRequest(TypedDict):
    """`contracts.papers.FindPaper`, loaded."""

    number: str


class LeaverRequest(TypedDict):
    """`contracts.leavers.Leaver`, loaded."""

    household_id: str
    member_id: str
    person_id: str | None


class OneCommunityRequest(TypedDict):
    """`contracts.community_closing.OneCommunity`, loaded."""

    community_id: str
