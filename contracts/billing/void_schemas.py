"""Payloads and views of requests to void a receipt (收据作废申请, B07)."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import PageQuery, Payload, View
from contracts.billing.codes import VoidRequestStatus
from contracts.fields import Id, Instant, Text, Yuan, require


class RequestVoid(Payload):
    """Ask for a receipt to be voided; one request at a time waits for a receipt (B07)."""

    payment_id = Id(required=True)
    reason = Text(required=True, min=2, max=500)


class DecideVoid(Payload):
    """Approve or reject; not by whoever asked for it or took the money (B07)."""

    void_request_id = Id(required=True)
    approve = fields.Boolean(required=True)
    remark = Text(load_default=None, allow_none=True, max=500)
    """Why not, where it is rejected."""

    @validates_schema
    def a_rejection_says_why(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Whoever asked learns what speaks against it."""
        require(data["approve"] or bool(data["remark"]), "Say why it is rejected.", "remark")


class GetVoidRequest(Payload):
    """One request."""

    void_request_id = Id(required=True)


class ListVoidRequests(PageQuery):
    """Requests to void receipts, newest first."""

    payment_id = Id(load_default=None, allow_none=True)
    household_id = Id(load_default=None, allow_none=True)
    status = fields.String(load_default=None, validate=validate.OneOf(list(VoidRequestStatus)))


class VoidRequestView(View):
    """A request, the receipt that it is about, and who decided on it."""

    id = Id(required=True)
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
    status = fields.String(required=True)
    requested_by = fields.String(required=True)
    requested_at = Instant(required=True)
    decided_by = fields.String(required=True, allow_none=True)
    decided_at = Instant(required=True, allow_none=True)
    remark = fields.String(required=True, allow_none=True)
