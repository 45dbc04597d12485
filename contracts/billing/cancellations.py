"""Cancelled bills and bill runs (账单取消): asked for, decided, taken back by reversal (B16)."""

from datetime import date

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.decisions import DecisionView, ReasonedDecision
from contracts.fields import Coded, Day, Id, Instant, Text, Yuan
from foundation.errors import ServiceError


def is_frozen(due_date: date, today: date) -> bool:
    """Whether nothing that was due on a day may be taken back any more: its figure stays (B03)."""
    return due_date < today


class CancelKind(Code):
    """What is to be cancelled (B16)."""

    RUN = "run", "出账批次", "Bill run"
    BILL = "bill", "账单", "Bill"


class CancelStatus(Code):
    """How far a request to cancel is: requested → approved or rejected (B16)."""

    REQUESTED = "requested", "待审批", "Waiting for approval", WAITING
    """Waits for a second person."""
    APPROVED = "approved", "已批准", "Approved", GOOD
    """Cancelled, or being cancelled."""
    REJECTED = "rejected", "已驳回", "Rejected", BAD
    """Not approved, with a remark; may be asked for anew."""


class FigureFrozen(ServiceError):
    """The due date {due_date} is past and its collection figure frozen; it cannot be cancelled
    any more. Make it good on a later bill."""

    code, status = "figure_frozen", 409
    zh = "缴费截止日 {due_date} 已过，收缴数据已固定，不能再取消。请在下期账单中退补差额。"


class AlreadyCancelled(ServiceError):
    """It has been cancelled already."""

    code, status = "already_cancelled", 409
    zh = "已经取消。"


class CancelAlreadyRequested(ServiceError):
    """A request to cancel it waits for approval already."""

    code, status = "cancel_already_requested", 409
    zh = "已有待审批的取消申请。"


class CancelRequestDecided(ServiceError):
    """This request has been decided already."""

    code, status = "cancel_request_decided", 409
    zh = "该取消申请已经处理。"


class CancelRun(Payload):
    """Ask for a bill run to be cancelled; a running one is stopped with it (B16)."""

    bill_run_id = Id(required=True)
    reason = Text(required=True, min=2, max=500)


class CancelBill(Payload):
    """Ask for a bill to be cancelled (B16)."""

    bill_id = Id(required=True)
    reason = Text(required=True, min=2, max=500)


class DecideCancel(ReasonedDecision):
    """Approve or reject; not by whoever asked for it."""

    cancel_request_id = Id(required=True)


class GetCancelRequest(Payload):
    """One request."""

    cancel_request_id = Id(required=True)


class ListCancelRequests(PageQuery):
    """Requests to cancel bills and runs, newest first."""

    target_id = Id(load_default=None, allow_none=True)
    status = fields.String(load_default=None, validate=validate.OneOf(list(CancelStatus)))
    kind = fields.String(load_default=None, validate=validate.OneOf(list(CancelKind)))


class KeptBillView(View):
    """A bill that stays although its run was cancelled: credit that it gave was paid out (B16)."""

    bill_id = Id(required=True)
    number = fields.String(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)


class CancelRequestView(PlacedView, DecisionView):
    """A request, what it is about, and who decided on it."""

    status = Coded(CancelStatus, required=True)
    kind = Coded(CancelKind, required=True)
    target_id = Id(required=True)
    number = fields.String(required=True, allow_none=True)
    """Of the bill."""
    period = fields.String(required=True)
    due_date = Day(required=True)
    bills = fields.Integer(required=True)
    amount = Yuan(required=True)
    reason = fields.String(required=True)
    kept = fields.List(fields.Nested(KeptBillView), required=True)
    """Bills of a cancelled run that stay."""


class CancelledView(View):
    """When and why a bill was cancelled."""

    at = Instant(required=True)
    reason = fields.String(required=True, allow_none=True)
