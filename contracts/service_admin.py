"""Methods by which every service is administered: its policies and its audit trail."""

from functools import cache

from marshmallow import fields

from contracts.base import Nothing, PageQuery, Payload, View, page_of
from contracts.fields import Id, Instant, Text
from contracts.method import Method
from contracts.roles import MANAGERS, Role


class PolicyView(View):
    """The policy values in force, by name."""

    service = fields.String(required=True)
    values = fields.Dict(keys=fields.String(), required=True)
    defaults = fields.Dict(keys=fields.String(), required=True)


class ChangePolicy(Payload):
    """A new value for one policy."""

    name = Id(required=True)
    value = fields.Raw(required=True, allow_none=False)


class AuditQuery(PageQuery):
    """Which audit rows to list."""

    subject_id = Text(max=80, load_default=None)
    actor_id = Text(max=80, load_default=None)


class AuditItem(View):
    """Who did what, with before and after."""

    id = fields.String(required=True)
    at = Instant(required=True)
    actor_id = fields.String(required=True)
    actor_name = fields.String(required=True)
    operation = fields.String(required=True)
    request_id = fields.String(required=True)
    subject_kind = fields.String(allow_none=True)
    subject_id = fields.String(allow_none=True)
    changes = fields.List(fields.Dict(), required=True)


@cache
def policies(service: str) -> Method:
    """Read a service's policy."""
    roles = MANAGERS | {Role.FINANCE, Role.ADMIN}
    return Method(service, "policies", None, Nothing, PolicyView, roles)


@cache
def change_policy(service: str) -> Method:
    """Change one value; audited."""
    roles = frozenset({Role.DEPUTY_MANAGER, Role.DIRECTOR, Role.ADMIN})
    return Method(service, "change_policy", None, ChangePolicy, PolicyView, roles)


@cache
def audit_trail(service: str) -> Method:
    """Read the audit trail (审计记录)."""
    roles = frozenset({Role.DEPUTY_MANAGER, Role.DIRECTOR, Role.INSPECTOR})
    return Method(service, "audit_trail", None, AuditQuery, page_of(AuditItem), roles)
