"""Access (人员授权): who joins the staff or gets access, with which roles, and who leaves."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import Payload
from contracts.directory.communities import community_code
from contracts.directory.people import ASSIGNABLE, PersonView
from contracts.directory.roster import ShiftView
from contracts.fields import Email, Id, Name, Phone, Text, require


class HeldGrant(Payload):
    """A role, and where it is held (P01)."""

    role = fields.String(required=True, validate=validate.OneOf(ASSIGNABLE))
    community = Text(required=True, allow_none=True, min=0, max=10)
    """Code of the community; null: for the whole company."""


def grants(**kwargs: Any) -> fields.List[Any]:
    """Roles, each with where it is held, instead of `roles`: those and no others, of all places
    that the caller may give roles in."""
    return fields.List(fields.Nested(HeldGrant), validate=validate.Length(max=100), **kwargs)


class CreatePerson(Payload):
    """Somebody joins the staff, or a resident gets access.

    The roles are held, and the buildings served, in the community with the code; without one, in
    that of the caller, or for the company where the caller's role is held for it. `grants` says of
    each role where it is held, in the place of `roles`.
    """

    community_code = community_code()

    name = Name(required=True)
    roles = fields.List(
        fields.String(validate=validate.OneOf(ASSIGNABLE)),
        load_default=None,
        validate=validate.Length(1, 5),
    )
    grants = grants(load_default=None)
    department = Text(load_default=None, allow_none=True, max=60)
    buildings = fields.List(Text(max=30), load_default=list, validate=validate.Length(max=200))
    skills = fields.List(Text(max=40), load_default=list, validate=validate.Length(max=50))
    phone = Phone(load_default=None, allow_none=True)
    email = Email(load_default=None, allow_none=True)
    member_ids = fields.List(Id(), load_default=list, validate=validate.Length(max=20))
    """A resident: which members of households this person is."""

    @validates_schema
    def roles_in_one_way(self, data: dict[str, Any], **_: Any) -> None:
        """Roles are named in one of the two ways."""
        named = bool(data.get("roles")), bool(data.get("grants"))
        require(any(named), "Missing data for required field.", "roles")
        require(not all(named), "Name roles or grants, not both.", "grants")


class ChangePerson(Payload):
    """What is not named stays as it is.

    Roles and buildings are those of the community with the code; without one, of the caller's.
    Those that are held elsewhere stay. Who acts for the company, and names no code, says which
    roles are held at all: one that is held somewhere stays where it is, a new one is held for the
    company.
    """

    person_id = Id(required=True)
    community_code = community_code()
    name = Name()
    roles = fields.List(
        fields.String(validate=validate.OneOf(ASSIGNABLE)), validate=validate.Length(max=5)
    )
    """None are left in the community where the list is empty."""
    grants = grants()
    department = Text(allow_none=True, max=60)
    buildings = fields.List(Text(max=30), validate=validate.Length(max=200))
    skills = fields.List(Text(max=40), validate=validate.Length(max=50))
    phone = Phone(allow_none=True)
    email = Email(allow_none=True)
    active = fields.Boolean()

    @validates_schema
    def roles_in_one_way(self, data: dict[str, Any], **_: Any) -> None:
        """Roles are named in one of the two ways, if at all."""
        require(not {"roles", "grants"} <= data.keys(), "Name roles or grants, not both.", "grants")


class ClosePerson(Payload):
    """Somebody leaves: all that was allowed ends at once, the history stays (P03).

    What they had to do is told to the supervisors; their shifts ahead are answered.
    """

    person_id = Id(required=True)


class ClosedPersonView(PersonView):
    """Who has left, and the shifts that somebody else must take over."""

    shifts = fields.List(fields.Nested(ShiftView), required=True)
