"""Bills (账单): what was issued, as residents and staff see them, with what is owed (B01, B02)."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.billing.cancellations import CancelledView
from contracts.billing.fields import PeriodText, UnitPrice
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.fields import Coded, Day, Id, Instant, Quantity, Yuan
from contracts.notices.channels import Channel


class Component(Code):
    """What kind of debt a line of a bill is; payments go by this order (B10)."""

    COST = "cost", "费用", "Cost of collection"
    """Costs of collection."""
    LATE_CHARGE = "late_charge", "违约金", "Late charge", BAD
    """Late charge (B11)."""
    PRINCIPAL = "principal", "本金", "Fee"
    """The fee itself."""

    @property
    def is_principal(self) -> bool:
        """It is the fee itself."""
        return self is Component.PRINCIPAL


class BillKind(Code):
    """Where a bill comes from."""

    PERIOD = "period", "周期账单", "Regular bill"
    """Made by a bill run."""
    CHARGE = "charge", "单项收费", "Single charge"
    """One charge that an event brought, such as a repair (B14)."""

    @property
    def is_charge(self) -> bool:
        """It is one charge, of no period."""
        return self is BillKind.CHARGE


class BillStatus(Code):
    """How far a bill is paid; always worked out from the ledger (B09)."""

    OPEN = "open", "未缴", "Unpaid", WAITING
    """Nothing has been paid."""
    PARTLY_PAID = "partly_paid", "部分缴纳", "Partly paid", WAITING
    """Something is still owed."""
    PAID = "paid", "已结清", "Paid", GOOD
    """Nothing is owed."""
    CANCELLED = "cancelled", "已取消", "Cancelled"
    """Taken back as a whole (B16)."""

    @property
    def is_settled(self) -> bool:
        """Nothing is to be paid on it."""
        return self in (BillStatus.PAID, BillStatus.CANCELLED)


class BillLineView(View):
    """One line of a bill and how it was worked out, in words."""

    id = Id(required=True)
    item = fields.String(required=True)
    item_en = fields.String(required=True)
    component = Coded(Component, required=True)
    quantity = Quantity(required=True)
    unit = fields.String(required=True)
    unit_price = UnitPrice(required=True)
    amount = Yuan(required=True)
    outstanding = Yuan(required=True)
    for_period = fields.String(required=True, allow_none=True)
    """The past period that the line makes good; null: the bill's own."""
    explanation = fields.String(required=True)
    explanation_en = fields.String(required=True)


class DeliveryView(View):
    """How the bill reached the household (B02)."""

    channel = Coded(Channel, required=True)
    delivered_at = Instant(required=True)
    delivered_by = fields.String(required=True)
    receipt = fields.String(required=True, allow_none=True)


class BillView(PlacedView):
    """A bill; `outstanding` and `status` come from the ledger at the moment of reading."""

    id = Id(required=True)
    number = fields.String(required=True)
    community_id = Id(required=True)
    household_id = Id(required=True)
    debtor_name = fields.String(required=True)
    """Who owes it: the owner at the time at which it was issued (B19)."""
    kind = Coded(BillKind, required=True)
    period = fields.String(required=True)
    issued_on = Day(required=True)
    due_date = Day(required=True)
    amount = Yuan(required=True)
    """All that was charged on it, late charges included."""
    issued_amount = Yuan(required=True)
    """What it was issued for: late charges grow later."""
    outstanding = Yuan(required=True)
    status = Coded(BillStatus, required=True)
    overdue = fields.Boolean(required=True)
    source_reference = fields.String(required=True, allow_none=True)
    cancelled = fields.Nested(CancelledView, required=True, allow_none=True)
    lines = fields.List(fields.Nested(BillLineView), required=True)
    deliveries = fields.List(fields.Nested(DeliveryView), required=True)


class GetBill(Payload):
    """One bill."""

    bill_id = Id(required=True)


class ListBills(PageQuery):
    """Bills, newest first; residents see those of their households."""

    household_id = Id(load_default=None, allow_none=True)
    status = fields.String(load_default=None, validate=validate.OneOf(list(BillStatus)))
    kind = fields.String(load_default=None, validate=validate.OneOf(list(BillKind)))
    period = PeriodText(load_default=None, allow_none=True)
    overdue = fields.Boolean(load_default=None, allow_none=True)
