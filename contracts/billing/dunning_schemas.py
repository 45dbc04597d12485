"""Payloads and views of dunning: preview, pauses, door visits (B04, B12, B13)."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import PageQuery, Payload, View
from contracts.billing.codes import VisitOutcome, VisitStatus
from contracts.fields import Day, Id, Instant, Text, Yuan, positive, require


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


class PreviewItemView(View):
    """One household and due date: what it would get, or why nothing."""

    case_id = Id(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    due_date = Day(required=True)
    step = fields.String(required=True, allow_none=True)
    """The step of that day, or else the next one; null when none is left."""
    step_on = Day(required=True, allow_none=True)
    would_get = fields.Boolean(required=True)
    told_by = fields.String(required=True, allow_none=True)
    """The household's furthest step of the day, by whose text it is told of this one, too."""
    amount = Yuan(required=True)
    bill_numbers = fields.List(fields.String(), required=True)
    reason = fields.String(required=True)
    reason_en = fields.String(required=True)


class InstalmentPayload(Payload):
    """An amount by a day."""

    due_on = Day(required=True)
    amount = Yuan(required=True, validate=positive())


class AgreeInstalments(Payload):
    """An instalment plan (分期): dunning rests while it is kept (B13)."""

    household_id = Id(required=True)
    instalments = fields.List(
        fields.Nested(InstalmentPayload), required=True, validate=validate.Length(1, 24)
    )
    reason = Text(required=True, min=2, max=500)

    @validates_schema
    def dates_rise(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Each instalment is later than the one before."""
        days = [item["due_on"] for item in data["instalments"]]
        require(days == sorted(set(days)), "Dates must rise.", "instalments")


class InstalmentView(View):
    """An amount by a day, as agreed."""

    due_on = Day(required=True)
    amount = Yuan(required=True)


class PauseView(View):
    """Why and until when the dunning of a household rests (B13)."""

    id = Id(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    paid = Yuan(required=True, allow_none=True)
    """Paid towards a promise or plan, in a list of one household; else null."""
    kind = fields.String(required=True)
    reference = fields.String(required=True)
    starts_at = Instant(required=True)
    until = Day(required=True, allow_none=True)
    """The last day of rest; null until something else ends it."""
    instalments = fields.List(fields.Nested(InstalmentView), required=True)
    reason = fields.String(required=True)
    ended_at = Instant(required=True, allow_none=True)
    ended_as = fields.String(required=True, allow_none=True)


class ListPauses(PageQuery):
    """Pauses, newest first."""

    household_id = Id(load_default=None, allow_none=True)
    running = fields.Boolean(load_default=None, allow_none=True)


class TakenStepView(View):
    """A step that was taken."""

    id = Id(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    due_date = Day(required=True)
    step = fields.String(required=True)
    told_by = fields.String(required=True, allow_none=True)
    """The step by whose text the household was told of this one, too; null: its own."""
    taken_at = Instant(required=True)
    amount = Yuan(required=True)
    bill_numbers = fields.List(fields.String(), required=True)
    text = fields.String(required=True)
    letter_number = fields.String(required=True, allow_none=True)
    """The paper by which it was told: a letter or a lawyer's paper; null where it was none."""
    delivery = fields.String(required=True, allow_none=True)
    """What came of the latest delivery of its letter; null: none is recorded."""


class ListSteps(PageQuery):
    """Dunning steps taken, newest first."""

    household_id = Id(load_default=None, allow_none=True)


class VisitView(View):
    """A door visit on a steward's route (B04)."""

    id = Id(required=True)
    number = fields.String(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    entrance = fields.String(required=True)
    """单元, such as `2` of `2-1001`; empty where the building has one door."""
    floor = fields.Integer(required=True)
    owner_name = fields.String(required=True)
    steward_id = Id(required=True, allow_none=True)
    steward_name = fields.String(required=True, allow_none=True)
    two_persons = fields.Boolean(required=True)
    attempt = fields.Integer(required=True)
    visit_from = Day(required=True)
    visit_by = Day(required=True)
    late = fields.Boolean(required=True)
    """Not made, though its last day is past."""
    hours = fields.String(required=True)
    """Between which hours to call, such as `09:00–20:00`."""
    amount = Yuan(required=True)
    """Overdue when the visit was assigned."""
    outstanding = Yuan(required=True)
    """Overdue now."""
    status = fields.String(required=True)
    outcome = fields.String(required=True, allow_none=True)
    promise_date = Day(required=True, allow_none=True)
    promise_amount = Yuan(required=True, allow_none=True)
    remark = fields.String(required=True, allow_none=True)
    visited_at = Instant(required=True, allow_none=True)
    next_step = fields.String(required=True, allow_none=True)
    next_step_on = Day(required=True, allow_none=True)


class ListVisits(PageQuery):
    """Visits in the order of the route; stewards see their own."""

    status = fields.String(
        load_default=VisitStatus.ASSIGNED, allow_none=True,
        validate=validate.OneOf(list(VisitStatus)),
    )  # fmt: skip
    steward_id = Id(load_default=None, allow_none=True)
    stewardless = fields.Boolean(load_default=False)
    """Only those that no steward has."""
    building = Text(load_default=None, allow_none=True, max=30)
    household_id = Id(load_default=None, allow_none=True)


class AssignVisit(Payload):
    """Give a visit to a steward, whoever's building it is (B04)."""

    visit_id = Id(required=True)
    steward_id = Id(required=True)


class StewardView(View):
    """Somebody who makes door visits."""

    person_id = Id(required=True)
    name = fields.String(required=True)
    buildings = fields.List(fields.String(), required=True)


class StewardsView(View):
    """Everybody who makes door visits."""

    items = fields.List(fields.Nested(StewardView), required=True)


class RecordOutcome(Payload):
    """What a door visit came to; the next step follows from it."""

    visit_id = Id(required=True)
    outcome = fields.String(required=True, validate=validate.OneOf(list(VisitOutcome)))
    promise_date = Day(load_default=None, allow_none=True)
    promise_amount = Yuan(load_default=None, allow_none=True, validate=positive())
    remark = Text(load_default=None, allow_none=True, max=1000)

    @validates_schema
    def promise_is_complete(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A promise has a date and an amount; other outcomes have neither."""
        promised = data["outcome"] == VisitOutcome.PROMISE
        for field in ("promise_date", "promise_amount"):
            if promised:
                require(data[field] is not None, "A promise needs it.", field)
            else:
                require(data[field] is None, "Only a promise has it.", field)
