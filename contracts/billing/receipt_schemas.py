"""What papers about money say beside their amounts: who issues them, and what was paid (P10)."""

from marshmallow import fields

from contracts.base import View
from contracts.billing.payment_schemas import PaymentView
from contracts.fields import Id, Yuan


class PaperHeadView(View):
    """Whose papers these are; empty: nobody has filled it in, and nothing is made up."""

    company = fields.String(required=True)
    """Full name of the company, which is who receives the money (收款单位)."""
    community = fields.String(required=True)
    telephone = fields.String(required=True)


class PaidItemView(View):
    """What of a payment went to one line of a bill (收费项目, 所属期)."""

    bill_id = Id(required=True)
    bill_number = fields.String(required=True)
    item = fields.String(required=True)
    item_en = fields.String(required=True)
    component = fields.String(required=True)
    period = fields.String(required=True, allow_none=True)
    """What it was owed for; null for a single charge, which is for no period."""
    amount = Yuan(required=True)


class ReceiptView(PaymentView):
    """A receipt as it is printed."""

    head = fields.Nested(PaperHeadView, required=True)
    items = fields.List(fields.Nested(PaidItemView), required=True)
    """In the order in which they were booked; with `credit` they make the amount."""
    amount_in_words = fields.String(required=True)
    """大写金额: 人民币壹佰贰拾叁元整."""
