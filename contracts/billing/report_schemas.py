"""Payloads and views of collection figures and of the nightly check (B03, B05, B09)."""

from marshmallow import fields

from contracts.base import Nothing, Payload, View
from contracts.billing.fields import PeriodText
from contracts.fields import Day, Id, Instant, Yuan


class CollectionReport(Payload):
    """How much of a period's bills is collected: now, or frozen on the day after due (B03)."""

    period = PeriodText(required=True)
    frozen = fields.Boolean(load_default=False)
    due_date = Day(load_default=None, allow_none=True)
    """Where a period was billed with several due dates; default: the first."""
    breakdown = fields.Boolean(load_default=True)
    """Whether by building, item and steward too; counting only the totals takes half the time."""


class BilledPeriodView(View):
    """A period that has been billed, with a due date."""

    period = fields.String(required=True)
    due_date = Day(required=True)


class BilledPeriodsView(View):
    """What collection figures can be asked for, the latest due date first."""

    items = fields.List(fields.Nested(BilledPeriodView), required=True)
    year_awaits_first_run = fields.String(required=True, allow_none=True)
    """The present year while nothing of it is billed: its figures of former years can be had."""


class FigureView(View):
    """Count and amount of one building, item, steward or of all."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    label_en = fields.String(required=True)
    billed_count = fields.Integer(required=True)
    """Bills (for items: bills with that item)."""
    paid_count = fields.Integer(required=True)
    """Of those, fully settled."""
    unpaid_count = fields.Integer(required=True)
    billed_amount = Yuan(required=True)
    collected_amount = Yuan(required=True)
    """Paid or met from credit."""
    written_off_amount = Yuan(required=True)
    outstanding_amount = Yuan(required=True)
    rate = fields.String(required=True)
    """Collected ÷ (billed − written off), percent with two decimals (收缴率, 清欠率)."""


class CollectionView(View):
    """Collection figures of a period and due date."""

    period = fields.String(required=True)
    due_date = Day(required=True, allow_none=True)
    """None: nothing of the year is billed yet, and only former years have figures."""
    due_dates = fields.List(Day(), required=True)
    """All due dates that the period was billed with."""
    frozen = fields.Boolean(required=True)
    as_of = Instant(required=True)
    """Bookings before this moment are counted."""
    total = fields.Nested(FigureView, required=True)
    by_building = fields.List(fields.Nested(FigureView), required=True)
    by_item = fields.List(fields.Nested(FigureView), required=True)
    by_steward = fields.List(fields.Nested(FigureView), required=True)
    this_year = fields.Nested(FigureView, required=True)
    """Everything billed in the year (B05)."""
    former_years = fields.Nested(FigureView, required=True)
    """What was owed from earlier years when the year began, and what came of it (B05)."""


class DifferenceView(View):
    """Where the books and the papers of a household differ (B09)."""

    household_id = Id(required=True)
    what = fields.String(required=True)
    expected = Yuan(required=True)
    found = Yuan(required=True)


class BooksView(View):
    """Outcome of a check of the books: billed = paid + credited + written off + outstanding."""

    checked_at = Instant(required=True)
    households = fields.Integer(required=True)
    billed = Yuan(required=True)
    paid = Yuan(required=True)
    credited = Yuan(required=True)
    written_off = Yuan(required=True)
    outstanding = Yuan(required=True)
    balanced = fields.Boolean(required=True)
    differences = fields.List(fields.Nested(DifferenceView), required=True)


VerifyBooks = Nothing
"""Check the books now."""
