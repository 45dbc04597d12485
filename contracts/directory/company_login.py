"""The company's login (公司统一登录): staff log in by OpenID Connect (P06)."""

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.directory.sessions import OpenedView, SessionKind
from contracts.fields import Email, Id, Instant, Text
from foundation.errors import ServiceError


class CompanyLoginUnknown(ServiceError):
    """No open staff account here belongs to this company account. Have an administrator enter its
    mail address with the person."""

    code, status = "company_login_unknown", 403
    zh = "没有与该公司账号对应的在用员工账号：请系统管理员在人员资料中登记该邮箱。"


class LogInByCompany(Payload):
    """Whom the company's provider has told us, signed; checked by the gateway.

    The first time the account is found by the mail address, later by what the provider calls the
    person for good.
    """

    issuer = Text(required=True, max=300)
    subject = Text(required=True, max=255)
    email = Email(load_default=None, allow_none=True)
    """Null: none, or one that the provider has not verified."""
    kind = fields.String(load_default=SessionKind.PAGES, validate=validate.OneOf(list(SessionKind)))
    user_agent = Text(load_default=None, allow_none=True, max=200)


class OpenedByCompanyView(OpenedView):
    """The session that was opened, and the user name of its account."""

    username = fields.String(required=True)


class ListCompanyIdentities(Payload):
    """The company accounts by which somebody logs in, the newest first."""

    person_id = Id(required=True)


class UnlinkCompanyIdentity(Payload):
    """A company account is somebody's no more: what it has opened ends at once, everywhere.

    Whoever has the person's mail address at the provider is linked anew at the next login.
    """

    person_id = Id(required=True)
    identity_id = Id(required=True)


class CompanyIdentityView(View):
    """A company account that is known to be a person's."""

    id = Id(required=True)
    issuer = fields.String(required=True)
    """The provider."""
    subject = fields.String(required=True)
    """What the provider calls the person for good."""
    linked_at = Instant(required=True)
    """When it was found by the mail address."""
    open_logins = fields.Integer(required=True)
    """Logins that it has opened and that hold."""


class CompanyIdentitiesView(View):
    """The company accounts of a person."""

    items = fields.List(fields.Nested(CompanyIdentityView), required=True)
