"""Payloads and views of what two persons decide on: roles, and passwords of their holders (P03)."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import PageQuery, Payload, View
from contracts.directory.codes import RoleRequestKind, RoleRequestStatus
from contracts.fields import Id, Instant, Text, require


class ListRoleRequests(PageQuery):
    """Requests to give somebody roles or a new password, newest first."""

    person_id = Id(load_default=None, allow_none=True)
    status = fields.String(load_default=None, validate=validate.OneOf(list(RoleRequestStatus)))


class GetRoleRequest(Payload):
    """One request."""

    role_request_id = Id(required=True)


class DecideRoleRequest(Payload):
    """Give what is asked for or not; neither by who asked nor by whom it is about (P03)."""

    role_request_id = Id(required=True)
    approve = fields.Boolean(required=True)
    remark = Text(load_default=None, allow_none=True, max=500)
    """Why not, where it is rejected."""

    @validates_schema
    def a_rejection_says_why(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Whoever asked learns what speaks against it."""
        require(data["approve"] or bool(data["remark"]), "Say why it is rejected.", "remark")


class RoleRequestView(View):
    """A request, whom it is about, and who decided on it; `decides`: whether the reader may."""

    id = Id(required=True)
    kind = fields.String(
        load_default=RoleRequestKind.ROLES, validate=validate.OneOf(list(RoleRequestKind))
    )
    person_id = Id(required=True)
    name = fields.String(required=True)
    present_roles = fields.List(fields.String(), required=True)
    roles = fields.List(fields.String(), required=True)
    """What is wanted; of a new password, what its holder has."""
    status = fields.String(required=True, validate=validate.OneOf(list(RoleRequestStatus)))
    requested_by = fields.String(required=True)
    requested_at = Instant(required=True)
    decided_by = fields.String(required=True, allow_none=True)
    decided_at = Instant(required=True, allow_none=True)
    remark = fields.String(required=True, allow_none=True)
    decides = fields.Boolean(required=True)
