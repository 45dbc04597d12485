"""The duty roster (值班表): shifts, who is on duty, where nobody is."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.code import Code
from contracts.directory.communities import community_code
from contracts.fields import Coded, Id, Instant, Until, require
from foundation.errors import ServiceError


class Duty(Code):
    """What a shift of the duty roster (值班表) is for."""

    DUTY_MANAGER = "duty_manager", "值班经理", "Duty manager"
    """Supervisor, deputy manager or director who decides at this hour."""
    DESK = "desk", "前台值班", "Front desk"
    """Takes contacts, around the clock (C09)."""
    ENGINEER = "engineer", "维修值班", "Engineer on duty"
    """Sets out for emergencies, around the clock (R02)."""


class ShiftOverlaps(ServiceError):
    """This person is already on duty in that period."""

    code, status = "shift_overlaps", 409
    zh = "该人员在此时段已有值班。"


class ShiftOver(ServiceError):
    """A shift that is over is not changed any more."""

    code, status = "shift_over", 409
    zh = "已结束的班次不能再修改。"


class ShiftBegun(ServiceError):
    """Of a shift that has begun only the end changes; end it and enter another to hand it over."""

    code, status = "shift_begun", 409
    zh = "已开始的班次只能调整结束时间；中途换人请先结束本班，再另行安排。"


class NotQualifiedForDuty(ServiceError):
    """The roles of {name} do not qualify for this duty."""

    code, status = "not_qualified_for_duty", 409
    zh = "{name} 的岗位不能担任该值班。"


class ShiftView(PlacedView):
    """One shift."""

    id = Id(required=True)
    person_id = Id(required=True)
    person_name = fields.String(required=True)
    duty = Coded(Duty, required=True)
    starts_at = Instant(required=True)
    ends_at = Instant(required=True)
    cancelled = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class ListShifts(PageQuery):
    """Shifts that touch a period; without one, the coming seven days."""

    since = Instant(load_default=None, allow_none=True)
    until = Until(load_default=None, allow_none=True)
    duty = fields.String(load_default=None, validate=validate.OneOf(list(Duty)))
    person_id = Id(load_default=None, allow_none=True)


class PutShift(Payload):
    """Enter a shift, or with `shift_id` move it or give it to somebody else.

    It is of the community with the code; without one, of the caller's, or of all of them where the
    caller acts for the company.
    """

    shift_id = Id(load_default=None, allow_none=True)
    community_code = community_code()
    person_id = Id(required=True)
    duty = fields.String(required=True, validate=validate.OneOf(list(Duty)))
    starts_at = Instant(required=True)
    ends_at = Instant(required=True)

    @validates_schema
    def ends_after_it_starts(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A shift lasts between a minute and a day and a half."""
        length = (data["ends_at"] - data["starts_at"]).total_seconds()
        require(60 <= length <= 36 * 3600, "A shift lasts at most 36 hours.", "ends_at")


class CancelShift(Payload):
    """The shift does not take place, or, where it has begun, ends now; its gap is reported."""

    shift_id = Id(required=True)


class OnDuty(Payload):
    """Who is on duty; without `at`, now."""

    at = Instant(load_default=None, allow_none=True)


class OnDutyView(View):
    """Everybody on duty at one moment."""

    at = Instant(required=True)
    shifts = fields.List(fields.Nested(ShiftView), required=True)


class RosterGaps(Payload):
    """Hours nobody is on duty; without a period, from now for two days (C09)."""

    since = Instant(load_default=None, allow_none=True)
    until = Until(load_default=None, allow_none=True)


class GapView(View):
    """A duty that nobody has, from when to when."""

    duty = Coded(Duty, required=True)
    starts_at = Instant(required=True)
    ends_at = Instant(required=True)


class GapsView(View):
    """All gaps of the period, in order of time."""

    items = fields.List(fields.Nested(GapView), required=True)
