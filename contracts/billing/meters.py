"""Meters (表计): what they showed, recorded and corrected (B21)."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.code import Code
from contracts.fields import Coded, Day, Id, Instant, Quantity, Text
from foundation.errors import ServiceError


class ReadingKind(Code):
    """What a meter reading (抄表读数) stands for (B21)."""

    READING = "reading", "抄表", "Reading"
    """What the meter shows; the first one only says where it stands."""
    END = "end", "旧表止码", "End of the old meter"
    """What the old meter showed when it was taken out."""
    START = "start", "新表起码", "Start of the new meter"
    """What the new meter showed when it was put in."""

    @property
    def is_reading(self) -> bool:
        """It is what a meter in use shows."""
        return self is ReadingKind.READING


class ReadingNotRising(ServiceError):
    """The reading {value} of {read_on} must be of a later day than the last one and not below
    it: {last}."""

    code, status = "reading_not_rising", 422
    zh = "{read_on} 的读数 {value} 不成立：须晚于上次抄表日，且不小于上次读数 {last}。"


class ReadingOutlier(ServiceError):
    """Use of {consumption} up to {read_on} is far more than usual (about {usual}). Look at it
    again, and confirm it if it is right."""

    code, status = "reading_outlier", 422
    zh = "{read_on} 的用量 {consumption} 远高于平时（约 {usual}）。请核对读数，无误再确认提交。"


class ReadingOutOfOrder(ServiceError):
    """The day {read_on} must lie between the readings before and after it ({after} and
    {before})."""

    code, status = "reading_out_of_order", 422
    zh = "读数日期 {read_on} 须在前后两次抄表（{after} 与 {before}）之间。"


class ReadingReversed(ServiceError):
    """The reading has been reversed already."""

    code, status = "reading_reversed", 409
    zh = "该读数已被冲销。"


class NothingCorrected(ServiceError):
    """The reading says that already."""

    code, status = "nothing_corrected", 422
    zh = "与原读数相同，无需更正。"


class MeterNotRead(ServiceError):
    """{name} has not been read yet: enter what the old meter shows first."""

    code, status = "meter_not_read", 409
    zh = "{name} 还没有抄表记录，无法登记换表；请先录入旧表读数。"


SHOWN = validate.Range(0, 99_999_999)
"""What a meter may show."""


class Reading(Payload):
    """What a meter shows on a day."""

    household_id = Id(required=True)
    name = Text(required=True, max=60)
    """The fee item with basis `meter`."""
    read_on = Day(required=True)
    value = Quantity(required=True, validate=SHOWN)
    confirmed = fields.Boolean(load_default=False)
    """It was looked at again: taken although it counts far more than usual."""
    estimated = fields.Boolean(load_default=False)
    """Nobody could read it: what it should show (估读); the next real reading makes it good."""
    remark = Text(load_default=None, allow_none=True, max=500)


class RecordReadings(Payload):
    """Readings of one round; all or none are taken."""

    readings = fields.List(fields.Nested(Reading), required=True, validate=validate.Length(1, 500))


class ReadingsView(View):
    """How many readings were recorded and what they counted."""

    recorded = fields.Integer(required=True)
    consumption = Quantity(required=True)
    recorded_at = Instant(required=True)


class ReadingView(PlacedView):
    """A reading in the history of a meter; one that was wrong stays there, reversed."""

    id = Id(required=True)
    household_id = Id(required=True)
    name = fields.String(required=True)
    meter = fields.String(required=True)
    """Number on the meter; empty where it is not known."""
    kind = Coded(ReadingKind, required=True)
    read_on = Day(required=True)
    previous = Quantity(required=True)
    value = Quantity(required=True)
    consumption = Quantity(required=True)
    """Below zero: the real reading after an estimate that was too high."""
    estimated = fields.Boolean(required=True)
    remark = fields.String(required=True, allow_none=True)
    recorded_at = Instant(required=True)
    bill_id = Id(required=True, allow_none=True)
    """The bill that it is on."""
    corrects_id = Id(required=True, allow_none=True)
    """The reading in whose place it stands."""
    reversed_at = Instant(required=True, allow_none=True)
    reversed_by = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    """Why it was reversed, or the meter replaced."""
    credit_bill_id = Id(required=True, allow_none=True)
    """The bill with which it was given back."""


class ListReadings(PageQuery):
    """Readings, last entered first; with those that were reversed."""

    household_id = Id(load_default=None, allow_none=True)
    name = Text(load_default=None, allow_none=True, max=60)


class CorrectReading(Payload):
    """Reverse a reading, and enter what is right in its place.

    What was billed of it is made good on the next bill, and so is what the reading after it counts.
    """

    meter_reading_id = Id(required=True)
    value = Quantity(load_default=None, allow_none=True, validate=SHOWN)
    """What the meter showed; without it, the reading is taken back (a replacement wholly)."""
    read_on = Day(load_default=None, allow_none=True)
    """The day; without it, as it was."""
    reason = Text(required=True, min=2, max=500)
    confirmed = fields.Boolean(load_default=False)
    """It was looked at again: taken although it counts far more than usual."""


class CorrectionView(View):
    """Which readings were reversed, and which stand in their place."""

    reversed = fields.List(fields.Nested(ReadingView), required=True)
    entered = fields.List(fields.Nested(ReadingView), required=True)


class ReplaceMeter(Payload):
    """A meter was taken out and a new one put in, on one day."""

    household_id = Id(required=True)
    name = Text(required=True, max=60)
    """The fee item with basis `meter`."""
    replaced_on = Day(required=True)
    old_end = Quantity(required=True, validate=SHOWN)
    """What the old one showed at its end: counted up to there."""
    new_start = Quantity(required=True, validate=SHOWN)
    """What the new one showed at its start."""
    meter = Text(load_default=None, allow_none=True, max=40)
    """Number on the new meter."""
    reason = Text(load_default=None, allow_none=True, max=500)
    confirmed = fields.Boolean(load_default=False)
    """It was looked at again: taken although it counts far more than usual."""


class MeterView(View):
    """A meter of a household, and where it stands."""

    household_id = Id(required=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)
    unit = fields.String(required=True)
    """What it counts: `m³`, `kWh`."""
    meter = fields.String(required=True)
    """Number on the meter; empty where it is not known."""
    read_on = Day(required=True, allow_none=True)
    """When it was read last; null: never, so that the first reading only says where it stands."""
    value = Quantity(required=True, allow_none=True)
    usual_per_day = Quantity(required=True, allow_none=True)
    """What it counts a day; null before there are two readings."""


class ListMeters(Payload):
    """The meters of a household: one per metered fee item of its type of unit."""

    household_id = Id(required=True)


class MetersView(View):
    """The meters of a household."""

    items = fields.List(fields.Nested(MeterView), required=True)
