"""How far back a change that bills depend on may count (B16)."""

from collections.abc import Set
from datetime import date

from contracts.directory.households import DATED

FUTURE, EARLY = "effective_future", "effective_early"


def earliest(today: date, months: int, owner_since: date | None) -> date:
    """The first day that may be named: of the month so many months ago, or of the owner."""
    index = today.year * 12 + today.month - 1 - months
    first = date(index // 12, index % 12 + 1, 1)
    return max(first, owner_since) if owner_since else first


def counts(changed: Set[str]) -> bool:
    """Whether any of the changed fields counts from a day."""
    return bool(DATED & changed)
