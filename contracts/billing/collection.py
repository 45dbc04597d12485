"""Collection figures (收缴率、清欠率): as of now, or frozen after the due date (B03, B05)."""

from marshmallow import fields

from contracts.base import Payload, View
from contracts.billing.fields import PeriodText
from contracts.code import Code
from contracts.fields import Day, Instant, Yuan
from foundation.errors import ServiceError


class Dimension(Code):
    """By what a collection figure is told apart (B03, B05)."""

    TOTAL = "total", "合计", "Total"
    BUILDING = "building", "按楼栋", "By building"
    ITEM = "item", "按收费项目", "By fee item"
    STEWARD = "steward", "按楼栋管家", "By steward"
    THIS_YEAR = "this_year", "本年应收", "Receivables of this year"
    """Receivables of the year (收缴率)."""
    FORMER_YEARS = "former_years", "历年欠费", "Arrears of former years"
    """Arrears of earlier years at the year's beginning (清欠率)."""


class NotBilled(ServiceError):
    """Nothing has been billed for {period}."""

    code, status = "not_billed", 404
    zh = "{period} 还没有账单。"


class NotFrozenYet(ServiceError):
    """The figure of this period is frozen on {freezes_on}."""

    code, status = "not_frozen_yet", 409
    zh = "该期收缴数据将于 {freezes_on} 固定。"


class CollectionReport(Payload):
    """How much of a period's bills is collected: now, or frozen on the day after due (B03)."""

    period = PeriodText(required=True)
    frozen = fields.Boolean(load_default=False)
    due_date = Day(load_default=None, allow_none=True)
    """Where a period was billed with several due dates; default: the first."""
    breakdown = fields.Boolean(load_default=True)
    """Whether by building, item and steward too; counting only the totals takes half the time."""


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
