"""Pauses of dunning (暂停催缴): promises, plans, money under way, fee disputes (B13)."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.code import BAD, GOOD, Code
from contracts.fields import Coded, Day, Id, Instant, Text, Yuan, positive, require
from foundation.errors import ServiceError


class PauseKind(Code):
    """Why the dunning of a household rests (B13)."""

    PROMISE = "promise", "承诺缴费", "Promise to pay"
    """Promised by a date."""
    INSTALMENTS = "instalments", "分期履行中", "Instalments"
    """A plan of several dates."""
    IN_FLIGHT = "in_flight", "缴费在途", "Payment under way"
    """Said to be paid, not yet arrived."""
    DISPUTE = "dispute", "费用投诉处理中", "Fee disputed"
    """A complaint about the fee is open."""


class PauseEnd(Code):
    """How a pause ended."""

    KEPT = "kept", "已履约", "Kept", GOOD
    """What was promised has been paid."""
    BROKEN = "broken", "未履约", "Broken", BAD
    """It has not; dunning goes on where it was."""
    CLOSED = "closed", "已结案", "Closed"
    """The complaint is closed."""
    EXPIRED = "expired", "已到期", "Expired"
    """The money said to be under way has not arrived."""


class NothingOwed(ServiceError):
    """The household owes nothing."""

    code, status = "nothing_owed", 409
    zh = "该户目前没有欠费。"


class PlanCoversTooLittle(ServiceError):
    """The instalments must sum up to all {owed} yuan owed, or to the {overdue} yuan overdue."""

    code, status = "plan_covers_too_little", 422
    zh = "分期合计须等于全部待缴金额 {owed} 元，或其中已逾期的 {overdue} 元。"


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


class PauseView(PlacedView):
    """Why and until when the dunning of a household rests (B13)."""

    id = Id(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    paid = Yuan(required=True, allow_none=True)
    """Paid towards a promise or plan, in a list of one household; else null."""
    kind = Coded(PauseKind, required=True)
    reference = fields.String(required=True)
    starts_at = Instant(required=True)
    until = Day(required=True, allow_none=True)
    """The last day of rest; null until something else ends it."""
    instalments = fields.List(fields.Nested(InstalmentView), required=True)
    reason = fields.String(required=True)
    ended_at = Instant(required=True, allow_none=True)
    ended_as = Coded(PauseEnd, required=True, allow_none=True)


class ListPauses(PageQuery):
    """Pauses, newest first."""

    household_id = Id(load_default=None, allow_none=True)
    running = fields.Boolean(load_default=None, allow_none=True)
