"""What the methods of repairs take."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from marshmallow import fields, post_load, validate, validates_schema

from contracts.base import PageQuery, Payload
from contracts.fields import Day, Id, Phone, Quantity, Text, Whole, Yuan, code, positive, require
from contracts.photos import photo_content
from contracts.repairs.codes import (
    FollowUpResult,
    FollowUpState,
    Priority,
    RepairCategory,
    RepairStatus,
)

YEARS = validate.Range(date(2000, 1, 1), date(2100, 12, 31))
"""Periods that figures are asked for."""


class FirstCheckAnswer(Payload):
    """One guided question of the first check and what the resident answered (R01)."""

    question = Text(required=True, max=60)
    answer = Text(required=True, max=500)


class RequestRepair(Payload):
    """A repair request: for one household, or for a public place (R01)."""

    household_id = Id(load_default=None, allow_none=True)
    public_place = Text(load_default=None, allow_none=True, max=200)
    building = Text(load_default=None, allow_none=True, max=30)
    """Of a public place; a household's is known."""
    category = code(RepairCategory, required=True)
    description = Text(required=True)
    priority = code(Priority, load_default=None, allow_none=True)
    preferred_slot = Text(load_default=None, allow_none=True, max=200)
    contact_name = Text(required=True, max=60)
    contact_phone = Phone(required=True)
    first_check = fields.List(
        fields.Nested(FirstCheckAnswer), load_default=list, validate=validate.Length(max=20)
    )

    @validates_schema
    def check_place(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse a request for no place, or for two."""
        both = bool(data["household_id"]) and bool(data["public_place"])
        require(not both, "Name a household or a public place, not both.", "public_place")
        neither = not data["household_id"] and not data["public_place"]
        require(not neither, "Name a household or a public place.", "household_id")


class FirstCheckQuery(Payload):
    """Which guided questions are asked."""

    category = code(RepairCategory, required=True)


class RepairSearch(PageQuery):
    """Filters of the list; all that are given must hold."""

    status = code(RepairStatus, load_default=None, allow_none=True)
    priority = code(Priority, load_default=None, allow_none=True)
    category = code(RepairCategory, load_default=None, allow_none=True)
    household_id = Id(load_default=None, allow_none=True)
    building = Text(load_default=None, allow_none=True, max=30)
    mine = fields.Boolean(load_default=False)
    """An engineer's own orders; a resident's or a desk person's own requests."""
    overdue = fields.Boolean(load_default=False)
    """Nobody has set out although the response was due."""
    follow_up = code(FollowUpState, load_default=None, allow_none=True)
    waiting = fields.Boolean(load_default=False)
    """Only what waits for the desk: nobody has it, nobody has set out in time, or it may be
    followed up."""


class OneRepair(Payload):
    """An action that needs nothing but the repair."""

    repair_id = Id(required=True)


class AddPhoto(OneRepair):
    """A photo of what is wrong, or of what was done (R01)."""

    content = photo_content()


class OnePhoto(OneRepair):
    """A photo of a repair (R01)."""

    photo_id = Id(required=True)


class VerifyRepair(OneRepair):
    """The desk's first check (R01): what it found, and what follows."""

    first_check = fields.List(
        fields.Nested(FirstCheckAnswer), load_default=list, validate=validate.Length(max=20)
    )
    wrong_handling = fields.Boolean(load_default=False)
    """The fault came from how it was used; `advice` solved it."""
    advice = Text(load_default=None, allow_none=True)
    chargeable = fields.Boolean(load_default=False)
    """Outside the free scope: needs a quote that the resident accepts (R04)."""
    priority = code(Priority, load_default=None, allow_none=True)
    reason = Text(load_default=None, allow_none=True)
    """Why the priority is lowered."""

    @validates_schema
    def check_advice(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse wrong handling without the advice that solved it."""
        given = not data["wrong_handling"] or data["advice"]
        require(bool(given), "Say what advice solved it.", "advice")


class DispatchRepair(OneRepair):
    """Offer the work order to an engineer; without one, to the engineer suggested first (R08)."""

    engineer_id = Id(load_default=None, allow_none=True)
    replace = fields.Boolean(load_default=False)
    """Take it back from the engineer whom another dispatcher chose."""


class DeclineOffer(OneRepair):
    """An engineer does not take the order on (R08)."""

    reason = Text(required=True, max=500)


class QuoteLine(Payload):
    """One line of a quote; the amount is quantity × unit price, to the fen."""

    item = Text(required=True, max=200)
    quantity = Quantity(required=True, validate=positive())
    unit_price = Yuan(required=True, validate=validate.Range(min=Decimal(0)))
    amount = Yuan(load_default=None, allow_none=True)


class QuoteRepair(OneRepair):
    """What chargeable work will cost, before it is done (R04). Amounts in yuan."""

    amount = Yuan(required=True, validate=positive())
    lines = fields.List(
        fields.Nested(QuoteLine), load_default=list, validate=validate.Length(max=50)
    )


class AcceptQuote(OneRepair):
    """The quote is accepted: in-app by the resident, else by a signature that the desk notes."""

    signature_note = Text(load_default=None, allow_none=True, max=500)


class RejectQuote(OneRepair):
    """The quote is rejected."""

    signature_note = Text(load_default=None, allow_none=True, max=500)
    reason = Text(load_default=None, allow_none=True, max=500)


class CompleteRepair(OneRepair):
    """The work is done."""

    result = Text(required=True)


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
        solved = data.pop("solved")
        if solved is not None:
            data["result"] = FollowUpResult.SOLVED if solved else FollowUpResult.UNSOLVED
        return data


class CancelRepair(OneRepair):
    """The request is withdrawn."""

    reason = Text(required=True, max=500)


class TakeEquipment(OneRepair):
    """Equipment leaves the unit, with the resident's signature (R03)."""

    item = Text(required=True, max=200)
    consent_signature = Text(required=True, max=200)
    """Who signed, and on which paper."""
    lent_item = Text(load_default=None, allow_none=True, max=200)
    """The equivalent one that is lent until it is back."""


class OpenLoans(PageQuery):
    """Filters of the list of equipment that is out (R03); all that are given must hold."""

    repair_id = Id(load_default=None, allow_none=True)
    mine = fields.Boolean(load_default=False)
    """Only what was taken away in an engineer's own orders."""


class ReturnEquipment(Payload):
    """Equipment is back, and what was lent has been handed in (R03)."""

    loan_id = Id(required=True)
    receipt_signature = Text(required=True, max=200)


class FiguresQuery(Payload):
    """The period of the figures; without dates, the current month."""

    since = Day(load_default=None, allow_none=True, validate=YEARS)
    until = Day(load_default=None, allow_none=True, validate=YEARS)
    """The last day that counts."""

    @validates_schema
    def check_order(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse a period that ends before it starts."""
        since, until = data["since"], data["until"]
        ordered = since is None or until is None or since <= until
        require(ordered, "The period ends before it starts.", "until")
