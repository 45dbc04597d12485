"""Collection figures (收缴率, 清欠率): counts, amounts, rates (B03, B05)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from foundation.money import ZERO, round_fen


@dataclass(frozen=True)
class Figure:
    """Count and amount under one key."""

    key: str
    label: str = ""
    label_en: str = ""
    billed_count: int = 0
    paid_count: int = 0
    billed_amount: Decimal = ZERO
    collected_amount: Decimal = ZERO
    written_off_amount: Decimal = ZERO
    community: str | None = None
    """Of which community it is alone; None: of all that are seen."""

    @property
    def unpaid_count(self) -> int:
        """Bills on which something is owed."""
        return self.billed_count - self.paid_count

    @property
    def outstanding_amount(self) -> Decimal:
        """What is owed: billed = collected + written off + outstanding."""
        return self.billed_amount - self.collected_amount - self.written_off_amount

    @property
    def rate(self) -> str:
        """Collected ÷ (billed − written off) in percent, two decimals; 100.00 of nothing."""
        base = self.billed_amount - self.written_off_amount
        if base <= 0:
            return "100.00"
        return str(round_fen(self.collected_amount * 100 / base))


def gathered(key: str, label: str, label_en: str, figures: Iterable[Figure]) -> Figure:
    """Several figures as one."""
    parts = list(figures)
    return Figure(
        key,
        label,
        label_en,
        sum(part.billed_count for part in parts),
        sum(part.paid_count for part in parts),
        sum((part.billed_amount for part in parts), ZERO),
        sum((part.collected_amount for part in parts), ZERO),
        sum((part.written_off_amount for part in parts), ZERO),
    )
