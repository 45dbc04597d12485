"""Payloads and views of the fee schedule: items, who has them, meter readings (B01)."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import PageQuery, Payload, View
from contracts.billing.codes import Basis, PricePeriod
from contracts.billing.fields import UnitPrice
from contracts.directory.codes import UnitType
from contracts.fields import Day, Id, Instant, Quantity, Text, require


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
    """A new fee item, or a new price of an existing one from a day on."""

    name = Text(required=True, max=60)
    name_en = Text(load_default=None, allow_none=True, max=60)
    """English name on bills; the Chinese one where there is none."""
    unit_type = fields.String(required=True, validate=validate.OneOf(list(UnitType)))
    basis = fields.String(required=True, validate=validate.OneOf(list(Basis)))
    price = UnitPrice(required=True)
    """Yuan; four decimals for meters, else two. Zero ends the item."""
    period = fields.String(
        load_default=PricePeriod.MONTH, validate=validate.OneOf(list(PricePeriod))
    )
    effective_from = Day(required=True)
    assigned_only = fields.Boolean(load_default=False)
    """Only households that have it assigned (parking) pay."""
    vacant_percent = fields.Integer(load_default=100, validate=validate.Range(0, 100))
    """Percent of the price for days on which the unit is vacant."""
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
    on = Day(load_default=None, allow_none=True)
    """Only the prices in force on that day."""


class AssignFee(Payload):
    """A household has (or from a day on no longer has) an `assigned_only` item."""

    household_id = Id(required=True)
    name = Text(required=True, max=60)
    quantity = fields.Integer(load_default=1, validate=validate.Range(1, 99))
    starts_on = Day(required=True)
    ends_on = Day(load_default=None, allow_none=True)
    """The last day, included."""

    @validates_schema
    def ends_after_it_starts(self, data: dict[str, Any], **kwargs: Any) -> None:
        """The last day is not before the first."""
        ends_on = data["ends_on"]
        require(
            ends_on is None or ends_on >= data["starts_on"], "Must not be before starts_on.",
            "ends_on",
        )  # fmt: skip


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


class Reading(Payload):
    """What a meter shows on a day."""

    household_id = Id(required=True)
    name = Text(required=True, max=60)
    """The fee item with basis `meter`."""
    read_on = Day(required=True)
    value = Quantity(required=True, validate=validate.Range(0, 99_999_999))


class RecordReadings(Payload):
    """Readings of one round; all or none are taken."""

    readings = fields.List(fields.Nested(Reading), required=True, validate=validate.Length(1, 500))


class ReadingsView(View):
    """How many readings were recorded and what they counted."""

    recorded = fields.Integer(required=True)
    consumption = Quantity(required=True)
    recorded_at = Instant(required=True)
