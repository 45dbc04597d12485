"""The company's login (公司统一登录): staff log in by OpenID Connect (P06)."""

from marshmallow import fields, validate

from contracts.base import Payload
from contracts.directory.sessions import OpenedView, SessionKind
from contracts.fields import Email, Text
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
