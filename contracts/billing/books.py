"""The check of the books (对账): the ledger against the papers, every night (B09)."""

from marshmallow import fields

from contracts.base import Nothing, View
from contracts.fields import Id, Instant, Yuan


class DifferenceView(View):
    """Where the books and the papers of a household differ (B09)."""

    household_id = Id(required=True)
    what = fields.String(required=True)
    expected = Yuan(required=True)
    found = Yuan(required=True)


class BooksView(View):
    """Outcome of a check of the books: billed = paid + credited + written off + outstanding."""

    checked_at = Instant(required=True)
    households = fields.Integer(required=True)
    billed = Yuan(required=True)
    paid = Yuan(required=True)
    credited = Yuan(required=True)
    written_off = Yuan(required=True)
    outstanding = Yuan(required=True)
    balanced = fields.Boolean(required=True)
    differences = fields.List(fields.Nested(DifferenceView), required=True)


VerifyBooks = Nothing
"""Check the books now."""
