"""Payloads and views of meters: readings, their correction, replaced meters (B01, B21)."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, View
from contracts.billing.codes import ReadingMark, ReadingOutcome
from contracts.directory.sheet_schemas import MAX_FILE_CHARACTERS, RowErrorView
from contracts.fields import Day, Id, Instant, Quantity, Text, code

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


class ReadingView(View):
    """A reading in the history of a meter; one that was wrong stays there, reversed."""

    id = Id(required=True)
    household_id = Id(required=True)
    name = fields.String(required=True)
    meter = fields.String(required=True)
    """Number on the meter; empty where it is not known."""
    kind = fields.String(required=True)
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


class ImportReadings(Payload):
    """A sheet of readings of one metered fee, as base64; columns as in `reading_sheet.COLUMNS`."""

    file = fields.String(required=True, validate=validate.Length(1, MAX_FILE_CHARACTERS))
    name = Text(required=True, max=60)
    """The fee item with basis `meter`."""
    dry_run = fields.Boolean(load_default=False)
    """Check only; nothing is recorded."""
    accept_valid = fields.Boolean(load_default=False)
    """Record the good rows of a file that has bad ones."""
    confirmed = fields.Boolean(load_default=False)
    """Rows that count far more than usual were looked at again; else they are bad rows."""


class ReadingRowView(View):
    """What a good row comes to, or would come to."""

    row = fields.Integer(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    outcome = code(ReadingOutcome, required=True)
    previous = Quantity(required=True, allow_none=True)
    previous_on = Day(required=True, allow_none=True)
    value = Quantity(required=True, allow_none=True)
    read_on = Day(required=True, allow_none=True)
    consumption = Quantity(required=True, allow_none=True)
    usual = Quantity(required=True, allow_none=True)
    """What would be usual, where the use is far above it."""
    marks = fields.List(code(ReadingMark), required=True)
    remark = fields.String(required=True, allow_none=True)


class ReadingImportView(View):
    """What a sheet of readings came to, or would come to."""

    name = fields.String(required=True)
    rows = fields.Integer(required=True)
    valid = fields.Integer(required=True)
    recorded = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    unread = fields.Integer(required=True)
    outliers = fields.Integer(required=True)
    consumption = Quantity(required=True)
    imported = fields.Boolean(required=True)
    """False: nothing was recorded, it was a dry run."""
    errors = fields.List(fields.Nested(RowErrorView), required=True)
    readings = fields.List(fields.Nested(ReadingRowView), required=True)


class ReadingSheet(Payload):
    """The sheet to fill in for one metered fee, as rows under the headings of the template."""

    name = Text(required=True, max=60)


class SheetRowView(View):
    """A household that has the meter, and where it stands."""

    building = fields.String(required=True)
    entrance = fields.String(required=True)
    room = fields.String(required=True)
    value = Quantity(required=True, allow_none=True)
    read_on = Day(required=True, allow_none=True)


class ReadingSheetView(View):
    """All households that have the meter, in walking order."""

    name = fields.String(required=True)
    items = fields.List(fields.Nested(SheetRowView), required=True)


class MeteredFeeView(View):
    """A fee that is read from meters."""

    name = fields.String(required=True)
    name_en = fields.String(required=True)
    unit = fields.String(required=True)


class MeteredFeesView(View):
    """The names of the fees that are read from meters."""

    items = fields.List(fields.Nested(MeteredFeeView), required=True)
