"""One's own data (我的资料, P08): what is kept of the person who asks, whole."""

from marshmallow import fields

from contracts.base import View
from contracts.directory.households import Relation
from contracts.directory.key_households import CallOutcome, KeyKind
from contracts.fields import Coded, Day, Id, Instant


class OwnEntry(View):
    """An entry of a household that is, or was, the caller's own."""

    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    relation = Coded(Relation, required=True)
    name = fields.String(required=True)
    phone = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)
    id_number = fields.String(required=True, allow_none=True)
    since = Instant(required=True)
    until = Instant(required=True, allow_none=True)


class OwnLook(View):
    """Somebody of the staff looked at a whole number of the caller's (D03)."""

    at = Instant(required=True)
    what = fields.String(required=True)
    purpose = fields.String(required=True)


class OwnNote(View):
    """What the staff wrote down of the caller's household, while nobody of another side lived there
    of whom it may speak (D06)."""

    household_id = Id(required=True)
    at = Instant(required=True)
    text = fields.String(required=True)
    important = fields.Boolean(required=True)
    until = Instant(required=True, allow_none=True)


class OwnMark(View):
    """That the caller is, or was, called regularly, and why (D04)."""

    id = Id(required=True)
    household_id = Id(required=True)
    kind = Coded(KeyKind, required=True)
    reason = fields.String(required=True, allow_none=True)
    interval_days = fields.Integer(required=True, allow_none=True)
    next_call_on = Day(required=True)
    since = Instant(required=True)
    until = Instant(required=True, allow_none=True)


class OwnCall(View):
    """Such a call, and what was written down of it."""

    key_household_id = Id(required=True)
    at = Instant(required=True)
    outcome = Coded(CallOutcome, required=True)
    remark = fields.String(required=True, allow_none=True)
    needs = fields.String(required=True, allow_none=True)


class OwnData(View):
    """What the directory keeps of the caller."""

    person_id = Id(required=True)
    name = fields.String(required=True)
    username = fields.String(required=True, allow_none=True)
    phone = fields.String(required=True, allow_none=True)
    email = fields.String(required=True, allow_none=True)
    roles = fields.List(fields.String(), required=True)
    department = fields.String(required=True, allow_none=True)
    buildings = fields.List(fields.String(), required=True)
    skills = fields.List(fields.String(), required=True)
    account_since = Instant(required=True, allow_none=True)
    entries = fields.List(fields.Nested(OwnEntry), required=True)
    looks = fields.List(fields.Nested(OwnLook), required=True)
    notes = fields.List(fields.Nested(OwnNote), required=True)
    key_households = fields.List(fields.Nested(OwnMark), required=True)
    key_calls = fields.List(fields.Nested(OwnCall), required=True)
