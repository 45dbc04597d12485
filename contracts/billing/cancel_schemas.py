"""Payloads and views of cancelling bills and bill runs, and of looking ahead (B16)."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, View
from contracts.billing.codes import CancelKind, CancelStatus
from contracts.decisions import DecisionView, ReasonedDecision
from contracts.fields import Day, Id, Instant, Text, Yuan


class CancelRun(Payload):
    """Ask for a bill run to be cancelled; a running one is stopped with it (B16)."""

    bill_run_id = Id(required=True)
    reason = Text(required=True, min=2, max=500)


class CancelBill(Payload):
    """Ask for a bill to be cancelled (B16)."""

    bill_id = Id(required=True)
    reason = Text(required=True, min=2, max=500)


class DecideCancel(ReasonedDecision):
    """Approve or reject; not by whoever asked for it."""

    cancel_request_id = Id(required=True)


class GetCancelRequest(Payload):
    """One request."""

    cancel_request_id = Id(required=True)


class ListCancelRequests(PageQuery):
    """Requests to cancel bills and runs, newest first."""

    target_id = Id(load_default=None, allow_none=True)
    status = fields.String(load_default=None, validate=validate.OneOf(list(CancelStatus)))
    kind = fields.String(load_default=None, validate=validate.OneOf(list(CancelKind)))


class KeptBillView(View):
    """A bill that stays although its run was cancelled: credit that it gave was paid out (B16)."""

    bill_id = Id(required=True)
    number = fields.String(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)


class CancelRequestView(DecisionView):
    """A request, what it is about, and who decided on it."""

    kind = fields.String(required=True)
    target_id = Id(required=True)
    number = fields.String(required=True, allow_none=True)
    """Of the bill."""
    period = fields.String(required=True)
    due_date = Day(required=True)
    bills = fields.Integer(required=True)
    amount = Yuan(required=True)
    reason = fields.String(required=True)
    kept = fields.List(fields.Nested(KeptBillView), required=True)
    """Bills of a cancelled run that stay."""


class CancelledView(View):
    """When and why a bill was cancelled."""

    at = Instant(required=True)
    reason = fields.String(required=True, allow_none=True)


class ItemTotalView(View):
    """What an item comes to in all bills."""

    item = fields.String(required=True)
    item_en = fields.String(required=True)
    households = fields.Integer(required=True)
    amount = Yuan(required=True)


class OutlierView(View):
    """A household whose bill is far from its last one, by the month."""

    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    amount = Yuan(required=True)
    per_month = Yuan(required=True)
    before_per_month = Yuan(required=True)
    change_percent = fields.Integer(required=True)


class MissingView(View):
    """A household that would get no bill, or one without its area."""

    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    why = fields.String(required=True)


class AlreadyView(View):
    """Months of the period that are billed already, and are left out."""

    period = fields.String(required=True)
    month = fields.String(required=True)
    households = fields.Integer(required=True)


class RunPreview(View):
    """What a bill run would make; nothing is issued."""

    period = fields.String(required=True)
    due_date = Day(required=True)
    total = fields.Integer(required=True)
    """Households that are looked at."""
    billed = fields.Integer(required=True)
    """Households that would get a bill."""
    amount = Yuan(required=True)
    items = fields.List(fields.Nested(ItemTotalView), required=True)
    outliers = fields.List(fields.Nested(OutlierView), required=True)
    """The farthest first, 200 at most; `outlier_count` says how many there are."""
    outlier_count = fields.Integer(required=True)
    outlier_percent = fields.Integer(required=True)
    missing = fields.List(fields.Nested(MissingView), required=True)
    already = fields.List(fields.Nested(AlreadyView), required=True)
