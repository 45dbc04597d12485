"""The archive of households (住户档案): homes with who belongs to them."""

from marshmallow import fields, validate

from contracts.base import Payload, PlacedView, View
from contracts.code import Code
from contracts.directory.access_cards import CardKind
from contracts.fields import (
    Coded,
    Day,
    Email,
    Id,
    Instant,
    Name,
    Phone,
    Quantity,
    Text,
    Whole,
    positive,
)
from foundation.errors import ServiceError


class UnitType(Code):
    """What a unit is used for; fee items and surveys differ by it."""

    RESIDENTIAL = "residential", "住宅", "Flat"
    """A flat."""
    SHOP = "shop", "商铺", "Shop"
    """A shop on the street side."""


class Relation(Code):
    """What a person is to a household."""

    OWNER = "owner", "业主", "Owner"
    """Holds the property certificate; owes the property fee."""
    TENANT = "tenant", "租户", "Tenant"
    """Rents the unit."""
    FAMILY = "family", "家庭成员", "Family"
    """Lives with the owner or the tenant."""

    @property
    def is_family(self) -> bool:
        """Belongs to somebody of the household, and lets nobody in."""
        return self is Relation.FAMILY


class UnitTaken(ServiceError):
    """There is a household at {building} {unit} already."""

    code, status = "unit_taken", 409
    zh = "{building} {unit} 已有档案。"


class MemberView(View):
    """A member of a household; number and ID stay masked (D03)."""

    id = Id(required=True)
    person_id = Id(required=True, allow_none=True)
    name = fields.String(required=True)
    relation = Coded(Relation, required=True)
    phone_masked = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)
    id_number_masked = fields.String(required=True, allow_none=True)
    since = Instant(required=True)
    """From when the member has belonged to the household (D06)."""


class CardOutView(View):
    """A key or card that is still to come back (D06)."""

    id = Id(required=True)
    kind = Coded(CardKind, required=True)
    number = fields.String(required=True)


class FormerMemberView(View):
    """Somebody who belonged to the household; the archive keeps who and from when to when (D06)."""

    id = Id(required=True)
    name = fields.String(required=True)
    relation = Coded(Relation, required=True)
    phone_masked = fields.String(required=True)
    since = Instant(required=True)
    until = Instant(required=True)
    cards_out = fields.List(fields.Nested(CardOutView), required=True)
    """What they were given and have not handed back."""
    plates = fields.List(fields.String(), required=True)
    """Vehicles that were theirs until they left, by their plates."""
    erased = fields.Boolean(required=True)
    """Who it was is not known any more (P08)."""


class HouseholdItem(PlacedView):
    """A household as it stands in a list."""

    id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    floor = fields.Integer(required=True)
    unit_type = Coded(UnitType, required=True)
    area_m2 = Quantity(required=True)
    owner_name = fields.String(required=True)
    phone_masked = fields.String(required=True)
    vacant = fields.Boolean(required=True)
    key_reason = fields.String(required=True, allow_none=True)
    """Why it is a key household (D04), for who looks after it; null to all others."""
    version = fields.Integer(required=True)


class HouseholdView(HouseholdItem):
    """A household with its members."""

    email = fields.String(required=True, allow_none=True)
    billing_from = Day(required=True, allow_none=True)
    two_person_visit = fields.Boolean(required=True)
    members = fields.List(fields.Nested(MemberView), required=True)
    former_members = fields.List(fields.Nested(FormerMemberView), required=True)
    """Whoever has left, last first; residents are told of nobody."""
    updated_at = Instant(required=True)
    editable = fields.List(fields.String(), required=True)
    """Fields of the household and of its members that the caller's roles may change (D02)."""


class GetHousehold(Payload):
    """One household."""

    household_id = Id(required=True)


class CreateHousehold(Payload):
    """A household that no import has brought."""

    building = Text(required=True, max=30)
    unit = Text(required=True, max=30)
    floor = Whole(load_default=None, allow_none=True, validate=validate.Range(-9, 200))
    unit_type = fields.String(
        load_default=UnitType.RESIDENTIAL, validate=validate.OneOf(list(UnitType))
    )
    area_m2 = Quantity(required=True, validate=[positive(), validate.Range(max=100_000)])
    owner_name = Name(required=True)
    phone = Phone(required=True)
    email = Email(load_default=None, allow_none=True)
    billing_from = Day(load_default=None, allow_none=True)
    vacant = fields.Boolean(load_default=False)
    two_person_visit = fields.Boolean(load_default=False)


DATED = frozenset({"unit_type", "area_m2", "vacant"})
"""What of a household bills prorate by the day: a change of it counts from a day (B16)."""
