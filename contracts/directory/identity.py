"""Identity (身份): numbers, masks, digits of a phone, whether two are one person."""

from contracts.base import Payload
from contracts.code import Code
from contracts.fields import Text


class IdentityMethod(Code):
    """How somebody who asks for a change was identified (D02)."""

    PASSWORD = "password", "密码验证", "Password"
    ID_CARD = "id_card", "身份证", "Identity card"
    CALL_BACK = "call_back", "回拨", "Call back"
    IN_PERSON = "in_person", "当面", "In person"
    CODE = "code", "邀请码及姓名、电话相符", "Code, name and phone"
    """Of the paper in the letter box, by whoever is of the archive by name and phone (P04)."""
    LET_IN = "let_in", "业主或租户邀请", "Let in by the household"
    CERTIFICATE = "certificate", "房产证", "Property certificate"


class IdentityCheck(Payload):
    """How and by whom the person who asks for a change was identified (D02)."""

    method = Text(required=True, max=60)
    """Such as `id_card` 身份证, `call_back` 回拨, `in_person` 当面, `certificate` 房产证."""
    by = Text(required=True, max=60)
    """Who looked: the name or id of the member of staff; a resident names himself."""
