"""Payloads and views of importing and exporting households as a spreadsheet (D01)."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import Payload, View
from contracts.directory.codes import RowOutcome
from contracts.fields import Id, Text, code, require

MAX_FILE_CHARACTERS = 14_000_000
"""Base64 of about 10 MB."""


class ImportHouseholds(Payload):
    """A spreadsheet of households, as base64; columns as in `household_sheet.COLUMNS`."""

    file = fields.String(required=True, validate=validate.Length(min=1, max=MAX_FILE_CHARACTERS))
    dry_run = fields.Boolean(load_default=False)
    """Check only; nothing is written."""
    accept_valid = fields.Boolean(load_default=False)
    """Import the good rows of a file that has bad ones."""


class ImportRows(Payload):
    """Some rows of a spreadsheet that the caller has opened: for imports with progress."""

    rows = fields.List(fields.Dict(), required=True, validate=validate.Length(1, 500))
    """Each `{"row": number, <field>: value}` with the fields of `household_sheet.COLUMNS`."""
    dry_run = fields.Boolean(load_default=False)
    accept_valid = fields.Boolean(load_default=False)

    @validates_schema
    def rows_are_numbered(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Every row carries the number under which it is reported."""
        numbered = all(isinstance(row.get("row"), int) for row in data["rows"])
        require(numbered, "Every row needs its number.", "rows")


class RowErrorView(View):
    """What is wrong with one row, in the caller's language and in both."""

    row = fields.Integer(required=True)
    field = fields.String(required=True)
    message = fields.String(required=True)
    messages = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    """`{"zh": …, "en": …}`"""


class RowOutcomeView(View):
    """What a good row does, or would do."""

    row = fields.Integer(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    owner_name = fields.String(required=True)
    outcome = code(RowOutcome, required=True)


class ImportView(View):
    """What an import found and did."""

    rows = fields.Integer(required=True)
    valid = fields.Integer(required=True)
    created = fields.Integer(required=True)
    updated = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    imported = fields.Boolean(required=True)
    """False: nothing was written, because it was a dry run or the file has errors."""
    unread = fields.List(fields.String(), required=True)
    """Headings of columns that are not read, because nobody knows what they mean."""
    errors = fields.List(fields.Nested(RowErrorView), required=True)
    outcomes = fields.List(fields.Nested(RowOutcomeView), required=True)
    """Of a dry run: every good row; else empty."""


class ExportHouseholds(Payload):
    """A list with unmasked numbers; the act is logged with its purpose (D03)."""

    purpose = Text(required=True, min=2, max=200)
    building = Text(load_default=None, allow_none=True, max=30)


class ExportView(View):
    """The rows under the headings of the import template, so that an export can be imported."""

    look_id = Id(required=True)
    headings = fields.List(fields.String(), required=True)
    rows = fields.List(fields.List(fields.Raw(allow_none=True)), required=True)
