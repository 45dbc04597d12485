"""The statement of a household's account (对账单): opening, entries, closing (B09)."""

from typing import Any

from marshmallow import fields, validates_schema

from contracts.base import Payload, View
from contracts.billing.ledger import PostingKind
from contracts.fields import Coded, Day, Id, Instant, Yuan, require


class GetStatement(Payload):
    """The account of a household over some days; by default the year so far."""

    household_id = Id(required=True)
    since = Day(load_default=None, allow_none=True)
    until = Day(load_default=None, allow_none=True)

    @validates_schema
    def runs_forward(self, data: dict[str, Any], **kwargs: Any) -> None:
        """`until` is not before `since`."""
        since, until = data["since"], data["until"]
        require(not (since and until) or until >= since, "Must not be before since.", "until")


class StatementEntryView(View):
    """One booking: what is charged is above zero, what is paid below."""

    at = Instant(required=True)
    kind = Coded(PostingKind, required=True)
    reference = fields.String(required=True)
    """Number of the bill or receipt."""
    description = fields.String(required=True)
    description_en = fields.String(required=True)
    amount = Yuan(required=True)
    balance = Yuan(required=True)


class StatementView(View):
    """A household's account: opening + entries = closing = outstanding − credit (B09)."""

    household_id = Id(required=True)
    since = Day(required=True)
    until = Day(required=True)
    opening = Yuan(required=True)
    entries = fields.List(fields.Nested(StatementEntryView), required=True)
    closing = Yuan(required=True)
    outstanding = Yuan(required=True)
    """Owed now, due or not."""
    overdue = Yuan(required=True)
    """Owed now and past its due date."""
    credit = Yuan(required=True)
