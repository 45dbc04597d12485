"""Payloads and views of households and their members."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, View
from contracts.directory.codes import Relation, UnitType
from contracts.fields import Day, Email, Id, Instant, Name, Phone, Quantity, Text, Whole, positive


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
    since = Instant(required=True)
    """From when the member has belonged to the household (D06)."""


class FormerMemberView(View):
    """Somebody who belonged to the household; the archive keeps who and from when to when (D06)."""

    id = Id(required=True)
    name = fields.String(required=True)
    relation = fields.String(required=True)
    phone_masked = fields.String(required=True)
    since = Instant(required=True)
    until = Instant(required=True)


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
    former_members = fields.List(fields.Nested(FormerMemberView), required=True)
    """Whoever has left, last first; residents are told of nobody."""
    updated_at = Instant(required=True)
    editable = fields.List(fields.String(), required=True)
    """Fields of the household and of its members that the caller's roles may change (D02)."""


class FindHouseholds(PageQuery):
    """Search by name, unit, building.

    Who may reveal numbers searches by the last four digits or the whole of one, too: each such
    search is a look that is logged, and there are only so many an hour (D03).
    """

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


class ChangeHousehold(Payload):
    """What is not named stays as it is; name, phone and e-mail are the owner's (D02).

    Another name *and* another phone are another owner: the one before has left, and with them
    their family, their access and their mail (D06).
    """

    household_id = Id(required=True)
    identity_check = fields.Nested(IdentityCheck, required=True)
    owner_name = Name()
    phone = Phone()
    email = Email(allow_none=True)
    floor = Whole(validate=validate.Range(-9, 200))
    unit_type = fields.String(validate=validate.OneOf(list(UnitType)))
    area_m2 = Quantity(validate=[positive(), validate.Range(max=100_000)])
    billing_from = Day(allow_none=True)
    vacant = fields.Boolean()
    two_person_visit = fields.Boolean()
    key_reason = Text(max=200, allow_none=True)
    """Why this is a key household (重点户, D04); null: it is none."""
    effective_from = Day(load_default=None, allow_none=True)
    """From which day on a change of type, area or vacancy counts for bills; without it, from today.
    A past day is made good on the next bill (B16)."""


class AddMember(Payload):
    """Somebody more belongs to the household.

    A co-owner (共有人) shares what the owner has; who takes an owner's place is entered by a change
    of the owner's name and phone.
    """

    household_id = Id(required=True)
    identity_check = fields.Nested(IdentityCheck, required=True)
    name = Name(required=True)
    relation = fields.String(required=True, validate=validate.OneOf(list(Relation)))
    phone = Phone(load_default="")
    email = Email(load_default=None, allow_none=True)
    id_number = Text(load_default=None, allow_none=True, max=30)
    of_member_id = Id(load_default=None, allow_none=True)
    """Of family: whose, the owner's or a tenant's; without, the owner's."""


class ChangeMember(Payload):
    """What is not named stays as it is.

    Two of name, phone and identity number that differ are another person, who takes this one's
    place; this one has left (D06).
    """

    household_id = Id(required=True)
    member_id = Id(required=True)
    identity_check = fields.Nested(IdentityCheck, required=True)
    name = Name()
    relation = fields.String(validate=validate.OneOf(list(Relation)))
    phone = Phone()
    email = Email(allow_none=True)
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
