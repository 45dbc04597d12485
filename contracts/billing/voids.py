"""Voided receipts (收据作废): asked for at the desk, decided by a second person (B07)."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, PlacedView
from contracts.billing.payments import PaymentMethod
from contracts.code import BAD, WAITING, Code
from contracts.decisions import DecisionView, ReasonedDecision
from contracts.fields import Coded, Id, Instant, Text, Yuan
from foundation.errors import ServiceError


class VoidRequestStatus(Code):
    """How far a request to void a receipt is: requested → voided or rejected (B07)."""

    REQUESTED = "requested", "待审批", "Waiting for approval", WAITING
    """Waits for a second person."""
    VOIDED = "voided", "已作废", "Void", BAD
    """Approved and booked, or the receipt was voided directly."""
    REJECTED = "rejected", "已驳回", "Rejected", BAD
    """Not approved, with a remark; may be asked for anew."""


class AlreadyVoided(ServiceError):
    """Receipt {number} has been voided already."""

    code, status = "already_voided", 409
    zh = "收据 {number} 已经作废。"


class VoidAlreadyRequested(ServiceError):
    """A void of receipt {number} has been asked for already and waits for approval."""

    code, status = "void_already_requested", 409
    zh = "收据 {number} 已有待审批的作废申请。"


class VoidRequestDecided(ServiceError):
    """This request has been decided already."""

    code, status = "void_request_decided", 409
    zh = "该作废申请已经处理。"


class VoidPayment(Payload):
    """Void a receipt; not by whoever took the money (B07)."""

    payment_id = Id(required=True)
    reason = Text(required=True, min=2, max=500)


class RequestVoid(Payload):
    """Ask for a receipt to be voided; one request at a time waits for a receipt (B07)."""

    payment_id = Id(required=True)
    reason = Text(required=True, min=2, max=500)


class DecideVoid(ReasonedDecision):
    """Approve or reject; not by whoever asked for it or took the money (B07)."""

    void_request_id = Id(required=True)


class GetVoidRequest(Payload):
    """One request."""

    void_request_id = Id(required=True)


class ListVoidRequests(PageQuery):
    """Requests to void receipts, newest first."""

    payment_id = Id(load_default=None, allow_none=True)
    household_id = Id(load_default=None, allow_none=True)
    status = fields.String(load_default=None, validate=validate.OneOf(list(VoidRequestStatus)))


class VoidRequestView(PlacedView, DecisionView):
    """A request, the receipt that it is about, and who decided on it."""

    status = Coded(VoidRequestStatus, required=True)
    payment_id = Id(required=True)
    receipt_number = fields.String(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    amount = Yuan(required=True)
    method = Coded(PaymentMethod, required=True)
    taken_by = fields.String(required=True, allow_none=True)
    """Null for what was paid online."""
    taken_at = Instant(required=True)
    reason = fields.String(required=True)
