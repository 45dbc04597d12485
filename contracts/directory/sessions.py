"""Sessions (登录会话): logging in, and logins that are open."""

from datetime import timedelta

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, View
from contracts.code import Code
from contracts.fields import Coded, Id, Instant, Text, code
from contracts.roles import Role


class SessionKind(Code):
    """What was logged in with."""

    API = "api", "接口", "API"
    """An access token."""
    PAGES = "pages", "网页", "Pages"
    """The cookie of a browser."""


LIFETIMES = {SessionKind.API: timedelta(hours=1), SessionKind.PAGES: timedelta(hours=12)}
"""How long a login holds, however busy: of the pages, a shift."""


class SessionEnd(Code):
    """What ended a login before its time."""

    LOGOUT = "logout", "已退出登录", "Logged out"
    """By the person."""
    PASSWORD_CHANGED = "password_changed", "已修改密码", "Password changed"
    """By the person; what knew the old one alone must not go on."""
    PASSWORD_RESET = "password_reset", "已重设密码", "Password reset"
    """By an administrator."""
    FACTOR_CHANGED = "factor_changed", "二次验证已变更", "Second factor changed"
    """It was set up elsewhere, or reset by an administrator."""
    ENDED_BY_ADMIN = "ended_by_admin", "已由管理员退出", "Ended by an administrator"
    """One login, such as that of a telephone that was lost."""
    COMPANY_UNLINKED = "company_unlinked", "公司账号已解除关联", "Company account unlinked"
    """It was opened by the company's login, whose account is not this person's any more."""
    ACCOUNT_CLOSED = "account_closed", "账号已停用", "Account closed"
    """Or the person works here no more."""


class Credentials(Payload):
    """A user name and a password."""

    username = fields.String(required=True, validate=validate.Length(1, 100))
    password = fields.String(required=True, validate=validate.Length(1, 200))
    totp = Text(load_default=None, allow_none=True, max=40)
    """The code of the second factor, or a recovery code, for who has one (P03)."""


class StandingView(View):
    """What somebody is to a household: whose papers they see there, and from when (D06)."""

    household_id = Id(required=True)
    member_id = Id(required=True)
    side = fields.String(required=True)
    """`owner`, or the id of the tenant to whom somebody belongs."""
    sees_from = Instant(required=True, allow_none=True)
    """Null: all that the side has."""


class Authenticate(Credentials):
    """A user name and a password, and what is logged in with."""

    kind = fields.String(load_default=SessionKind.API, validate=validate.OneOf(list(SessionKind)))
    user_agent = Text(load_default=None, allow_none=True, max=200)


class GrantView(View):
    """A role as somebody holds it (P01)."""

    role = Coded(Role, required=True)
    community_id = Id(required=True, allow_none=True)
    """Null: for the whole company."""


class ActorView(View):
    """Who somebody is: what every call carries."""

    id = Id(required=True)
    name = fields.String(required=True)
    roles = fields.List(Coded(Role), required=True)
    household_ids = fields.List(Id(), required=True)
    standings = fields.List(fields.Nested(StandingView), load_default=list)
    """Of residents."""
    grants = fields.List(fields.Nested(GrantView), load_default=list)
    """Where each role is held."""


class OpenedView(ActorView):
    """Who somebody is, and the session that a login has opened."""

    session_id = Id(required=True)


class SessionOf(Payload):
    """A session and whose it is said to be."""

    session_id = Id(required=True)
    person_id = Id(required=True)


class ListSessions(PageQuery):
    """The own logins that are open, newest first."""


class EndSession(Payload):
    """One of the own logins ends at once, everywhere."""

    session_id = Id(required=True)


class ListPersonSessions(PageQuery):
    """Somebody's logins that are open, newest first."""

    person_id = Id(required=True)


class EndPersonSession(Payload):
    """One of somebody's logins ends at once, everywhere (P03)."""

    person_id = Id(required=True)
    session_id = Id(required=True)


class SessionView(View):
    """An open login; `current` is the one that asks."""

    id = Id(required=True)
    kind = code(SessionKind, required=True)
    opened_at = Instant(required=True)
    seen_at = Instant(required=True)
    user_agent = fields.String(required=True)
    current = fields.Boolean(required=True)
