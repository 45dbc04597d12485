"""One-time links (一次性链接): by which people choose their own password, once (P03)."""

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.code import Code
from contracts.directory.accounts import USERNAME
from contracts.fields import Id, Instant, Text, code
from contracts.roles import Role
from foundation.errors import ServiceError


class LinkKind(Code):
    """What somebody is given a link for."""

    INVITATION = "invitation", "邀请开通账号", "Invitation"
    """To choose a user name and a password: there is no account yet."""
    RESET = "reset", "重设密码", "New password"
    """To choose a new password: the old one is lost."""
    OPENING = "opening", "开业", "Opening"
    """To be the first administrator of an installation in which nobody has an account (P02)."""

    @property
    def is_invitation(self) -> bool:
        """There is no account yet."""
        return self is not LinkKind.RESET


FIRST_ROLES = (Role.SUPERVISOR, Role.DIRECTOR, Role.FINANCE)
"""As what the first administrator of a small company may work as well: later nobody changes their
own roles (P02, P03)."""


class LinkUnknown(ServiceError):
    """There is no such link: open it as it stands on the paper or in the message, whole."""

    code, status = "link_unknown", 404
    zh = "链接无效：请按单据或消息上的完整链接打开。"


class LinkUsed(ServiceError):
    """This link has been used, and opens once only. If it was not you, tell your administrator."""

    code, status = "link_used", 410
    zh = "该链接已使用过，只能使用一次。如非本人操作，请立即告知管理员。"


class LinkExpired(ServiceError):
    """This link was valid until {until}: ask for a new one."""

    code, status = "link_expired", 410
    zh = "该链接的有效期至{until}，现已过期，请重新申请。"


class LinkReplaced(ServiceError):
    """This link holds no longer: a newer one was made, or the account was changed since."""

    code, status = "link_replaced", 410
    zh = "该链接已失效：已发出新的链接，或账号已有变动。"


class LinkWaits(ServiceError):
    """A second person has not agreed to this link yet: try again once that is done."""

    code, status = "link_waits", 409
    zh = "该链接须经另一人同意后生效，请稍后再试。"


class HasAccount(ServiceError):
    """{name} has an account already: give a new password instead of an invitation."""

    code, status = "has_account", 409
    zh = "{name}已有账号：请改用“重设密码”。"


class NoAccount(ServiceError):
    """{name} has no account yet: send an invitation."""

    code, status = "no_account", 409
    zh = "{name}尚未开通账号：请发出邀请。"


class ClosedPerson(ServiceError):
    """{name} is closed: take the person back first."""

    code, status = "closed_person", 409
    zh = "{name}已停用：请先恢复后再操作。"


class OpenAlready(ServiceError):
    """Somebody has an account already: ask an administrator for an invitation."""

    code, status = "open_already", 409
    zh = "系统已开通，已有人员账号。请向系统管理员申请邀请。"


class Invite(Payload):
    """A one-time link by which somebody opens an account; an earlier one holds no longer (P03).

    Of a person whose role two persons give, it opens once the second has agreed.
    """

    person_id = Id(required=True)


class ResetPassword(Payload):
    """A one-time link by which somebody sets a new password; an earlier one holds no longer (P03).

    The old password opens until the link is used, unless it is to open nothing `at_once`. Of a
    person whose role two persons give, the link opens once the second has agreed.
    """

    person_id = Id(required=True)
    at_once = fields.Boolean(load_default=False)
    """Whether the old password opens nothing from now on, and every login ends: where somebody else
    may have it."""


class LinkView(View):
    """A one-time link, said this once: only a digest of it is kept."""

    id = Id(required=True)
    person_id = Id(required=True)
    name = fields.String(required=True)
    kind = code(LinkKind, required=True)
    link = fields.String(required=True)
    hours = fields.Integer(required=True)
    """How long it is valid, in hours, once it opens."""
    expires_at = Instant(required=True, allow_none=True)
    """Null while it waits for a second person."""
    waits = fields.Boolean(required=True)
    """Whether a second person must agree before it opens."""


class OpenLink(Payload):
    """What a link is for, asked by whoever holds it."""

    token = Text(required=True, max=100)


class UseLink(Payload):
    """Whoever holds a link chooses the password, and of an invitation the user name (P03).

    By the link of the opening the first administrator says the own name too, and as what else they
    work (P02).

    All logins that the old password has opened end.
    """

    token = Text(required=True, max=100)
    username = fields.String(load_default=None, allow_none=True, validate=USERNAME)
    """Of an invitation; of a new password it stays as it is."""
    name = Text(load_default=None, allow_none=True, min=1, max=60)
    """Of the first administrator; everybody else is entered already."""
    roles = fields.List(
        code(FIRST_ROLES), load_default=list, validate=validate.Length(max=len(FIRST_ROLES))
    )
    """As what the first administrator works as well, for all communities."""
    password = fields.String(required=True, validate=validate.Length(1, 200))


class OpenedLinkView(View):
    """What a link is for."""

    kind = code(LinkKind, required=True)
    name = fields.String(required=True)
    username = fields.String(required=True, allow_none=True)
    """Null: it is to be chosen."""
    expires_at = Instant(required=True)
    min_length = fields.Integer(required=True)
    """How many letters, digits and signs a password has at least."""


class UsedLinkView(View):
    """The account that the link has opened."""

    username = fields.String(required=True)


class WaitingLinkView(View):
    """A link that has been given and not been used."""

    kind = code(LinkKind, required=True)
    made_at = Instant(required=True)
    made_by = fields.String(required=True)
    expires_at = Instant(required=True, allow_none=True)
    waits = fields.Boolean(required=True)


class GetAccess(Payload):
    """What somebody logs in by: the account, and a link that is under way."""

    person_id = Id(required=True)


class FactorView(View):
    """Whether somebody has a second factor, must have one, and by when."""

    enrolled = fields.Boolean(required=True)
    required = fields.Boolean(required=True)
    due_at = Instant(required=True, allow_none=True)
    """Until when one logs in without; null: nothing is due."""


class AccessView(View):
    """What somebody logs in by."""

    person_id = Id(required=True)
    username = fields.String(required=True, allow_none=True)
    disabled = fields.Boolean(required=True)
    """Whether the account is closed; false where there is none."""
    link = fields.Nested(WaitingLinkView, required=True, allow_none=True)
    second_factor = fields.Nested(FactorView, required=True, allow_none=True)
    """Null: there is no account."""
