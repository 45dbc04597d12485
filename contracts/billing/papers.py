"""Papers of dunning: 催缴函 to the owner, 委托律师材料 in the house, 送达回执 (B12)."""

from typing import Any

from marshmallow import fields, validates_schema

from contracts.base import Payload, View
from contracts.billing.bills import BillKind
from contracts.billing.ladder import DunningStep
from contracts.code import ACTIVE, BAD, GOOD, Code
from contracts.fields import Coded, Day, Id, Instant, Text, Yuan, code, require
from foundation.errors import ServiceError


class EvidenceKind(Code):
    """What a fact on a paper for a lawyer is about (B12)."""

    BILL = "bill", "账单", "Bill"
    """It was made."""
    DELIVERY = "delivery", "账单交付", "Bill handed over"
    """How it went to the household."""
    TOLD = "told", "提醒与函件", "Reminder or letter"
    """A reminder, message or letter of the ladder."""
    SERVED = "served", "函件送达", "Letter delivered"
    """How a letter was delivered, and who received it."""
    VISIT = "visit", "上门催缴", "Door visit"
    """With its outcome."""
    AGREEMENT = "agreement", "承诺与分期", "Promise or instalments"
    """And how it ended."""
    DISPUTE = "dispute", "费用异议", "Fee disputed"
    """A complaint about the fee."""


class LetterDelivery(Code):
    """What came of the delivery of a letter (催缴函送达, B12)."""

    SIGNED = "signed", "当面签收", "Signed for", GOOD
    """Somebody signed the receipt of delivery."""
    LEFT = "left", "留置送达", "Left at the home", ACTIVE
    """Left at the home, such as before a witness."""
    POSTED = "posted", "已邮寄", "Posted", ACTIVE
    """By its number, which the post can trace."""
    REFUSED = "refused", "拒收", "Refused", BAD
    """It was not taken."""


class InternalPaper(ServiceError):
    """This paper is internal and is delivered to nobody of the household."""

    code, status = "internal_paper", 409
    zh = "该材料仅供内部及受托律师使用，不得送达住户。"


WHO_SIGNED = "Say who signed."
ITS_NUMBER = "Give the number of the post."


class GetLetter(Payload):
    """The paper of a dunning step, as it was made then; 404 for a step that has none."""

    step_id = Id(required=True)


class RecordDelivery(Payload):
    """How a letter was delivered, as its receipt of delivery (送达回执) has it (B12)."""

    step_id = Id(required=True)
    outcome = code(LetterDelivery, required=True)
    delivered_at = Instant(required=True)
    received_by = Text(load_default=None, allow_none=True, max=60)
    """Who signed; needed where somebody did."""
    relation = Text(load_default=None, allow_none=True, max=60)
    """Of who signed, to the owner: 本人, 配偶, 租户."""
    item_number = Text(load_default=None, allow_none=True, max=40)
    """Of the post (邮寄单号); needed where it was posted."""
    brought_by = Text(load_default=None, allow_none=True, max=60)
    """Without: whoever records it."""
    remark = Text(load_default=None, allow_none=True, max=500)

    @validates_schema
    def says_what_it_proves(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A signature has a name, an item of the post its number."""
        signed, posted = LetterDelivery.SIGNED, LetterDelivery.POSTED
        require(data["outcome"] != signed or bool(data["received_by"]), WHO_SIGNED, "received_by")
        require(data["outcome"] != posted or bool(data["item_number"]), ITS_NUMBER, "item_number")


class LetterDeliveryView(View):
    """A receipt of delivery, as it was recorded; never changed."""

    outcome = Coded(LetterDelivery, required=True)
    delivered_at = Instant(required=True)
    received_by = fields.String(required=True, allow_none=True)
    relation = fields.String(required=True, allow_none=True)
    item_number = fields.String(required=True, allow_none=True)
    brought_by = fields.String(required=True)
    remark = fields.String(required=True, allow_none=True)
    recorded_by = fields.String(required=True)
    recorded_at = Instant(required=True)


class PaperItemView(View):
    """What is owed of one line of a bill, and how its amount came about."""

    name = fields.String(required=True)
    owed = Yuan(required=True)
    explanation = fields.String(required=True)


class PaperDebtView(View):
    """A bill on a paper, principal and late charge apart."""

    bill_number = fields.String(required=True)
    kind = Coded(BillKind, required=True)
    named = fields.String(required=True)
    """Such as `2026年第3季度物业费`; a repair fee is called what it is."""
    period = fields.String(required=True)
    due_date = Day(required=True)
    items = fields.List(fields.Nested(PaperItemView), required=True)
    principal = Yuan(required=True)
    late_charge = Yuan(required=True)
    late_from = Day(required=True, allow_none=True)
    """From when on a late charge grows; null: it bears none."""
    late_terms = fields.String(required=True)
    """Such as `自2026年12月31日起按日万分之五`."""
    amount = Yuan(required=True)


class EvidenceView(View):
    """A fact of the record."""

    kind = Coded(EvidenceKind, required=True)
    at = Instant(required=True)
    fact = fields.String(required=True)
    reference = fields.String(required=True)


class LetterView(View):
    """A letter to the owner (`step` = `letter`), or the internal paper for a lawyer.

    It is kept as it was made: payments and changes after that day do not show in it.
    """

    number = fields.String(required=True)
    """`CJ-2026-000001` of a letter, `LS-2026-000001` of a lawyer's paper; without gaps."""
    community_id = Id(required=True)
    household_id = Id(required=True)
    step = Coded(DunningStep, required=True)
    made_at = Instant(required=True)
    on = Day(required=True)
    home = fields.String(required=True)
    owner_name = fields.String(required=True)
    company = fields.String(required=True)
    community = fields.String(required=True)
    address = fields.String(required=True)
    """Empty on those of a release that did not keep it."""
    telephone = fields.String(required=True)
    ways_to_pay = fields.String(required=True)
    account = fields.String(required=True)
    contract_clause = fields.String(required=True)
    days_to_pay = fields.Integer(required=True)
    debts = fields.List(fields.Nested(PaperDebtView), required=True)
    principal = Yuan(required=True)
    late_charge = Yuan(required=True)
    total = Yuan(required=True)
    total_in_words = fields.String(required=True)
    missing = fields.List(fields.String(), required=True)
    """Which of its facts nobody had filled in; the paper says so in their place."""
    paragraphs = fields.List(fields.String(), required=True)
    evidence = fields.List(fields.Nested(EvidenceView), required=True)
    """Of a lawyer's paper, the oldest first."""
    deliveries = fields.List(fields.Nested(LetterDeliveryView), required=True)
    """Of a letter, in the order in which they were recorded."""
