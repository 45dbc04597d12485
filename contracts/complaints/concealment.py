"""Suspected concealment (涉嫌隐瞒、漏报, X12): what was seen, and what came of looking into it."""

from typing import Any

from marshmallow import fields, validates_schema

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.complaints.cases import Gravity, Kind, Status, Urgency, Validity
from contracts.complaints.fields import Month
from contracts.fields import Coded, Id, Instant, Text, code, require
from foundation.errors import ServiceError

LOW_RATING = 2
"""Of 1 to 5: whoever rates a repair so, or lower, is not content."""


class ConcealmentRule(Code):
    """By what a concealed complaint is suspected (X12); each finding makes one item."""

    REPEAT_REPAIR = "repeat_repair", "重复报修未立案", "Repaired again, no complaint"
    """The same home or place had the same repaired not long before, and nobody recorded a
    complaint."""
    LOW_RATING = "low_rating", "低分评价未立案", "Rated poorly, no complaint"
    """The resident was not content with a repair, and nobody recorded a complaint."""
    GRIEVANCE_WORDS = "grievance_words", "备注有怨言未立案", "Grievance in a remark, no case"
    """Somebody wrote down a grievance, and nobody recorded a case."""
    CLOSED_AT_ONCE = "closed_at_once", "登记后即结案", "Closed minutes after it came"
    """A complaint or report was closed before anybody could have dealt with it."""
    DOWNGRADED = "downgraded", "无依据降级", "Made lighter without a reason"
    """Triage made a case lighter than it was, and nothing says why."""


class ReviewState(Code):
    """How far an item is."""

    OPEN = "open", "待核查", "To be looked into", WAITING
    """Nobody has given a verdict."""
    CONFIRMED = "confirmed", "属实", "Concealment confirmed", BAD
    """A complaint was hidden, dropped or not recorded."""
    DISMISSED = "dismissed", "不属实", "No concealment", GOOD
    """There was none, or it was recorded as it should be."""


VERDICTS = (ReviewState.CONFIRMED, ReviewState.DISMISSED)


class SeenAt(Code):
    """What an item is about."""

    CASE = "case", "投诉", "Complaint"
    REPAIR = "repair", "报修", "Repair"
    VISIT = "visit", "上门催缴", "Door visit"


class Lightened(Code):
    """What of a case triage made lighter."""

    KIND = "kind", "类型", "Kind"
    GRAVITY = "gravity", "严重程度", "Gravity"
    URGENCY = "urgency", "紧急程度", "Urgency"
    VALIDITY = "validity", "有效性", "Validity"


class ReviewDecided(ServiceError):
    """A verdict on this item is recorded already."""

    code, status = "review_decided", 409
    zh = "该核查事项已有结论。"


class ListReviews(PageQuery):
    """Items, the newest first; all filters that are given must hold."""

    rule = code(ConcealmentRule, load_default=None, allow_none=True)
    state = code(ReviewState, load_default=None, allow_none=True)
    month = Month(load_default=None, allow_none=True)
    """In which it was found."""
    decided = fields.Boolean(load_default=False)
    """Only those with a verdict."""


class OneReview(Payload):
    """One item."""

    review_id = Id(required=True)


class DecideReview(OneReview):
    """The verdict on an item (X12); not by whoever had a part in what it is about."""

    verdict = code(VERDICTS, required=True, metadata={"example": "dismissed"})
    reason = Text(required=True, max=500)
    consequence = Text(load_default=None, allow_none=True, max=500)
    """What follows for whom, where it is confirmed."""

    @validates_schema
    def a_confirmed_one_has_a_consequence(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Concealment is accountable: what follows is said, and said there alone."""
        confirmed, said = data["verdict"] == ReviewState.CONFIRMED, bool(data["consequence"])
        require(said or not confirmed, "Say what follows from it.", "consequence")
        require(confirmed or not said, "Only where it is confirmed.", "consequence")


class ReviewSummary(PlacedView):
    """An item of the list."""

    id = Id(required=True)
    rule = Coded(ConcealmentRule, required=True)
    state = Coded(ReviewState, required=True)
    about = Coded(SeenAt, required=True)
    about_id = Id(required=True)
    number = fields.String(required=True)
    """Of the case, repair or visit."""
    household_id = Id(required=True, allow_none=True)
    building = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    place = fields.String(required=True, allow_none=True)
    """A public place, in words."""
    concerned = fields.String(required=True, allow_none=True)
    """Who handled it; null: nobody is known to have."""
    seen_at = Instant(required=True)
    """When that happened which it is about."""
    found_at = Instant(required=True)
    decided_by = fields.String(required=True, allow_none=True)
    decided_at = Instant(required=True, allow_none=True)


class Downgrade(View):
    """What a case was before triage made it lighter, and after."""

    what = Coded(Lightened, required=True)
    before = Coded((*Kind, *Gravity, *Urgency, *Validity), required=True)
    after = Coded((*Kind, *Gravity, *Urgency, *Validity), required=True)


class CaseSince(View):
    """A case of the same household or place since then; one that comes late dismisses nothing."""

    id = Id(required=True)
    number = fields.String(required=True)
    kind = Coded(Kind, required=True)
    status = Coded(Status, required=True)
    lodged_at = Instant(required=True)


class ReviewView(ReviewSummary):
    """An item with what was seen; of the evidence only what its rule looks at is not null."""

    remark = fields.String(required=True, allow_none=True)
    """The words that were written down; null: none, or erased."""
    words = fields.List(fields.String(), required=True, allow_none=True)
    """Those of the policy's list that stand in the remark."""
    rating = fields.Integer(required=True, allow_none=True)
    earlier_id = Id(required=True, allow_none=True)
    """The repair of the same before."""
    earlier_number = fields.String(required=True, allow_none=True)
    earlier_completed_at = Instant(required=True, allow_none=True)
    minutes = fields.Integer(required=True, allow_none=True)
    """From when the case came until it was closed."""
    changes = fields.List(fields.Nested(Downgrade), required=True, allow_none=True)
    cases = fields.List(fields.Nested(CaseSince), required=True)
    reason = fields.String(required=True, allow_none=True)
    consequence = fields.String(required=True, allow_none=True)
    decides = fields.Boolean(required=True)
    """Whether the reader may give the verdict."""


class RuleFigures(View):
    """How many items a rule has found in a month, and what came of those."""

    key = fields.String(required=True)
    """A `ConcealmentRule`."""
    found = fields.Integer(required=True)
    confirmed = fields.Integer(required=True)
    dismissed = fields.Integer(required=True)
