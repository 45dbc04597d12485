"""Household codes (入户邀请码): by which residents come in by themselves (P04)."""

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.directory.accounts import USERNAME
from contracts.directory.communities import community_code
from contracts.directory.households import Relation
from contracts.fields import Coded, Id, Instant, Name, Phone, Text, code
from foundation.errors import ServiceError


class CodeUnknown(ServiceError):
    """There is no such code: compare it with the paper, letter by letter."""

    code, status = "code_unknown", 404
    zh = "邀请码不存在，请与单据逐字核对。"


class CodeOver(ServiceError):
    """This code holds no longer: it was used, a newer one was given, its time is over, or the
    household has changed hands. Ask the service centre, or who gave it to you, for a new one."""

    code, status = "code_over", 410
    zh = (
        "该邀请码已失效：已使用、已更换、已过期，或该户业主已变更。"
        "请向物业服务中心或邀请人重新索取。"
    )


class NotInArchive(ServiceError):
    """Name and phone are not those of anybody of this household who has no account yet. Ask the
    service centre to enter you, with your identity card."""

    code, status = "not_in_archive", 422
    zh = "姓名、电话与该户档案不符，或已开通账号。请携带身份证件到物业服务中心登记。"


class NotLetIn(ServiceError):
    """You take out whom you let in yourself; for anybody else ask the service centre."""

    code, status = "not_let_in", 403
    zh = "只能移出由您本人邀请的人员，其他人员请到物业服务中心办理。"


class PrintCodes(Payload):
    """New codes for the households of a building, to be printed and put into letter boxes; those of
    before hold no longer. A code names no person."""

    building = Text(required=True, max=30)
    community_code = community_code()


class PrintedCodeView(View):
    """The code of a household, said this once."""

    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    code = fields.String(required=True)
    """Such as `7K2M9-QXT4H`, to be read aloud."""
    link = fields.String(required=True)


class PrintedCodesView(View):
    """The codes of a building, in walking order."""

    items = fields.List(fields.Nested(PrintedCodeView), required=True)
    community_id = Id(required=True)
    expires_at = Instant(required=True)


class LetIn(Payload):
    """The owner lets in family or a tenant, a tenant the own family: a code to give on."""

    household_id = Id(required=True)
    name = Name(required=True)
    relation = code([Relation.FAMILY, Relation.TENANT], required=True)


class LetInCodeView(View):
    """The code, said this once."""

    code = fields.String(required=True)
    link = fields.String(required=True)
    name = fields.String(required=True)
    relation = Coded(Relation, required=True)
    expires_at = Instant(required=True)


class ListLetIn(Payload):
    """Whom the caller has let in, or invited."""

    household_id = Id(required=True)


class LetInView(View):
    """Somebody whom the caller has let in, or invited."""

    id = Id(required=True)
    name = fields.String(required=True)
    relation = Coded(Relation, required=True)
    expires_at = Instant(required=True)
    member_id = Id(required=True, allow_none=True)
    """Their entry of the household; null: has not come yet."""


class LetInsView(View):
    """Those who are here, and those who may still come."""

    items = fields.List(fields.Nested(LetInView), required=True)


class TakeOut(Payload):
    """Somebody whom the caller has let in has nothing of the household any more, at once (D06)."""

    household_id = Id(required=True)
    member_id = Id(required=True)


class OpenCode(Payload):
    """What a code is for, asked by whoever holds it."""

    code = Text(required=True, max=40)


class OpenedCodeView(View):
    """The home, and no person."""

    community = fields.String(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    relation = Coded(Relation, required=True, allow_none=True)
    """Null: whoever of the archive has no account yet."""
    min_length = fields.Integer(required=True)


class UseCode(Payload):
    """Whoever holds a code, and is of the household as the archive or the owner says, opens an
    account (P04)."""

    code = Text(required=True, max=40)
    name = Name(required=True)
    phone = Phone(required=True)
    username = fields.String(required=True, validate=USERNAME)
    password = fields.String(required=True, validate=validate.Length(1, 200))
