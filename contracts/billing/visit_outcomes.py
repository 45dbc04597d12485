"""Outcomes of door visits (上门结果), and what follows from them (B04, B13)."""

from datetime import date
from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import Payload
from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code
from contracts.fields import Day, Id, Text, Yuan, positive, require
from foundation.errors import ServiceError


class VisitOutcome(Code):
    """What a door visit came to (B04)."""

    PAID = "paid", "住户称已缴费", "Paid", GOOD
    """Paid, or says so; the books decide."""
    PROMISE = "promise", "住户承诺缴费", "Promise to pay", ACTIVE
    """Will pay an amount by a date."""
    DISPUTE = "dispute", "住户对费用有异议", "Disputed", WAITING
    """Contests the fee."""
    HARDSHIP = "hardship", "住户表示缴费有困难", "Hardship", WAITING
    """Cannot pay at the moment."""
    ABSENT = "absent", "无人应门", "Nobody in"
    """Nobody in."""
    REFUSED = "refused", "住户拒绝缴费", "Refused", BAD
    """Refuses without contesting."""


def too_early(outcome: VisitOutcome, attempt: int, visit_from: date, day: date) -> bool:
    """Whether an attempt is said to have failed on the day of the one before: attempts are for
    different days.
    """
    return outcome is VisitOutcome.ABSENT and attempt > 1 and day < visit_from


class NextStep(Code):
    """What follows from the outcome of a visit (B04)."""

    CHECK_BOOKS = "check_books", "核对到账", "Check that it arrives"
    """Dunning rests some days for the money to arrive."""
    AWAIT_PROMISE = "await_promise", "等待履约", "Wait for the promise"
    """Dunning rests until the date promised."""
    LODGE_COMPLAINT = "lodge_complaint", "登记费用投诉", "Lodge a complaint about the fee"
    """Dunning rests once the complaint is open."""
    OFFER_INSTALMENTS = "offer_instalments", "商议分期", "Offer instalments"
    """The supervisor agrees on a plan."""
    VISIT_AGAIN = "visit_again", "再次上门", "Visit again"
    """On another day."""
    GO_ON = "go_on", "继续催缴", "Dunning goes on"
    """The ladder goes on."""


class VisitTakenOff(ServiceError):
    """The household has paid or its dunning rests: the visit is off the list, and no outcome is
    recorded."""

    code, status = "visit_taken_off", 409
    zh = "该户已缴清或催缴已暂停，此次上门已取消，无需登记结果。"


class NotYourVisit(ServiceError):
    """This visit is not assigned to you."""

    code, status = "not_your_visit", 403
    zh = "该上门任务不是分派给您的。"


class VisitNotYet(ServiceError):
    """Nobody was in last time: go on another day, from {visit_from}, before you record that
    again."""

    code, status = "visit_not_yet", 409
    zh = "上次无人应门，请另选一天再去：{visit_from} 起登记“无人应门”。"


class PromiseOutOfRange(ServiceError):
    """A promise is for a day within the next {days} days."""

    code, status = "promise_out_of_range", 422
    zh = "承诺日期须在今天之后 {days} 天之内。"


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
