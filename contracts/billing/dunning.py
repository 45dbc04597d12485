"""Dunning (催缴): the steps of a day are taken, or foreseen (B12)."""

from marshmallow import fields

from contracts.base import PageQuery, PlacedView
from contracts.billing.ladder import DunningStep
from contracts.billing.papers import LetterDelivery
from contracts.fields import Coded, Day, Id, Instant, Text, Yuan


class PreviewDunning(PageQuery):
    """Who would get which step on a day, if nothing is paid until then (B12)."""

    on = Day(load_default=None, allow_none=True)
    """Default: today."""
    household_id = Id(load_default=None, allow_none=True)
    building = Text(load_default=None, allow_none=True, max=30)
    only_taken = fields.Boolean(load_default=False)
    """Leave out those who would get nothing that day."""
    only_owing = fields.Boolean(load_default=False)
    """Leave out those who owe nothing."""


class PreviewItemView(PlacedView):
    """One household and due date: what it would get, or why nothing."""

    case_id = Id(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    due_date = Day(required=True)
    step = Coded(DunningStep, required=True, allow_none=True)
    """The step of that day, or else the next one; null when none is left."""
    step_on = Day(required=True, allow_none=True)
    would_get = fields.Boolean(required=True)
    told_by = Coded(DunningStep, required=True, allow_none=True)
    """The household's furthest step of the day, by whose text it is told of this one, too."""
    amount = Yuan(required=True)
    bill_numbers = fields.List(fields.String(), required=True)
    reason = fields.String(required=True)
    reason_en = fields.String(required=True)


class TakenStepView(PlacedView):
    """A step that was taken."""

    id = Id(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    due_date = Day(required=True)
    step = Coded(DunningStep, required=True)
    told_by = Coded(DunningStep, required=True, allow_none=True)
    """The step by whose text the household was told of this one, too; null: its own."""
    taken_at = Instant(required=True)
    amount = Yuan(required=True)
    bill_numbers = fields.List(fields.String(), required=True)
    text = fields.String(required=True)
    letter_number = fields.String(required=True, allow_none=True)
    """The paper by which it was told: a letter or a lawyer's paper; null where it was none."""
    delivery = Coded(LetterDelivery, required=True, allow_none=True)
    """What came of the latest delivery of its letter; null: none is recorded."""


class ListSteps(PageQuery):
    """Dunning steps taken, newest first."""

    household_id = Id(load_default=None, allow_none=True)
