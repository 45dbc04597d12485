"""Keys and cards of a household (钥匙门卡, D06): issued to whom, and whether they came back."""

from marshmallow import fields, validate

from contracts.code import ACTIVE, BAD, Code
from contracts.directory.holdings import Change, Enter, HoldingView
from contracts.fields import Coded, Day, Id, Text
from foundation.errors import ServiceError


class CardKind(Code):
    """What it opens."""

    DOOR_CARD = "door_card", "门禁卡", "Door card"
    ACCESS_KEY = "access_key", "门禁钥匙", "Access key"
    LIFT_CARD = "lift_card", "电梯卡", "Lift card"
    MAILBOX_KEY = "mailbox_key", "信箱钥匙", "Mailbox key"


class CardStatus(Code):
    """Where it is."""

    OUT = "out", "在用", "Issued", ACTIVE
    """With whom it was issued to."""
    RETURNED = "returned", "已交回", "Returned"
    LOST = "lost", "已挂失", "Lost", BAD
    """To be blocked; may be found again."""


class CardIsOut(ServiceError):
    """{kind} {number} is issued already."""

    code, status = "card_is_out", 409
    zh = "{kind}{number}已发放，尚未交回。"


class CardIsBack(ServiceError):
    """What has been returned is issued anew as a new entry."""

    code, status = "card_is_back", 409
    zh = "已交回的钥匙门卡如需再次发放，请重新登记。"


class IssueCard(Enter):
    """A key or card is handed to a member."""

    kind = fields.String(required=True, validate=validate.OneOf(list(CardKind)))
    number = Text(required=True, max=40)
    issued_on = Day(load_default=None, allow_none=True)
    """Without: today."""


class ChangeCard(Change):
    """A key or card was returned, lost, or found again."""

    card_id = Id(required=True)
    status = fields.String(required=True, validate=validate.OneOf(list(CardStatus)))


class CardView(HoldingView):
    """A key or card: `until` is when it was returned or lost."""

    kind = Coded(CardKind, required=True)
    number = fields.String(required=True)
    issued_on = Day(required=True)
    status = Coded(CardStatus, required=True)
