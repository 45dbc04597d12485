"""Quotes (报价, R04): what chargeable work costs, and which quote counts."""

from marshmallow import fields

from contracts.base import View
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.fields import Coded, Id, Instant, Quantity, Yuan


class QuoteStatus(Code):
    """What became of a quote for chargeable work (R04)."""

    OFFERED = "offered", "待确认", "Waiting for your answer", WAITING
    """The resident has not answered."""
    ACCEPTED = "accepted", "已同意", "Accepted", GOOD
    """Chargeable work may be done."""
    REJECTED = "rejected", "已拒绝", "Rejected", BAD
    """Chargeable work must not be done."""
    SUPERSEDED = "superseded", "已作废", "Replaced"
    """Replaced by another quote, or the request was cancelled."""
    CHARGED = "charged", "已计费", "Billed", WAITING
    """The work is done and billing was told."""
    PAID = "paid", "已付清", "Paid", GOOD
    """Nothing is owed on the charge any more: paid, covered by credit or waived."""
    CHARGE_CANCELLED = "charge_cancelled", "收费已取消", "Charge cancelled"
    """Billing took the charge back; nothing is owed, nothing was paid for it (B16)."""

    @property
    def is_offered(self) -> bool:
        """The resident has not answered."""
        return self is QuoteStatus.OFFERED


class AcceptanceMeans(Code):
    """How a quote was answered."""

    IN_APP = "in_app", "线上确认", "Online"
    """By the resident's own login."""
    SIGNATURE = "signature", "签字确认", "By signature"
    """On paper, noted by the desk."""


class QuoteLineView(View):
    """One line of a quote, in yuan."""

    item = fields.String(required=True)
    quantity = Quantity(required=True)
    unit_price = Yuan(required=True)
    amount = Yuan(required=True)


class QuoteView(View):
    """A quote and its answer (R04)."""

    id = Id(required=True)
    amount = Yuan(required=True)
    lines = fields.List(fields.Nested(QuoteLineView), required=True)
    status = Coded(QuoteStatus, required=True)
    offered_at = Instant(required=True)
    offered_by = fields.String(required=True)
    decided_at = Instant(required=True, allow_none=True)
    decided_by = fields.String(required=True, allow_none=True)
    means = Coded(AcceptanceMeans, required=True, allow_none=True)
    signature_note = fields.String(required=True, allow_none=True)
    paid_at = Instant(required=True, allow_none=True)
