"""Payloads and views of requests to void a receipt (收据作废申请, B07)."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload
from contracts.billing.codes import VoidRequestStatus
from contracts.decisions import DecisionView, ReasonedDecision
from contracts.fields import Id, Instant, Text, Yuan


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


class VoidRequestView(DecisionView):
    """A request, the receipt that it is about, and who decided on it."""

    payment_id = Id(required=True)
    receipt_number = fields.String(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    amount = Yuan(required=True)
    method = fields.String(required=True)
    taken_by = fields.String(required=True, allow_none=True)
    """Null for what was paid online."""
    taken_at = Instant(required=True)
    reason = fields.String(required=True)
