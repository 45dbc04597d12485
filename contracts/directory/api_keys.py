"""API keys (接口密钥): by which others' programs call the API (P06)."""

from collections.abc import Iterable
from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import Payload, View
from contracts.code import BAD, GOOD, QUIET, Code
from contracts.directory.sessions import ActorView
from contracts.fields import Id, Instant, Name, Text, Whole, code, require
from contracts.roles import Role
from foundation.errors import ServiceError

PREFIX = "gj_"
"""So a key begins, and is known from an access token."""
LONGEST_DAYS = 1_096
"""For how long a key can be made: three years."""
MOST_KEYS = 200
"""Keys that may hold at the same time."""
KEY_ROLES = (Role.RECEPTIONIST, Role.SUPERVISOR, Role.FINANCE, Role.INSPECTOR)
"""As what a program may act. Administration and higher tiers, which two persons give, no key has;
stewards and engineers are people to whom work falls."""
ONLY_READS = frozenset({Role.FINANCE})
"""Of them, what two persons give to people, too: as this a key reads and does nothing, such as a
program that keeps the company's books."""


class KeyScope(Code):
    """What a key reaches, of what its role allows: reading or writing in a service."""

    DIRECTORY_READ = "directory:read", "住户档案：查阅", "Households: read"
    DIRECTORY_WRITE = "directory:write", "住户档案：登记修改", "Households: write"
    BILLING_READ = "billing:read", "收费：查阅", "Billing: read"
    BILLING_WRITE = "billing:write", "收费：登记", "Billing: write"
    REPAIRS_READ = "repairs:read", "报修：查阅", "Repairs: read"
    REPAIRS_WRITE = "repairs:write", "报修：登记办理", "Repairs: write"
    COMPLAINTS_READ = "complaints:read", "投诉：查阅", "Complaints: read"
    COMPLAINTS_WRITE = "complaints:write", "投诉：登记转办", "Complaints: write"
    NOTICES_READ = "notices:read", "公告与消息：查阅", "Notices: read"
    NOTICES_WRITE = "notices:write", "公告与消息：起草", "Notices: write"


def reach_of(role: str, scopes: Iterable[str]) -> list[str]:
    """What a key in a role reaches of scopes."""
    return sorted(one for one in scopes if role not in ONLY_READS or one.endswith(":read"))


class KeyState(Code):
    """Whether a key opens."""

    HOLDS = "holds", "有效", "In force", GOOD
    ENDED = "ended", "已停用", "Ended", BAD
    EXPIRED = "expired", "已到期", "Expired", QUIET

    @property
    def is_in_force(self) -> bool:
        """It opens."""
        return self is KeyState.HOLDS


class TooManyKeys(ServiceError):
    """{most} keys hold already: end those that nobody uses."""

    code, status = "too_many_keys", 409
    zh = "有效密钥已达 {most} 个：请先停用不再使用的密钥。"


class CreateApiKey(Payload):
    """A key for a program: as what it acts, what it reaches of that, where, and for how long.

    The key itself is answered this once. Without communities it is for all that the caller
    administers.
    """

    name = Name(required=True, metadata={"example": "财务软件"})
    role = code(KEY_ROLES, required=True)
    scopes = fields.List(code(KeyScope), required=True, validate=validate.Length(1, len(KeyScope)))
    communities = fields.List(
        Text(min=0, max=10), load_default=list, validate=validate.Length(max=200)
    )
    """Codes of communities."""
    days = Whole(load_default=365, validate=validate.Range(1, LONGEST_DAYS))
    """For how many days it holds."""

    @validates_schema
    def reads_only(self, data: dict[str, Any], **_: Any) -> None:
        """What a role only reads, it does not write."""
        scopes = set(data["scopes"])
        reaches = scopes <= set(reach_of(data["role"], scopes))
        require(reaches, "As finance a key only reads.", "scopes")


class EndApiKey(Payload):
    """A key ends at once, everywhere."""

    key_id = Id(required=True)


class OpenApiKey(Payload):
    """What a key opens, by what is kept of it: the key itself leaves the gateway for nowhere."""

    digest = Id(required=True)


class OpenedKeyView(ActorView):
    """Who acts by a key, and what it reaches."""

    scopes = fields.List(fields.String(), required=True)
    seconds_left = fields.Integer(required=True)
    """Until it expires."""


class ApiKeyView(View):
    """A key, without what opens."""

    id = Id(required=True)
    name = fields.String(required=True)
    ends_in = fields.String(required=True)
    """Its last four letters, by which people know it."""
    role = code(KEY_ROLES, required=True)
    scopes = fields.List(code(KeyScope), required=True)
    communities = fields.List(fields.String(), required=True, allow_none=True)
    """Codes of communities; null: the whole company."""
    state = code(KeyState, required=True)
    made_at = Instant(required=True)
    made_by = fields.String(required=True)
    expires_at = Instant(required=True)
    seen_at = Instant(required=True, allow_none=True)
    """When it was last used, to five minutes; null: never."""
    ended_at = Instant(required=True, allow_none=True)
    ended_by = fields.String(required=True, allow_none=True)


class NewApiKeyView(ApiKeyView):
    """A key that has just been made."""

    key = fields.String(required=True, metadata={"example": "gj_…"})
    """What the program sends as `Authorization: Bearer gj_…`; said this once."""


class ApiKeysView(View):
    """The keys that hold, and those that ended or expired in the last 90 days; newest first."""

    items = fields.List(fields.Nested(ApiKeyView), required=True)
