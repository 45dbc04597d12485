"""Follow-up (回访, R05): the resident is asked two to three days after completion."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, post_load, validate, validates_schema

from contracts.base import View
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.fields import Instant, Text, Whole, code, require
from contracts.repairs.requests import OneRepair
from foundation.errors import ServiceError


class FollowUpResult(Code):
    """What came of asking the resident (R05)."""

    SOLVED = "solved", "已解决", "Solved", GOOD
    """Closes the repair."""
    UNSOLVED = "unsolved", "未解决", "Not solved", BAD
    """Reopens it."""
    UNREACHED = "unreached", "未联系上", "Nobody reached", WAITING
    """Nobody answered; so on enough different days, it ends the repair."""


class FollowUpTiming(Code):
    """When a follow-up was made, against days 2–3 after completion (R05)."""

    EARLY = "early", "提前回访", "Early"
    """Before day 2."""
    IN_TIME = "in_time", "按期回访", "On time", GOOD
    """On day 2 or 3."""
    LATE = "late", "逾期回访", "Late", BAD
    """After day 3."""


class FollowUpState(Code):
    """What a list of follow-ups is asked for."""

    DUE = "due", "待回访", "Follow-up due", WAITING
    """Day 2 has come, not followed up."""
    OVERDUE = "overdue", "逾期未回访", "Follow-up overdue", BAD
    """Day 3 has passed, not followed up."""
    UNREACHED = "unreached", "未联系上", "Nobody reached"
    """Given up after attempts on enough different days."""


class FollowUpByEngineer(ServiceError):
    """The follow-up is made by somebody other than the engineer."""

    code, status = "follow_up_by_engineer", 403
    zh = "回访须由维修工以外的人进行。"


class FollowUpRepair(OneRepair):
    """What the resident says two to three days later (R05), or that nobody could be reached.

    `solved` says what came of it; so does `result`, which can also say `unreached`.
    """

    solved = fields.Boolean(load_default=None, allow_none=True)
    result = code(FollowUpResult, load_default=None, allow_none=True)
    rating = Whole(load_default=None, allow_none=True, validate=validate.Range(1, 5))
    """Satisfaction: 1 (very dissatisfied) to 5."""
    remark = Text(load_default=None, allow_none=True, min=0)
    badge_worn = fields.Boolean(load_default=None, allow_none=True)
    """Whether the engineer wore the badge (R08)."""
    gifts_taken = fields.Boolean(load_default=None, allow_none=True)
    """Whether the engineer took anything from the resident (R08)."""

    @validates_schema
    def check_answer(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse no result or two, a solved one unrated, an answer of one who was not reached."""
        solved, result = data["solved"], data["result"]
        given = (solved is None) != (result is None)
        require(given, "Say whether it is solved, once.", "solved" if result is None else "result")
        rated = data["rating"] is not None
        needed = solved or result == FollowUpResult.SOLVED
        require(rated or not needed, "Rate the repair from 1 to 5.", "rating")
        for name in ("rating", "badge_worn", "gifts_taken"):
            silent = result != FollowUpResult.UNREACHED or data[name] is None
            require(silent, "Nobody was reached who could say so.", name)

    @post_load
    def name_result(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """`solved` as a result."""
        solved = data["solved"]
        if solved is not None:
            data["result"] = FollowUpResult.SOLVED if solved else FollowUpResult.UNSOLVED
        return data


class AttemptView(View):
    """An attempt to follow up that reached nobody (R05)."""

    at = Instant(required=True)
    by = fields.String(required=True)
    remark = fields.String(required=True, allow_none=True)
