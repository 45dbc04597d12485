"""Corrections (更正, C13) of what was taken down wrong at intake."""

from contracts.complaints.cases import OneComplaint
from contracts.fields import Id, Phone, Text
from foundation.errors import ServiceError


class NothingCorrected(ServiceError):
    """It names nothing to correct, or says what stands there already."""

    code, status = "nothing_corrected", 422
    zh = "未填写要更正的内容，或与现有记录一致。"


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
