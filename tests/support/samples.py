"""Made-up payloads that a schema accepts, from its own fields."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields, validate

from contracts import fields as wire
from contracts.complaints.fields import CategoryCode, EntryCode

MOMENT = datetime(2026, 11, 2, 2, 30, tzinfo=UTC)

VALUES: tuple[tuple[type[Any], Any], ...] = (
    (wire.Yuan, Decimal("320.50")),
    (wire.Quantity, Decimal("88.25")),
    (wire.Instant, MOMENT),
    (wire.Day, date(2026, 11, 2)),
    (wire.Phone, "13812345678"),
    (CategoryCode, "public_facility"),
    (EntryCode, "public_facility"),
    (wire.Id, "0199f0a0-0000-7000-8000-000000000000"),
    (fields.Boolean, True),
    (fields.Integer, 3),
    (fields.Dict, {"key": "value"}),
    (fields.String, "文字"),
)
"""Kind of field to a loaded value; the first kind that fits."""


def sample_of(schema: Schema, *, empty: bool = False) -> dict[str, Any]:
    """Loaded values for all fields; with `empty`, null wherever that is allowed."""
    return {
        name: None if empty and field.allow_none else value_of(field)
        for name, field in schema.fields.items()
    }


def value_of(field: Any) -> Any:
    """A value that a field accepts."""
    if isinstance(field, fields.List):
        return [value_of(field.inner)]
    if isinstance(field, fields.Nested):
        inner = sample_of(field.schema)
        return [inner] if field.many else inner
    for check in field.validators:
        if isinstance(check, validate.OneOf):
            return next(iter(check.choices))
    return next(value for kind, value in VALUES if isinstance(field, kind))
