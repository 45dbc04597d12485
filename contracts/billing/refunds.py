"""Refunds (退款): credit is paid out once a second person approves (B10)."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, PlacedView
from contracts.billing.payments import PaymentMethod
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.decisions import Decision, DecisionView
from contracts.fields import Coded, Id, Text, Yuan, positive
from foundation.errors import ServiceError


class RefundStatus(Code):
    """How far a refund is (B10)."""

    REQUESTED = "requested", "待审批", "Waiting for approval", WAITING
    """Waits for a second person."""
    PAID_OUT = "paid_out", "已退款", "Paid out", GOOD
    """Approved and booked."""
    REJECTED = "rejected", "已驳回", "Rejected", BAD
    """Not approved."""


class CreditTooSmall(ServiceError):
    """There is only {credit} yuan of credit."""

    code, status = "credit_too_small", 409
    zh = "预存余额只有 {credit} 元。"


class RefundDecided(ServiceError):
    """This refund has been decided already."""

    code, status = "refund_decided", 409
    zh = "该退款已经处理。"


class RequestRefund(Payload):
    """Pay credit back to the household (B10)."""

    household_id = Id(required=True)
    amount = Yuan(required=True, validate=positive())
    method = fields.String(required=True, validate=validate.OneOf(list(PaymentMethod)))
    reason = Text(required=True, min=2, max=500)


class DecideRefund(Decision):
    """Approve or reject a refund; not by whoever asked for it (B10)."""

    refund_id = Id(required=True)


class ListRefunds(PageQuery):
    """Refunds, newest first."""

    household_id = Id(load_default=None, allow_none=True)
    status = fields.String(load_default=None, validate=validate.OneOf(list(RefundStatus)))


class RefundView(PlacedView, DecisionView):
    """A refund and who decided on it."""

    status = Coded(RefundStatus, required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    amount = Yuan(required=True)
    method = Coded(PaymentMethod, required=True)
    reason = fields.String(required=True)
