"""The journal (日记账): what was booked, as an accounting program takes it (B09, P06)."""

from marshmallow import fields, validate

from contracts.base import PageQuery, PlacedView, View
from contracts.billing.ledger import Account, PostingKind
from contracts.fields import Coded, Day, Id, Instant, Yuan


class ListJournal(PageQuery):
    """What was booked, newest first: of the days from `since` to `until`, both included."""

    since = Day(load_default=None, allow_none=True)
    until = Day(load_default=None, allow_none=True)
    kind = fields.String(load_default=None, validate=validate.OneOf(list(PostingKind)))
    household_id = Id(load_default=None, allow_none=True)


class EntryView(View):
    """One side of a posting."""

    account = Coded(Account, required=True)
    amount = Yuan(required=True)
    """Debit above zero, credit below."""
    bill_id = Id(required=True, allow_none=True)
    """The bill whose debt it changes; null where it concerns none."""


class PostingView(PlacedView):
    """A booking; its entries sum up to nothing. It names no person."""

    id = Id(required=True)
    at = Instant(required=True)
    kind = Coded(PostingKind, required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    reference = fields.String(required=True)
    """Number of the bill or receipt."""
    reverses = Id(required=True, allow_none=True)
    """The posting that it takes back (红冲); null: none."""
    entries = fields.List(fields.Nested(EntryView), required=True)
