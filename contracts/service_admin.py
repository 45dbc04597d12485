"""Methods by which every service is administered: its policies (P05) and its audit trail."""

from functools import cache

from marshmallow import fields, validate

from contracts.base import Nothing, PageQuery, Payload, View, page_of
from contracts.code import BAD, GOOD, QUIET, WAITING, Code
from contracts.fields import Coded, Day, Id, Instant, Text
from contracts.method import Method
from contracts.policy import MAY_CHANGE, Effect, Right, Subject
from contracts.retention import READERS as RETENTION_READERS
from contracts.retention import NightsView
from contracts.roles import ADMINS, FINANCE, INSPECTORS, MANAGERS, Role
from contracts.route import delete, get, put

READERS = MANAGERS | FINANCE | ADMINS | INSPECTORS
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


class Broken(Code):
    """What was done to a row of the audit trail."""

    ALTERED = "altered", "被改动或调换", "Altered or moved", BAD
    MISSING = "missing", "被删除", "Taken out", BAD
    INSERTED = "inserted", "被插入", "Put in", BAD


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
    community_id = fields.String(required=True, allow_none=True)
    """In which community; null: in the company."""
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
    """Which audit rows to list: of a person, about a thing, from a day to a day.

    A person is named by id or name; a thing by its id, by the number of its paper, a household by
    building and unit (`1栋1-201`), somebody by name.
    """

    subject_id = Text(max=80, load_default=None, allow_none=True, data_key="subject")
    actor_id = Text(max=80, load_default=None, allow_none=True, data_key="person")
    from_day = Day(data_key="from", load_default=None, allow_none=True)
    to_day = Day(data_key="to", load_default=None, allow_none=True)


class RetentionQuery(Payload):
    """The nights from a day to a day, both included."""

    from_day = Day(required=True)
    to_day = Day(required=True)


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
    community_id = fields.String(allow_none=True)
    changes = fields.List(fields.Dict(), required=True)
    hash = fields.String(allow_none=True)
    """Of the row before and of what it says; null where it is not chained yet."""


class BrokenRow(View):
    """The first row of a chain that is not as it was."""

    chain = fields.String(required=True)
    """The community by its id, or `company`; with `before:` what older releases wrote."""
    position = fields.Integer(required=True, allow_none=True)
    id = fields.String(required=True, allow_none=True)
    """Null: the row is gone."""
    why = Coded(Broken, required=True)


class AuditCheck(View):
    """What came of recomputing the chains."""

    rows = fields.Integer(required=True)
    erased = fields.Integer(required=True)
    """Rows of which people or words were erased, as the trail itself says."""
    removed = fields.Integer(required=True)
    """Rows at the beginning of the chains that were kept long enough and are gone (P08)."""
    removed_at = Instant(required=True, allow_none=True)
    """When the last of them went; null: none has."""
    begins_at = Instant(required=True, allow_none=True)
    """Of when the oldest row is that is left behind them; null: there is none."""
    waiting = fields.Integer(required=True)
    """Rows of an older release, which are chained during the night."""
    broken = fields.List(fields.Nested(BrokenRow), required=True)
    heads = fields.Dict(keys=fields.String(), required=True)
    """The last hash of each chain: kept elsewhere, it proves later that all up to it stands."""


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


MOST_SUBJECTS = 200
"""Things of one question for their history."""
AUDITORS = MANAGERS | INSPECTORS
"""Who reads who did what."""


@cache
def audit_trail(service: str) -> Method:
    """Read the audit trail (审计记录)."""
    return Method(service, "audit_trail", None, AuditQuery, page_of(AuditItem), AUDITORS)


class HistoryQuery(PageQuery):
    """What was done to things of a kind that managers change (P05)."""

    kind = Id(required=True, metadata={"example": "category"})
    """What the trail calls it."""
    subject_ids = fields.List(
        Text(max=80), required=True, validate=validate.Length(min=1, max=MOST_SUBJECTS)
    )


def history(service: str, roles: frozenset[Role]) -> Method:
    """Read what was done to a thing, for who may see its page."""
    return Method(service, "history", None, HistoryQuery, page_of(AuditItem), roles)


@cache
def retention_nights(service: str) -> Method:
    """Read what the nights took."""
    return Method(service, "retention_nights", None, RetentionQuery, NightsView, RETENTION_READERS)


@cache
def verify_audit(service: str) -> Method:
    """Recompute the chains of the audit trail."""
    return Method(service, "verify_audit", None, Nothing, AuditCheck, AUDITORS, timeout=120)
