"""Members of a household (住户成员): added, changed, removed."""

from marshmallow import fields, validate

from contracts.base import Payload
from contracts.directory.households import Relation
from contracts.directory.identity import IdentityCheck
from contracts.fields import Email, Id, Name, Phone, Text
from foundation.errors import ServiceError


class OwnerNeeded(ServiceError):
    """A household keeps at least one owner."""

    code, status = "owner_needed", 409
    zh = "每户至少保留一名业主。"


class MemberTwice(ServiceError):
    """{name} is a member of this household already, with this telephone number."""

    code, status = "member_twice", 409
    zh = "{name}（姓名、电话相同）已是本户成员，无需重复登记。"


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
