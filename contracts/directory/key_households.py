"""Key households (重点户, D04): whom somebody calls regularly, by whom, and what came of it."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.fields import Coded, Day, Id, Instant, Text, Whole, require
from foundation.errors import ServiceError

LONGEST = 366
"""Days between two calls at most."""


class KeyKind(Code):
    """Why somebody is called regularly."""

    ELDERLY_ALONE = "elderly_alone", "独居老人", "Elderly, living alone"
    DISABLED = "disabled", "残障或行动不便", "Disabled"
    LARGE_ACCOUNT = "large_account", "大户", "Large account"
    OTHER = "other", "其他", "Other"
    """For the reason that is given."""


class CallOutcome(Code):
    """What came of a call."""

    REACHED = "reached", "已联系上", "Reached", GOOD
    NOT_REACHED = "not_reached", "未联系上", "Not reached", WAITING
    """Tried again soon; the call stays due."""
    REFUSED = "refused", "谢绝", "Refused", BAD
    """Does not want to talk now: called again when the next call is due."""


class CallsDue(Code):
    """Which key households a list is of."""

    OVERDUE = "overdue", "已逾期", "Overdue"
    DUE = "due", "待联系", "Due"
    """Within the days that the policy looks ahead, and those that are overdue."""
    ALL = "all", "全部", "All"


class KeyHouseholdMarked(ServiceError):
    """This is a key household already."""

    code, status = "key_household_marked", 409
    zh = "该户已是重点户。"


class KeyHouseholdOver(ServiceError):
    """This is no key household any more."""

    code, status = "key_household_over", 409
    zh = "该户已不是重点户。"


class NoCarer(ServiceError):
    """{name} does not look after households here."""

    code, status = "no_carer", 409
    zh = "{name} 在本项目没有负责住户的岗位。"


class ListKeyHouseholds(PageQuery):
    """Those to be called, who is to be called first first; stewards are shown their own."""

    due = fields.String(load_default=CallsDue.DUE, validate=validate.OneOf(list(CallsDue)))
    kind = fields.String(load_default=None, validate=validate.OneOf(list(KeyKind)))
    household_id = Id(load_default=None, allow_none=True)
    mine = fields.Boolean(load_default=False)
    """Only those whom the caller is responsible for."""


class MarkKeyHousehold(Payload):
    """Somebody of the household is to be called regularly."""

    household_id = Id(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(list(KeyKind)))
    reason = Text(load_default=None, allow_none=True, max=200)
    responsible_id = Id(load_default=None, allow_none=True)
    """Who calls; without, the building's steward."""
    interval_days = Whole(load_default=None, allow_none=True, validate=validate.Range(1, LONGEST))
    """Days between two calls; without, what the policy says."""

    @validates_schema
    def other_has_a_reason(self, data: dict[str, Any], **kwargs: Any) -> None:
        """What is no kind of its own is said in words."""
        needed = data["kind"] == KeyKind.OTHER and not data["reason"]
        require(not needed, "Say why it is a key household.", "reason")


class ChangeKeyHousehold(Payload):
    """What is not named stays as it is; `ended`: it is a key household no more."""

    key_household_id = Id(required=True)
    kind = fields.String(validate=validate.OneOf(list(KeyKind)))
    reason = Text(allow_none=True, max=200)
    responsible_id = Id(allow_none=True)
    interval_days = Whole(allow_none=True, validate=validate.Range(1, LONGEST))
    ended = fields.Boolean(load_default=False)


class RecordKeyCall(Payload):
    """Somebody was called, or it was tried."""

    key_household_id = Id(required=True)
    outcome = fields.String(required=True, validate=validate.OneOf(list(CallOutcome)))
    remark = Text(load_default=None, allow_none=True, max=1000)
    """How they are."""
    needs = Text(load_default=None, allow_none=True, max=1000)
    """What they need, to be taken up."""
    next_call_on = Day(load_default=None, allow_none=True)
    """When they are called next; without, what follows from the outcome."""


class ListKeyCalls(PageQuery):
    """The calls of a key household, newest first."""

    key_household_id = Id(required=True)


class KeyCallView(View):
    """A call and what came of it."""

    id = Id(required=True)
    at = Instant(required=True)
    by = fields.String(required=True)
    outcome = Coded(CallOutcome, required=True)
    remark = fields.String(required=True, allow_none=True)
    needs = fields.String(required=True, allow_none=True)


class KeyHouseholdView(PlacedView):
    """A key household, who calls it and when."""

    id = Id(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    owner_name = fields.String(required=True)
    phone_masked = fields.String(required=True)
    kind = Coded(KeyKind, required=True)
    reason = fields.String(required=True, allow_none=True)
    responsible_id = Id(required=True, allow_none=True)
    """Who was named; null: the building's steward."""
    responsible = fields.String(required=True, allow_none=True)
    """Names of who calls; null: nobody serves the building."""
    interval_days = fields.Integer(required=True, allow_none=True)
    """The household's own; null: the policy's."""
    every_days = fields.Integer(required=True)
    due_on = Day(required=True)
    """By when somebody is to have been reached."""
    next_call_on = Day(required=True)
    """When it is tried next."""
    overdue = fields.Boolean(required=True)
    attempts = fields.Integer(required=True)
    """Calls since the last one that reached somebody."""
    last_call_at = Instant(required=True, allow_none=True)
    last_outcome = Coded(CallOutcome, required=True, allow_none=True)
    since = Instant(required=True)
    version = fields.Integer(required=True)
