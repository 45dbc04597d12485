"""Methods by which every service is administered: its policies (P05) and its audit trail."""

from functools import cache

from marshmallow import fields

from contracts.base import PageQuery, Payload, View, page_of
from contracts.code import GOOD, QUIET, WAITING, Code
from contracts.fields import Coded, Day, Id, Instant, Text
from contracts.method import Method
from contracts.policy import MAY_CHANGE, Effect, Right, Subject
from contracts.roles import MANAGERS, Role
from contracts.route import delete, get, put

READERS = MANAGERS | {Role.FINANCE, Role.ADMIN, Role.INSPECTOR}
"""Who sees by which values the work is judged."""


class Source(Code):
    """Where a value in force comes from (P01)."""

    CODE = "code", "系统默认", "Default"
    COMPANY = "company", "公司规定", "Company", WAITING
    COMMUNITY = "community", "项目规定", "Community", GOOD


class ChangeState(Code):
    """What became of a change."""

    HOLDS = "holds", "已生效", "In force", GOOD
    """It holds, or did until the next."""
    PLANNED = "planned", "待生效", "Planned", WAITING
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn", QUIET


def community() -> Text:
    """A community, by its code or id. Without: the company's, or the caller's own."""
    return Text(load_default=None, allow_none=True, max=64)


class ListPolicies(Payload):
    """The values of a service, as they are in the company or in a community."""

    community = community()


def value_name() -> Id:
    """The name of a value."""
    return Id(required=True, metadata={"example": "keep_audit_days"})


class GetPolicy(Payload):
    """One value, as it is in the company or in a community."""

    name = value_name()
    community = community()


class ChangePolicy(Payload):
    """Set a value for the company or for a community of its own.

    `value` null takes it back: a community's to the company's, the company's to the default. With
    `from` it holds from the beginning of that day. With `dry_run` nothing is changed: the answer
    shows what would be so.
    """

    name = value_name()
    value = fields.Raw(required=True, allow_none=True, metadata={"example": None})
    community = community()
    from_day = Day(data_key="from", load_default=None, allow_none=True)
    reason = Text(load_default=None, allow_none=True, max=500)
    dry_run = fields.Boolean(load_default=False)


class WithdrawPolicyChange(Payload):
    """Take back a change that is planned."""

    name = value_name()
    change_id = Id(required=True)


class PolicyItem(View):
    """A value: what it means, what it is, and where that comes from."""

    service = fields.String(required=True)
    name = fields.String(required=True)
    subject = Coded(Subject, required=True)
    label = fields.String(required=True)
    """What it is called, in the caller's language, as the next two."""
    meaning = fields.String(required=True)
    unit = fields.String(required=True, allow_none=True)
    default = fields.Raw(required=True)
    company = fields.Raw(required=True, allow_none=True)
    """What the company has otherwise; null: nothing."""
    community = fields.Raw(required=True, allow_none=True)
    """What the community has otherwise; null: nothing, or none is named."""
    in_force = fields.Raw(required=True)
    source = Coded(Source, required=True)
    planned = fields.Integer(required=True)
    """How many changes are planned."""
    of_company = fields.Boolean(required=True)
    """No community can have its own."""
    right = Coded(Right, required=True)
    may_change = fields.Boolean(required=True)
    """Whether the caller may change it here."""


class PolicyList(View):
    """The values of a service."""

    items = fields.List(fields.Nested(PolicyItem), required=True)


class OwnValue(View):
    """A value that a community has of its own."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    value = fields.Raw(required=True)


class EffectView(View):
    """What a change does to what is there."""

    code = Coded(Effect, required=True)
    count = fields.Integer(required=True, allow_none=True)
    """How many it concerns; null where nothing is counted."""
    text = fields.String(required=True)


class HistoryEntry(View):
    """A change of a value."""

    id = fields.String(required=True)
    community_id = fields.String(required=True, allow_none=True)
    """Whose own value it is; null: the company's."""
    community = fields.String(required=True)
    value = fields.Raw(required=True, allow_none=True)
    """Null: it was taken back to what holds without it."""
    before = fields.Raw(required=True, allow_none=True)
    """What was in force until then; null: not known."""
    from_ = Instant(data_key="from", attribute="from", required=True)
    state = Coded(ChangeState, required=True)
    reason = fields.String(required=True, allow_none=True)
    at = Instant(required=True)
    by = fields.String(required=True)
    by_id = fields.String(required=True)
    withdrawn_at = Instant(required=True, allow_none=True)
    withdrawn_by = fields.String(required=True, allow_none=True)


class PolicyView(PolicyItem):
    """A value with its history, the newest change first, and what a change does."""

    communities = fields.List(fields.Nested(OwnValue), required=True)
    """The communities in sight that have their own."""
    effects = fields.List(fields.Nested(EffectView), required=True)
    history = fields.List(fields.Nested(HistoryEntry), required=True)
    version = fields.Integer(required=True)


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


CHANGERS = frozenset().union(*MAY_CHANGE.values())


@cache
def list_policies(service: str) -> Method:
    """Read the values of a service."""
    route = get(f"/policies/{service}", "查看制度")
    return Method(service, "list_policies", route, ListPolicies, PolicyList, READERS)


@cache
def get_policy(service: str) -> Method:
    """Read one value."""
    route = get(f"/policies/{service}/<name>", "查看一项制度")
    return Method(service, "get_policy", route, GetPolicy, PolicyView, READERS)


@cache
def change_policy(service: str) -> Method:
    """Change one value; audited."""
    route = put(f"/policies/{service}/<name>", "修改一项制度")
    return Method(service, "change_policy", route, ChangePolicy, PolicyView, CHANGERS, edits=True)


@cache
def withdraw_policy_change(service: str) -> Method:
    """Take back a planned change."""
    route = delete(f"/policies/{service}/<name>/changes/<change_id>", "撤回待生效的修改")
    return Method(
        service, "withdraw_policy_change", route, WithdrawPolicyChange, PolicyView, CHANGERS
    )


@cache
def audit_trail(service: str) -> Method:
    """Read the audit trail (审计记录)."""
    roles = frozenset({Role.DEPUTY_MANAGER, Role.DIRECTOR, Role.INSPECTOR})
    return Method(service, "audit_trail", None, AuditQuery, page_of(AuditItem), roles)
