"""The second factor (二次验证): a code of one's own telephone beside the password (P03)."""

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.directory.links import FactorView
from contracts.directory.sessions import SessionKind
from contracts.fields import Id, Text
from foundation.errors import ServiceError


class SecondFactorRequired(ServiceError):
    """The code of your authenticator app is needed as well, as `totp`."""

    code, status = "second_factor_required", 401
    zh = "还须提供验证器应用中的验证码（totp）。"


class BadSecondFactor(ServiceError):
    """This code is not right, was used before, or too many were tried; take the next one your app
    shows, or one of your recovery codes."""

    code, status = "bad_second_factor", 401
    zh = "验证码不正确、已使用过，或尝试次数过多；请用应用显示的下一个验证码，或使用恢复码。"


class SecondFactorMissing(ServiceError):
    """Your role needs a second factor, and the time to set it up is over: log in on the pages,
    which lead you through it."""

    code, status = "second_factor_missing", 403
    zh = "您的岗位须启用二次验证，设置期限已过：请在网页上登录，按提示完成设置。"


class SecondFactorThere(ServiceError):
    """You have a second factor already: remove it before you set up another."""

    code, status = "second_factor_there", 409
    zh = "您已启用二次验证：如需更换，请先停用。"


class NoSecondFactor(ServiceError):
    """There is no second factor, or its setting up was not begun."""

    code, status = "no_second_factor", 409
    zh = "尚未启用二次验证，或尚未开始设置。"


class SecondFactorNeeded(ServiceError):
    """Your role needs a second factor: it cannot be removed. With a new telephone, have it reset
    by an administrator."""

    code, status = "second_factor_needed", 409
    zh = "您的岗位必须启用二次验证，不能停用。更换手机的，请由管理员重置。"


class OwnSecondFactor(ServiceError):
    """Nobody resets their own second factor: that is what it guards against."""

    code, status = "own_second_factor", 403
    zh = "不能重置自己的二次验证。"


class ProofOutdated(ServiceError):
    """This took too long, or the password was changed meanwhile: log in anew."""

    code, status = "proof_outdated", 401
    zh = "操作超时，或密码已变更，请重新登录。"


def one_time_code() -> Text:
    """A code of the app, or a recovery code, with or without blanks and hyphens."""
    return Text(required=True, max=40)


class EnrolSecondFactor(Payload):
    """Begin to set up a second factor; the password proves who asks."""

    old_password = fields.String(required=True, validate=validate.Length(1, 200))


class ConfirmSecondFactor(Payload):
    """The first code of the app: from now on one is needed to log in.

    Logins elsewhere end.
    """

    totp = one_time_code()


class RenewRecoveryCodes(Payload):
    """New recovery codes; the old ones hold no longer."""

    totp = one_time_code()


class RemoveSecondFactor(Payload):
    """The password alone is to do again."""

    old_password = fields.String(required=True, validate=validate.Length(1, 200))
    totp = one_time_code()


class ResetSecondFactor(Payload):
    """Remove somebody's second factor, whose telephone is lost; all their logins end (P03).

    Of a person whose role two persons give, it waits for the second.
    """

    person_id = Id(required=True)


class ResetView(View):
    """What became of it."""

    waits = fields.Boolean(required=True)
    """Whether a second person must agree first."""


class SecondFactorView(FactorView):
    """The own second factor."""

    recovery_codes_left = fields.Integer(required=True)


class SecretView(View):
    """What the authenticator app is to know, shown until it is confirmed."""

    secret = fields.String(required=True)
    """To be typed, where no picture can be taken."""
    uri = fields.String(required=True)
    """To be shown as a QR code (`otpauth://…`)."""


class RecoveryCodesView(View):
    """Codes that open once each, where the telephone is lost; said this once."""

    recovery_codes = fields.List(fields.String(), required=True)


class LogInByCode(Payload):
    """The second step of a login: the password was right a moment ago, as the proof says."""

    proof = Text(required=True, max=2000)
    totp = one_time_code()
    kind = fields.String(load_default=SessionKind.API, validate=validate.OneOf(list(SessionKind)))
    user_agent = Text(load_default=None, allow_none=True, max=200)


class EnrolAtLogin(Payload):
    """Begin to set up the second factor that the role needs, before it lets anybody in."""

    proof = Text(required=True, max=2000)


class ConfirmAtLogin(Payload):
    """The first code of the app, by which the login goes on."""

    proof = Text(required=True, max=2000)
    totp = one_time_code()
