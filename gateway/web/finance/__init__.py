"""Pages for finance (财务): collection, bill runs, fee items, receipts, dunning, imports."""

from gateway.web.finance import (
    cancellations,
    collection,
    delivery,
    dunning,
    fees,
    former_debts,
    household_sheet,
    journal,
    pauses,
    payments,
    refunds,
    runs,
    steps,
    voids,
)
from gateway.web.finance.group import pages

__all__ = [
    "cancellations",
    "collection",
    "delivery",
    "dunning",
    "fees",
    "former_debts",
    "household_sheet",
    "journal",
    "pages",
    "pauses",
    "payments",
    "refunds",
    "runs",
    "steps",
    "voids",
]  # fmt: skip
