"""Intake (受理, C01, C02): a contact becomes a case."""

from typing import Any

from marshmallow import validates_schema
from marshmallow.validate import Range

from contracts.base import Payload
from contracts.complaints.cases import Channel, Gravity, Kind, Urgency
from contracts.complaints.categories import Category
from contracts.complaints.deadlines import LONGEST_OWN_DAYS, CountedDays
from contracts.complaints.fields import CategoryCode, Restatement
from contracts.fields import Day, Id, Phone, Text, Whole, code, require
from foundation.errors import ServiceError


class OnlineOnly(ServiceError):
    """Residents lodge online; contacts by other channels are recorded by the desk."""

    code, status = "online_only", 403
    zh = "住户请通过线上（online）渠道提交；其他渠道由前台登记。"


class DeskDecides(ServiceError):
    """Whether it is major or urgent is for the desk to say."""

    code, status = "desk_decides", 403
    zh = "重大或紧急由前台判定，提交时不能自行指定。"


class OwnLimitTime(ServiceError):
    """The limit that a case comes with lies ahead, at most {days} days."""

    code, status = "own_limit_time", 422
    zh = "来件时限须晚于现在，且不超过{days}天。"


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
    own_due_on = Day(load_default=None, allow_none=True)
    """The day until which whoever sent it wants it done, as an order of the city names one (C12);
    it ends with the desk's hours."""
    own_due_days = Whole(load_default=None, allow_none=True, validate=Range(1, LONGEST_OWN_DAYS))
    """The same in days after that of the contact."""
    own_due_day_kind = code(CountedDays, load_default=CountedDays.WORKING)
    """Which days those are."""

    @validates_schema
    def one_limit(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A day or a number of days, not both."""
        both = data["own_due_on"] is not None and data["own_due_days"] is not None
        require(not both, "Name the day or the days, not both.", "own_due_days")
