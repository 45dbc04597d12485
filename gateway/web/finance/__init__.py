"""Pages for finance (财务): collection, bill runs, fee items, receipts, dunning, imports."""

from gateway.web.finance import (
    bill_runs,
    collection,
    dunning,
    fee_items,
    households,
    payments,
    refunds,
    void_requests,
)
from gateway.web.finance.group import pages

__all__ = [
    "bill_runs", "collection", "dunning", "fee_items", "households", "pages", "payments",
    "refunds", "void_requests",
]  # fmt: skip
