"""Payloads and views of what two persons decide on: roles, and passwords of their holders (P03)."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload
from contracts.decisions import DecisionView, ReasonedDecision
from contracts.directory.codes import RoleRequestKind, RoleRequestStatus
from contracts.fields import Id


class ListRoleRequests(PageQuery):
    """Requests to give somebody roles or a new password, newest first."""

    person_id = Id(load_default=None, allow_none=True)
    status = fields.String(load_default=None, validate=validate.OneOf(list(RoleRequestStatus)))


class GetRoleRequest(Payload):
    """One request."""

    role_request_id = Id(required=True)


class DecideRoleRequest(ReasonedDecision):
    """Give what is asked for or not; neither by who asked nor by whom it is about (P03)."""

    role_request_id = Id(required=True)


class RoleRequestView(DecisionView):
    """A request, whom it is about, and who decided on it; `decides`: whether the reader may."""

    kind = fields.String(
        load_default=RoleRequestKind.ROLES, validate=validate.OneOf(list(RoleRequestKind))
    )
    person_id = Id(required=True)
    name = fields.String(required=True)
    present_roles = fields.List(fields.String(), required=True)
    roles = fields.List(fields.String(), required=True)
    """What is wanted; of a new password, what its holder has."""
    status = fields.String(required=True, validate=validate.OneOf(list(RoleRequestStatus)))
    decides = fields.Boolean(required=True)
