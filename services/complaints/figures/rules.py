"""What figures of complaints have in common: deadlines kept, shares (X02, X05)."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal


def kept(due_at: datetime | None, answered_at: datetime | None, shows: datetime) -> bool | None:
    """Whether a deadline was kept by what the clock of the case shows; None while it may still be.

    No clock, no miss. A case that was reopened runs again: its answer did not hold (X10).
    """
    if due_at is None:
        return True
    if answered_at is not None:
        return answered_at <= due_at
    return None if shows < due_at else False


def per_cent(part: int, whole: int) -> Decimal:
    """A share in per cent, one decimal, half up."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
