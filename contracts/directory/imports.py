"""Imports of the household spreadsheet into the archive (批量导入)."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import Payload, View
from contracts.code import ACTIVE, GOOD, Code
from contracts.fields import code, require, spreadsheet


class RowOutcome(Code):
    """What a good row of an imported spreadsheet comes to (D01)."""

    CREATED = "created", "新增", "New", GOOD
    """A household that was not known."""
    UPDATED = "updated", "更新", "Changed", ACTIVE
    """A known one, of which something changes."""
    UNCHANGED = "unchanged", "不变", "Unchanged"
    """All of it is known."""


class ImportHouseholds(Payload):
    """A spreadsheet of households, as base64; columns as in `household_sheet.COLUMNS`."""

    file = spreadsheet()
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
