"""Payloads and views of bill runs and bills (B01, B02)."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, View
from contracts.billing.cancel_schemas import CancelledView, KeptBillView
from contracts.billing.codes import BillKind, BillStatus
from contracts.billing.fields import PeriodText, UnitPrice
from contracts.fields import Day, Id, Instant, Quantity, Text, Whole, Yuan


class StartBillRun(Payload):
    """Bill every household for a period; months already billed are left out."""

    period = PeriodText(required=True)
    due_date = Day(required=True)
    confirmed_billed = Whole(load_default=None, allow_none=True)
    """Bills and amount that were seen in the preview: refused where it has come to be another."""
    confirmed_amount = Yuan(load_default=None, allow_none=True)


class PreviewBillRun(Payload):
    """What a bill run would make; nothing is issued (B16)."""

    period = PeriodText(required=True)
    due_date = Day(required=True)


class GetBillRun(Payload):
    """One bill run."""

    bill_run_id = Id(required=True)


class ListBillRuns(PageQuery):
    """Bill runs, newest first."""

    period = PeriodText(load_default=None, allow_none=True)


class BillRunView(View):
    """A bill run and how far it is: `done` of `total` households."""

    id = Id(required=True)
    period = fields.String(required=True)
    due_date = Day(required=True)
    status = fields.String(required=True)
    total = fields.Integer(required=True)
    done = fields.Integer(required=True)
    billed = fields.Integer(required=True)
    """Households that got a bill; the others had been billed or owe nothing."""
    amount = Yuan(required=True)
    started_by = fields.String(required=True)
    started_at = Instant(required=True)
    finished_at = Instant(required=True, allow_none=True)
    cancelled = fields.Integer(required=True)
    """Bills of it that are cancelled by cancelling the run."""
    cancelled_at = Instant(required=True, allow_none=True)
    kept = fields.List(fields.Nested(KeptBillView), required=True)
    """Bills of a cancelled run that stay."""
    error = fields.String(required=True, allow_none=True)


class BillLineView(View):
    """One line of a bill and how it was worked out, in words."""

    id = Id(required=True)
    item = fields.String(required=True)
    item_en = fields.String(required=True)
    component = fields.String(required=True)
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

    channel = fields.String(required=True)
    delivered_at = Instant(required=True)
    delivered_by = fields.String(required=True)
    receipt = fields.String(required=True, allow_none=True)


class BillView(View):
    """A bill; `outstanding` and `status` come from the ledger at the moment of reading."""

    id = Id(required=True)
    number = fields.String(required=True)
    household_id = Id(required=True)
    debtor_name = fields.String(required=True)
    """Who owes it: the owner at the time at which it was issued (B19)."""
    kind = fields.String(required=True)
    period = fields.String(required=True)
    issued_on = Day(required=True)
    due_date = Day(required=True)
    amount = Yuan(required=True)
    """All that was charged on it, late charges included."""
    issued_amount = Yuan(required=True)
    """What it was issued for: late charges grow later."""
    outstanding = Yuan(required=True)
    status = fields.String(required=True)
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


class WaiveLateCharge(Payload):
    """Waive the late charge of a bill, or a part of it (B11)."""

    bill_id = Id(required=True)
    amount = Yuan(
        load_default=None,
        allow_none=True,
        validate=validate.Range(min=0, min_inclusive=False, error="Must be greater than 0."),
    )
    """Yuan; without it, all that is still owed of it."""
    reason = Text(required=True, min=2, max=500)


class ListUndelivered(PageQuery):
    """Bills of runs that have not reached their households: of one run, or all still to be paid."""

    bill_run_id = Id(load_default=None, allow_none=True)
    building = Text(load_default=None, allow_none=True, max=40)


class UndeliveredView(View):
    """A bill that nobody is known to have seen."""

    bill_id = Id(required=True)
    number = fields.String(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    debtor_name = fields.String(required=True)
    period = fields.String(required=True)
    issued_on = Day(required=True)
    due_date = Day(required=True)
