"""Notices of outages (停水停电等通知): what they must say."""

from typing import Any

from marshmallow import fields, validates_schema

from contracts.base import Payload, View
from contracts.code import Code
from contracts.fields import Instant, Text, code, require


class Supply(Code):
    """What is cut off in an outage."""

    WATER = "water", "供水", "Water"
    POWER = "power", "供电", "Power"
    GAS = "gas", "供气", "Gas"
    HEATING = "heating", "供暖", "Heating"
    LIFT = "lift", "电梯", "Lift"


class Advice(Code):
    """What a notice lacks for those who read it."""

    RELATIVE_DAY = "relative_day", "请写明日期，不用“今天”“明日”“本周”", "Name days by their date"
    """A day that is another one for who reads it later."""
    REASON = "reason", "未写原因", "No reason is given"
    BEGIN_AND_END = "begin_and_end", "未写完整的起止日期和时间", "No whole dates of begin and end"
    """Whole dates with their hours."""
    PLACES = "places", "未写影响的楼栋、单元", "No buildings or entrances are named"
    """Buildings and entrances."""
    STORE_WATER = "store_water", "未提醒储水", "Nothing about storing water"
    WATER_AFTERWARDS = (
        "water_afterwards",
        "未说明来水后的水质",
        "Nothing about the water afterwards",
    )
    EXTENSION = "extension", "未说明延长时如何告知", "Nothing about how an extension is told"
    APOLOGY = "apology", "未致歉", "No apology"


class ComposeOutage(Payload):
    """What a notice of an outage says (停水停电通知)."""

    supply = code(Supply, required=True)
    reason = Text(required=True, max=200)
    begins_at = Instant(required=True)
    ends_at = Instant(required=True)
    places = Text(required=True, max=500)

    @validates_schema
    def ends_after_it_begins(self, data: dict[str, Any], **kwargs: Any) -> None:
        """It ends after it begins."""
        require(data["begins_at"] < data["ends_at"], "Must be after begins_at.", "ends_at")


class OutageText(View):
    """The text of a notice of an outage."""

    title = fields.String(required=True)
    body = fields.String(required=True)
