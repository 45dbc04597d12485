"""Payloads and views of households and their members."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, View
from contracts.directory.codes import Relation, UnitType
from contracts.fields import Day, Id, Instant, Phone, Quantity, Text, positive


class IdentityCheck(Payload):
    """How and by whom the person who asks for a change was identified (D02)."""

    method = Text(required=True, max=60)
    """Such as `id_card` 身份证, `call_back` 回拨, `in_person` 当面, `certificate` 房产证."""
    by = Text(required=True, max=60)
    """Who looked: the name or id of the member of staff; a resident names himself."""


class MemberView(View):
    """A member of a household; number and ID stay masked (D03)."""

    id = Id(required=True)
    person_id = Id(required=True, allow_none=True)
    name = fields.String(required=True)
    relation = fields.String(required=True)
    phone_masked = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)
    id_number_masked = fields.String(required=True, allow_none=True)


class HouseholdItem(View):
    """A household as it stands in a list."""

    id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    floor = fields.Integer(required=True)
    unit_type = fields.String(required=True)
    area_m2 = Quantity(required=True)
    owner_name = fields.String(required=True)
    phone_masked = fields.String(required=True)
    vacant = fields.Boolean(required=True)
    key_reason = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)


class HouseholdView(HouseholdItem):
    """A household with its members."""

    email = fields.String(required=True, allow_none=True)
    billing_from = Day(required=True, allow_none=True)
    two_person_visit = fields.Boolean(required=True)
    members = fields.List(fields.Nested(MemberView), required=True)
    updated_at = Instant(required=True)
    editable = fields.List(fields.String(), required=True)
    """Fields of the household and of its members that the caller's roles may change (D02)."""


class FindHouseholds(PageQuery):
    """Search by name, unit, building or the last digits of a phone (at least four)."""

    q = Text(load_default=None, allow_none=True, max=60, min=0)
    building = Text(load_default=None, allow_none=True, max=30)
    unit_type = fields.String(load_default=None, validate=validate.OneOf(list(UnitType)))
    key_only = fields.Boolean(load_default=False)
    """Only key households (重点户, D04)."""


class GetHousehold(Payload):
    """One household."""

    household_id = Id(required=True)


class CreateHousehold(Payload):
    """A household that no import has brought."""

    building = Text(required=True, max=30)
    unit = Text(required=True, max=30)
    floor = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(-9, 200))
    unit_type = fields.String(
        load_default=UnitType.RESIDENTIAL, validate=validate.OneOf(list(UnitType))
    )
    area_m2 = Quantity(required=True, validate=[positive(), validate.Range(max=100_000)])
    owner_name = Text(required=True, max=60)
    phone = Phone(required=True)
    email = fields.Email(load_default=None, allow_none=True)
    billing_from = Day(load_default=None, allow_none=True)
    vacant = fields.Boolean(load_default=False)
    two_person_visit = fields.Boolean(load_default=False)


class ChangeHousehold(Payload):
    """What is not named stays as it is; name, phone and e-mail are the owner's (D02)."""

    household_id = Id(required=True)
    identity_check = fields.Nested(IdentityCheck, required=True)
    owner_name = Text(max=60)
    phone = Phone()
    email = fields.Email(allow_none=True)
    floor = fields.Integer(validate=validate.Range(-9, 200))
    unit_type = fields.String(validate=validate.OneOf(list(UnitType)))
    area_m2 = Quantity(validate=[positive(), validate.Range(max=100_000)])
    billing_from = Day(allow_none=True)
    vacant = fields.Boolean()
    two_person_visit = fields.Boolean()
    key_reason = Text(max=200, allow_none=True)
    """Why this is a key household (重点户, D04); null: it is none."""


class AddMember(Payload):
    """Somebody more belongs to the household."""

    household_id = Id(required=True)
    identity_check = fields.Nested(IdentityCheck, required=True)
    name = Text(required=True, max=60)
    relation = fields.String(required=True, validate=validate.OneOf(list(Relation)))
    phone = Phone(load_default="")
    email = fields.Email(load_default=None, allow_none=True)
    id_number = Text(load_default=None, allow_none=True, max=30)


class ChangeMember(Payload):
    """What is not named stays as it is."""

    household_id = Id(required=True)
    member_id = Id(required=True)
    identity_check = fields.Nested(IdentityCheck, required=True)
    name = Text(max=60)
    relation = fields.String(validate=validate.OneOf(list(Relation)))
    phone = Phone()
    email = fields.Email(allow_none=True)
    id_number = Text(allow_none=True, max=30)


class RemoveMember(Payload):
    """Somebody has moved out."""

    household_id = Id(required=True)
    member_id = Id(required=True)
    identity_check = fields.Nested(IdentityCheck, required=True)


class HouseholdHistory(PageQuery):
    """The changes of one household, newest first."""

    household_id = Id(required=True)


class HouseholdChangeView(View):
    """One change with before and after; numbers are masked (D02, D03)."""

    id = Id(required=True)
    at = Instant(required=True)
    by = fields.String(required=True)
    identity_method = fields.String(required=True)
    identity_by = fields.String(required=True)
    before = fields.Dict(required=True)
    after = fields.Dict(required=True)


class BuildingView(View):
    """A building with what it holds and who looks after it."""

    building = fields.String(required=True)
    households = fields.Integer(required=True)
    shops = fields.Integer(required=True)
    area_m2 = Quantity(required=True)
    stewards = fields.List(fields.String(), required=True)


class BuildingsView(View):
    """All buildings of the community."""

    items = fields.List(fields.Nested(BuildingView), required=True)
