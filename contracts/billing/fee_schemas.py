"""Payloads and views of the fee schedule: items, and who has them (B01)."""

from datetime import timedelta
from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import PageQuery, Payload, View
from contracts.billing.codes import Basis, PricePeriod
from contracts.billing.fields import UnitPrice
from contracts.directory.codes import UnitType
from contracts.fields import Day, Id, Text, Whole, require


class FeeItemView(View):
    """One price of a fee item, in force from a day until the next one of that name (B01)."""

    id = Id(required=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)
    unit_type = fields.String(required=True)
    basis = fields.String(required=True)
    price = UnitPrice(required=True)
    period = fields.String(required=True)
    effective_from = Day(required=True)
    assigned_only = fields.Boolean(required=True)
    vacant_percent = fields.Integer(required=True)
    unit = fields.String(required=True)


class CreateFeeItem(Payload):
    """A new fee item, or a new price of an existing one from a day on.

    What a new price leaves out is as in the price before it.
    """

    name = Text(required=True, max=60)
    name_en = Text(load_default=None, allow_none=True, max=60)
    """English name on bills; of a new item the Chinese one, if there is none."""
    unit_type = fields.String(required=True, validate=validate.OneOf(list(UnitType)))
    basis = fields.String(required=True, validate=validate.OneOf(list(Basis)))
    price = UnitPrice(required=True)
    """Yuan; four decimals for meters, else two. Zero ends the item."""
    period = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf(list(PricePeriod))
    )
    """What the price is for; of a new item a month, if it is left out."""
    effective_from = Day(required=True)
    assigned_only = fields.Boolean(load_default=None, allow_none=True)
    """Only households that have it assigned (parking) pay; of a new item all, if it is left out."""
    vacant_percent = Whole(load_default=None, allow_none=True, validate=validate.Range(0, 100))
    """Percent of the price for days on which the unit is vacant; of a new item 100, if left out."""
    unit = Text(load_default=None, allow_none=True, max=12)
    """What a meter counts (`m³`, `kWh`) or what is assigned (`个`)."""

    @validates_schema
    def price_is_an_amount(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Parts of a fen exist only in prices that are multiplied by what a meter counts."""
        exact = data["basis"] == Basis.METER or data["price"] == round(data["price"], 2)
        require(exact, "At most two decimals.", "price")


class ListFeeItems(PageQuery):
    """Fee items, newest first."""

    unit_type = fields.String(load_default=None, validate=validate.OneOf(list(UnitType)))
    name = Text(load_default=None, allow_none=True, max=60)
    """Only the prices of the item of that name."""
    on = Day(load_default=None, allow_none=True)
    """Only the prices in force on that day."""


class AssignFee(Payload):
    """A household has (or from a day on no longer has) an `assigned_only` item.

    Of what it has already, `ends_on` stays as it is when left out; null takes it away.
    """

    household_id = Id(required=True)
    name = Text(required=True, max=60)
    quantity = Whole(load_default=1, validate=validate.Range(1, 99))
    starts_on = Day(required=True)
    ends_on = Day(allow_none=True)
    """The last day, included. The day before `starts_on` takes back what it has: it never began."""

    @validates_schema
    def ends_after_it_starts(self, data: dict[str, Any], **kwargs: Any) -> None:
        """The last day is not before the first, but for the one that takes it back."""
        ends_on = data.get("ends_on")
        require(
            ends_on is None or ends_on >= data["starts_on"] - timedelta(days=1),
            "Must not be before starts_on.",
            "ends_on",
        )


class AssignmentView(View):
    """What a household has from when to when, such as two parking spaces."""

    id = Id(required=True)
    household_id = Id(required=True)
    name = fields.String(required=True)
    quantity = fields.Integer(required=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True, allow_none=True)


class ListAssignments(PageQuery):
    """Assignments of fee items, newest first."""

    household_id = Id(load_default=None, allow_none=True)
