"""Payments (缴费) and their receipts (收据): applied once, to the oldest debt first (B07, B10)."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.billing.bills import Component
from contracts.code import Code
from contracts.fields import Coded, Day, Id, Instant, Text, Yuan, positive, require
from foundation.errors import ServiceError


class PaymentMethod(Code):
    """How money comes in."""

    CASH = "cash", "现金", "Cash"
    TRANSFER = "transfer", "银行转账", "Bank transfer"
    WECHAT = "wechat", "微信支付", "WeChat Pay"
    ALIPAY = "alipay", "支付宝", "Alipay"


ONLINE_METHODS = frozenset({PaymentMethod.WECHAT, PaymentMethod.ALIPAY})
"""Methods by which residents pay for themselves (线上缴费)."""


class UnknownBill(ServiceError):
    """There is no bill {bill_id}."""

    code, status = "unknown_bill", 422
    zh = "没有编号为 {bill_id} 的账单。"


class BillOfAnotherHousehold(ServiceError):
    """Bill {number} is that of another household."""

    code, status = "bill_of_another_household", 422
    zh = "账单 {number} 属于另一户。"


class MethodNotOnline(ServiceError):
    """Residents pay for themselves by WeChat or Alipay only."""

    code, status = "method_not_online", 403
    zh = "住户自助缴费只能使用微信或支付宝。"


class OnlinePaymentNotConfigured(ServiceError):
    """Online payment is not available here; nothing was paid. {how}"""

    code, status = "online_payment_not_configured", 409
    zh = "线上缴费尚未开通，本次没有缴费成功。{how}"


class MoreThanOwed(ServiceError):
    """That is {over} yuan more than you owe; tenants pay their own bills only."""

    code, status = "more_than_owed", 422
    zh = "比应缴的多 {over} 元；租户只缴自己名下的账单。"


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


class PaymentView(PlacedView):
    """A payment with its receipt; a voided one keeps its number."""

    id = Id(required=True)
    receipt_number = fields.String(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    amount = Yuan(required=True)
    method = Coded(PaymentMethod, required=True)
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


class GetReceipt(Payload):
    """A receipt (收据) by the number on the paper."""

    receipt_number = Id(required=True)


class PaidItemView(View):
    """What of a payment went to one line of a bill (收费项目, 所属期)."""

    bill_id = Id(required=True)
    bill_number = fields.String(required=True)
    item = fields.String(required=True)
    item_en = fields.String(required=True)
    component = Coded(Component, required=True)
    period = fields.String(required=True, allow_none=True)
    """What it was owed for; null for a single charge, which is for no period."""
    amount = Yuan(required=True)


class ReceiptView(PaymentView):
    """A receipt as it is printed."""

    community_id = Id(required=True)
    """Whose paper it is."""
    items = fields.List(fields.Nested(PaidItemView), required=True)
    """In the order in which they were booked; with `credit` they make the amount."""
    amount_in_words = fields.String(required=True)
    """大写金额: 人民币壹佰贰拾叁元整."""
