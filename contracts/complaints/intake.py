"""Intake (受理, C01, C02): a contact becomes a case."""

from contracts.base import Payload
from contracts.complaints.cases import Channel, Gravity, Kind, Urgency
from contracts.complaints.categories import Category
from contracts.complaints.fields import CategoryCode, Restatement
from contracts.fields import Id, Phone, Text, code
from foundation.errors import ServiceError


class OnlineOnly(ServiceError):
    """Residents lodge online; contacts by other channels are recorded by the desk."""

    code, status = "online_only", 403
    zh = "住户请通过线上（online）渠道提交；其他渠道由前台登记。"


class DeskDecides(ServiceError):
    """Whether it is major or urgent is for the desk to say."""

    code, status = "desk_decides", 403
    zh = "重大或紧急由前台判定，提交时不能自行指定。"


class LodgeComplaint(Payload):
    """A contact (C02). Residents lodge `online` for their own household."""

    household_id = Id(load_default=None, allow_none=True)
    place = Text(load_default=None, allow_none=True, max=200)
    """Where, if it is no household: a building, a lift, the garden."""
    channel = code(Channel, required=True)
    kind = code(Kind, load_default=Kind.COMPLAINT)
    category = CategoryCode(load_default=Category.OTHER)
    gravity = code(Gravity, load_default=Gravity.GENERAL)
    urgency = code(Urgency, load_default=None, allow_none=True)
    """Without: as the category has it (X04)."""
    description = Text(required=True, max=4000)
    """What happened."""
    wish = Text(required=True, max=500)
    """What they want done."""
    contact_name = Text(required=True, max=60)
    contact_phone = Phone(required=True)
    restated = Restatement(load_default=None, allow_none=True)
