"""Billing periods (账期): whole months, and which of them have been billed (B01, B03)."""

from marshmallow import fields

from contracts.base import View
from contracts.fields import Day


class BilledPeriodView(View):
    """A period that has been billed, with a due date."""

    period = fields.String(required=True)
    due_date = Day(required=True)


class BilledPeriodsView(View):
    """What collection figures can be asked for, the latest due date first."""

    items = fields.List(fields.Nested(BilledPeriodView), required=True)
    year_awaits_first_run = fields.String(required=True, allow_none=True)
    """The present year while nothing of it is billed: its figures of former years can be had."""
