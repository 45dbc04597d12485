"""The fee schedule (收费标准): items, their prices, and who is assigned what (B01)."""

from datetime import timedelta
from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import PageQuery, Payload, PlacedView
from contracts.billing.fields import UnitPrice
from contracts.code import Code
from contracts.directory.households import UnitType
from contracts.fields import Coded, Day, Id, Text, Whole, require
from contracts.service_admin import Source
from foundation.errors import ServiceError


class Basis(Code):
    """What a fee item is multiplied by (B01)."""

    AREA = "area", "按面积", "By area"
    """Price per m² and period."""
    FIXED = "fixed", "定额", "Fixed"
    """Price per household (or assigned piece, such as a parking space) and period."""
    METER = "meter", "按表", "By meter"
    """Price per unit that the meter has counted."""
    SHARE = "share", "分摊", "Shared"
    """A total per period, divided by area among the households of the unit type."""


class PricePeriod(Code):
    """How long the price of a fee item lasts."""

    MONTH = "month", "每月", "per month"
    QUARTER = "quarter", "每季度", "per quarter"
    HALF_YEAR = "half_year", "每半年", "per half-year"
    YEAR = "year", "每年", "per year"


class FeeItemExists(ServiceError):
    """{name} has a price from {effective_from} on already."""

    code, status = "fee_item_exists", 409
    zh = "{name} 自 {effective_from} 起已有价格。"


class FeeBasisDiffers(ServiceError):
    """{name} is charged by {basis}; a new price cannot change that."""

    code, status = "fee_basis_differs", 409
    zh = "{name} 的计费方式是 {basis}，改价时不能更换。"


class NoOwnPrice(ServiceError):
    """{name} has no price of the community's own on {effective_from}: none to take back."""

    code, status = "no_own_price", 409
    zh = "{name} 在 {effective_from} 没有本项目自定的标准，无需恢复。"


class NoCompanyPrice(ServiceError):
    """The company has no price of {name} on {effective_from}; a price of 0 ends the item."""

    code, status = "no_company_price", 409
    zh = "公司在 {effective_from} 没有 {name} 的标准，无法恢复；如不再收取，请将价格设为 0。"


class UnknownFeeItem(ServiceError):
    """There is no such fee item {name} for this type of unit."""

    code, status = "unknown_fee_item", 422
    zh = "该户型没有名为 {name} 的此类收费项目。"


class AssignmentOverlaps(ServiceError):
    """The household has {name} in that time already."""

    code, status = "assignment_overlaps", 409
    zh = "该户在此期间已有 {name}。"


class FeeItemView(PlacedView):
    """One price of a fee item, in force from a day until the next one of that name (B01)."""

    id = Id(required=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)
    unit_type = Coded(UnitType, required=True)
    basis = Coded(Basis, required=True)
    price = UnitPrice(required=True)
    period = Coded(PricePeriod, required=True)
    effective_from = Day(required=True)
    assigned_only = fields.Boolean(required=True)
    vacant_percent = fields.Integer(required=True)
    unit = fields.String(required=True)
    source = Coded(Source, required=True)
    """Whether it is the company's or a community's own price (P01)."""
    taken_back = fields.Boolean(required=True)
    """Whether the community's own price ends on that day and the company's holds there again; the
    terms are those that the company has that day."""


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


class TakeBackFeeItem(Payload):
    """From a day on a community has the company's prices of an item again, and no longer its own
    (恢复公司标准, P01)."""

    name = Text(required=True, max=60)
    unit_type = fields.String(required=True, validate=validate.OneOf(list(UnitType)))
    effective_from = Day(required=True)


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


class AssignmentView(PlacedView):
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
