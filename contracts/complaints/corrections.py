"""Corrections (更正, C13) of what was taken down wrong at intake."""

from typing import Any

from marshmallow import validates_schema

from contracts.complaints.cases import OneComplaint
from contracts.fields import Id, Phone, Text, require
from foundation.errors import ServiceError

CORRECTABLE = (
    "description", "wish", "contact_name", "contact_phone", "place", "household_id",
)  # fmt: skip
"""What can be corrected."""


class NothingCorrected(ServiceError):
    """It says what stands there already."""

    code, status = "nothing_corrected", 422
    zh = "内容与现有记录一致，无须更正。"


class OwnWords(ServiceError):
    """The resident wrote this, nobody took it down: let them add to it instead."""

    code, status = "own_words", 409
    zh = "这是住户自行填写的内容，不能更正；请由住户补充说明。"


class HouseholdStays(ServiceError):
    """A repair has been requested for this household: it cannot be changed any more."""

    code, status = "household_stays", 409
    zh = "已为该住户转报修，不能再更改住户。"


class Correct(OneComplaint):
    """Correct what was taken down wrong; what is not named stays as it is."""

    description = Text(load_default=None, allow_none=True, max=4000)
    wish = Text(load_default=None, allow_none=True, max=500)
    contact_name = Text(load_default=None, allow_none=True, max=60)
    contact_phone = Phone(load_default=None, allow_none=True)
    place = Text(load_default=None, allow_none=True, max=200)
    household_id = Id(load_default=None, allow_none=True)
    reason = Text(required=True, max=500)
    """How it came to stand there wrong."""

    @validates_schema
    def something_is_named(self, data: dict[str, Any], **kwargs: Any) -> None:
        """At least one is to be corrected."""
        named = any(data.get(name) is not None for name in CORRECTABLE)
        require(named, "Say what is to be corrected.", "description")
