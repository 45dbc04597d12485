"""Examples of payloads, made from the fields; a field's own example goes first."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from contracts import fields as own
from contracts.billing.papers import RecordDelivery
from contracts.complaints.hot_issues import MakeHotIssue
from contracts.complaints.triage import Triage
from contracts.directory.access import CreatePerson
from contracts.directory.forgotten import ChangeContact
from contracts.directory.roster import PutShift
from contracts.notices.drafting import DraftNotice, EditNotice
from contracts.notices.outages import ComposeOutage
from contracts.repairs.follow_up import FollowUpRepair
from contracts.repairs.intake import RequestRepair

AN_ID = "019384b2-5c00-7a3e-9f21-6d3a5b1c7e44"

BY_NAME: Mapping[str, Any] = {
    "month": "2026-11",
    "period": "2026-Q4",
    "building": "3",
    "unit": "2-1001",
    "q": "王",
    "contact_name": "王芳",
    "owner_name": "王芳",
    "name": "王芳",
    "username": "receptionist",
    "password": "guanjia-demo",
    "old_password": "the-old-secret",
    "new_password": "a-longer-secret-2026",
    "advance": "P1D",
    "purpose": "联系住户",
}

ALSO: Mapping[type[Schema], Mapping[str, Any]] = {
    ChangeContact: {"email": "wang.fang@example.com"},
    CreatePerson: {"roles": ["steward"]},
    DraftNotice: {"audience": {"everyone": True}},
    EditNotice: {"title": "停水通知（更正）"},
    FollowUpRepair: {"solved": True, "rating": 5},
    ComposeOutage: {"ends_at": "2026-12-01T17:00:00+08:00"},
    MakeHotIssue: {"complaint_ids": [AN_ID, AN_ID[:-1] + "5"]},
    PutShift: {"ends_at": "2026-12-01T17:00:00+08:00"},
    RecordDelivery: {"received_by": "王芳", "relation": "本人"},
    RequestRepair: {"household_id": AN_ID},
    Triage: {"valid": True, "kind": "complaint", "gravity": "general", "urgency": "ordinary"},
}
"""What an example needs although no field by itself requires it."""

BY_TYPE: tuple[tuple[type[fields.Field[Any]], Any], ...] = (
    (own.Yuan, "123.45"),
    (own.Quantity, "89.5"),
    (fields.Decimal, "2.80"),
    (own.Instant, "2026-12-01T09:00:00+08:00"),
    (own.Day, "2026-12-31"),
    (own.Id, AN_ID),
    (own.Phone, "13800138000"),
    (fields.Email, "wang.fang@example.com"),
    (fields.Boolean, True),
    (fields.Dict, {}),
    (fields.Time, "09:00"),
)


def example_of(schema: Schema) -> dict[str, Any]:
    """What a caller might send; optional fields are left out when they have a default."""
    made = {
        name: example_value(name, field)
        for name, field in schema.fields.items()
        if field.required or "example" in field.metadata
    }
    return made | dict(ALSO.get(type(schema), {}))


def example_value(name: str, field: Any) -> Any:
    """An example of one field, by its own example, its choices, its name or its type."""
    if "example" in field.metadata:
        return field.metadata["example"]
    if isinstance(field, fields.Nested):
        inner = field.schema
        return [example_of(inner)] if inner.many else example_of(inner)
    if isinstance(field, fields.List):
        return [example_value(name, field.inner)]
    checks = list(field.validators)
    if choices := next((c for c in checks if isinstance(c, validate.OneOf)), None):
        return str(next(iter(choices.choices)))
    if name in BY_NAME:
        return BY_NAME[name]
    for kind, example in BY_TYPE:
        if isinstance(field, kind):
            return example
    if isinstance(field, fields.Number):
        return smallest(checks)
    return text_of(checks)


def smallest(checks: list[Callable[[Any], Any]]) -> int:
    """The smallest whole number that the checks allow, at least 1."""
    ranges = [c for c in checks if isinstance(c, validate.Range) and c.min is not None]
    return max([1, *(int(c.min) for c in ranges)])


def text_of(checks: list[Callable[[Any], Any]]) -> str:
    """Words of a length that the checks allow."""
    lengths = [c.max for c in checks if isinstance(c, validate.Length) and c.max]
    return "楼道灯不亮，请安排维修。"[: min([12, *lengths])]
