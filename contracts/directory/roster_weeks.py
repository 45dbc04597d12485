"""The roster by week (周值班表): turns of each day, who has them, and what is copied (C09, D05)."""

from marshmallow import fields

from contracts.base import Payload, View
from contracts.code import Code
from contracts.directory.communities import community_code
from contracts.directory.roster import Duty, GapView, ShiftView
from contracts.fields import Coded, Day, Id, Instant


class NotCopied(Code):
    """Why a shift of the week before has no copy."""

    OVER = "over", "该时段已过", "Its hours are over"
    """The copy would be in the past."""
    NOT_QUALIFIED = (
        "not_qualified",
        "已离职或不再具备岗位",
        "Has left, or has no such role",
    )
    """Who had it cannot be put in."""
    ON_DUTY = "on_duty", "该人员此时已有值班", "Is on duty already"
    """Who had it is on duty then."""


class RosterWeek(Payload):
    """A week of the roster: that of the day; without one, the present week."""

    day = Day(load_default=None, allow_none=True)


class TurnView(View):
    """A turn (班次) of a duty as the policy has it, from Monday on, and its gaps."""

    duty = Coded(Duty, required=True)
    starts_at = Instant(required=True)
    ends_at = Instant(required=True)
    gaps = fields.List(fields.Nested(GapView), required=True)


class CandidateView(View):
    """Who can be put in here, and for what."""

    id = Id(required=True)
    name = fields.String(required=True)
    duties = fields.List(Coded(Duty), required=True)


class RosterWeekView(View):
    """A week from Monday on: turns in order of time, shifts that touch them, and candidates."""

    begins_on = Day(required=True)
    turns = fields.List(fields.Nested(TurnView), required=True)
    shifts = fields.List(fields.Nested(ShiftView), required=True)
    people = fields.List(fields.Nested(CandidateView), required=True)


class CopyRosterWeek(Payload):
    """Enter the shifts of the week before once more, for the week of the day.

    It is the roster of the community with the code; without one, of the caller's.
    """

    day = Day(required=True)
    community_code = community_code()


class NotCopiedView(View):
    """A shift that has no copy: whose it would be, when, and why not."""

    person_name = fields.String(required=True)
    duty = Coded(Duty, required=True)
    starts_at = Instant(required=True)
    reason = Coded(NotCopied, required=True)


class CopiedWeekView(View):
    """How many were entered, and those that were not; what is there already is neither."""

    copied = fields.Integer(required=True)
    left_out = fields.List(fields.Nested(NotCopiedView), required=True)
