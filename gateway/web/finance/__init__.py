"""Pages for finance (财务): collection, bill runs, fee items, receipts, dunning, imports."""

from gateway.web.finance import (
    bill_runs,
    cancel_requests,
    collection,
    dunning,
    fee_items,
    former,
    households,
    papers,
    payments,
    plans,
    refunds,
    undelivered,
    void_requests,
)
from gateway.web.finance.group import pages

__all__ = [
    "bill_runs", "cancel_requests", "collection", "dunning", "fee_items", "former", "households",
    "pages", "papers", "payments", "plans", "refunds", "undelivered", "void_requests",
]  # fmt: skip
