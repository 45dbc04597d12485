"""Door visits (上门催缴): who goes where, in which order, until when (B04)."""

from marshmallow import fields, validate

from contracts.attachments import AttachmentView
from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.billing.visit_outcomes import NextStep, VisitOutcome
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.fields import Coded, Day, Id, Instant, Text, Yuan
from foundation.errors import ServiceError


class VisitStatus(Code):
    """How far a door visit (上门) is."""

    ASSIGNED = "assigned", "待上门", "To be visited", WAITING
    """On a steward's list."""
    DONE = "done", "已上门", "Visited", GOOD
    """An outcome is recorded."""
    CANCELLED = "cancelled", "已取消", "Cancelled"
    """Nothing is owed any more, or dunning rests; comes back when it is owed again."""


class Stalled(Code):
    """Why a door visit is not made (B04)."""

    LATE = "late", "逾期未上门", "Late", BAD
    """Its last day is past, and no outcome is recorded."""
    STEWARDLESS = "stewardless", "无楼栋管家", "No steward", BAD
    """Nobody looks after the building."""


class VisitClosed(ServiceError):
    """This visit is done or cancelled."""

    code, status = "visit_closed", 409
    zh = "该上门任务已经结束。"


class NotASteward(ServiceError):
    """A visit can be given to a steward who is at work only."""

    code, status = "not_a_steward", 422
    zh = "上门任务只能分派给在岗的楼栋管家。"


class VisitView(PlacedView):
    """A door visit on a steward's route (B04)."""

    id = Id(required=True)
    number = fields.String(required=True)
    household_id = Id(required=True)
    community_id = Id(required=True)
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
    status = Coded(VisitStatus, required=True)
    outcome = Coded(VisitOutcome, required=True, allow_none=True)
    promise_date = Day(required=True, allow_none=True)
    promise_amount = Yuan(required=True, allow_none=True)
    remark = fields.String(required=True, allow_none=True)
    visited_at = Instant(required=True, allow_none=True)
    next_step = Coded(NextStep, required=True, allow_none=True)
    next_step_on = Day(required=True, allow_none=True)
    attachments = fields.List(fields.Nested(AttachmentView), required=True)
    """Photos and papers of it, oldest first (P09)."""


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
