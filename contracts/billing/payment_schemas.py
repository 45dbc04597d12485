"""Payloads and views of payments, receipts, refunds and statements (B07, B09, B10)."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import PageQuery, Payload, View
from contracts.billing.codes import PaymentMethod, RefundStatus
from contracts.decisions import Decision, DecisionView
from contracts.fields import Day, Id, Instant, Text, Yuan, positive, require


class TakePayment(Payload):
    """Money of a household: to the oldest debt first, unless the payer names bills (B10)."""

    household_id = Id(required=True)
    amount = Yuan(required=True, validate=positive())
    method = fields.String(required=True, validate=validate.OneOf(list(PaymentMethod)))
    bill_ids = fields.List(Id(), load_default=list, validate=validate.Length(max=50))
    """Bills to be paid first, in this order; what is over goes to the other debts."""
    payer = Text(load_default=None, allow_none=True, max=60)
    """Who paid, at the counter; whoever pays online is known by the login. Without it: whoever owes
    the bills that are named, else the owner."""
    remark = Text(load_default=None, allow_none=True, max=500)

    @validates_schema
    def each_bill_once(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A bill is named once."""
        bills = data["bill_ids"]
        require(len(set(bills)) == len(bills), "A bill is named twice.", "bill_ids")


class AllocationView(View):
    """What of a payment went to which bill."""

    bill_id = Id(required=True)
    number = fields.String(required=True)
    amount = Yuan(required=True)


class VoidingView(View):
    """Who voided a receipt, and why (B07)."""

    at = Instant(required=True)
    by = fields.String(required=True)
    reason = fields.String(required=True)


class PaymentView(View):
    """A payment with its receipt; a voided one keeps its number."""

    id = Id(required=True)
    receipt_number = fields.String(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    amount = Yuan(required=True)
    method = fields.String(required=True)
    payer = fields.String(required=True)
    remark = fields.String(required=True, allow_none=True)
    taken_at = Instant(required=True)
    online = fields.Boolean(required=True)
    """Paid by the payer alone (线上支付): nobody took the money."""
    taken_by = fields.String(required=True, allow_none=True)
    """The cashier (经办人); null for what was paid online."""
    allocations = fields.List(fields.Nested(AllocationView), required=True)
    credit = Yuan(required=True)
    """What was over and stands as credit (预存)."""
    voided = fields.Nested(VoidingView, required=True, allow_none=True)


class GetPayment(Payload):
    """One payment."""

    payment_id = Id(required=True)


class ListPayments(PageQuery):
    """Payments, newest first; residents see those of their households."""

    household_id = Id(load_default=None, allow_none=True)
    method = fields.String(load_default=None, validate=validate.OneOf(list(PaymentMethod)))
    taken_on = Day(load_default=None, allow_none=True)


class VoidPayment(Payload):
    """Void a receipt; not by whoever took the money (B07)."""

    payment_id = Id(required=True)
    reason = Text(required=True, min=2, max=500)


class GetReceipt(Payload):
    """A receipt (收据) by the number on the paper."""

    receipt_number = Id(required=True)


class GetStatement(Payload):
    """The account of a household over some days; by default the year so far."""

    household_id = Id(required=True)
    since = Day(load_default=None, allow_none=True)
    until = Day(load_default=None, allow_none=True)

    @validates_schema
    def runs_forward(self, data: dict[str, Any], **kwargs: Any) -> None:
        """`until` is not before `since`."""
        since, until = data["since"], data["until"]
        require(not (since and until) or until >= since, "Must not be before since.", "until")


class StatementEntryView(View):
    """One booking: what is charged is above zero, what is paid below."""

    at = Instant(required=True)
    kind = fields.String(required=True)
    reference = fields.String(required=True)
    """Number of the bill or receipt."""
    description = fields.String(required=True)
    description_en = fields.String(required=True)
    amount = Yuan(required=True)
    balance = Yuan(required=True)


class StatementView(View):
    """A household's account: opening + entries = closing = outstanding − credit (B09)."""

    household_id = Id(required=True)
    since = Day(required=True)
    until = Day(required=True)
    opening = Yuan(required=True)
    entries = fields.List(fields.Nested(StatementEntryView), required=True)
    closing = Yuan(required=True)
    outstanding = Yuan(required=True)
    """Owed now, due or not."""
    overdue = Yuan(required=True)
    """Owed now and past its due date."""
    credit = Yuan(required=True)


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


class RefundView(DecisionView):
    """A refund and who decided on it."""

    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    amount = Yuan(required=True)
    method = fields.String(required=True)
    reason = fields.String(required=True)
