"""What changed inside a period that was billed, made good on a later bill (B16)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from contracts.billing.fees import Basis
from foundation.money import ZERO
from services.billing.bills.rules import Line
from services.billing.charging.rules import wording
from services.billing.charging.rules.lines import due, timed
from services.billing.fees.rules import FeeItem
from services.billing.periods.rules import Month
from services.billing.units.rules.proration import stretches
from services.billing.units.rules.units import Unit

TIMED = (Basis.AREA, Basis.FIXED)
"""What is worked out anew. Shared costs stay divided, and meters have their own reversals."""
HALF_A_FEN = Fraction(5, 1000)


@dataclass(frozen=True)
class Standing:
    """What stands on the bills of a household for an item and period."""

    item_en: str
    amount: Decimal
    """Yuan; what made it good before is in it."""
    lines: int
    """On how many lines: each was rounded once."""


@dataclass(frozen=True)
class Past:
    """A past period of a household."""

    period: str
    months: tuple[Month, ...]
    """Those that it was, or ought to have been, billed for as part of it."""
    stands: Mapping[str, Standing] = field(default_factory=dict)
    """By name of the item."""


@dataclass
class Due:
    """What is due for an item by what is known today."""

    item_en: str
    exact: Fraction = Fraction(0)
    lines: list[Line] = field(default_factory=list)

    @property
    def amount(self) -> Decimal:
        """Yuan, line by line as a bill would have had it."""
        return sum((line.amount for line in self.lines), ZERO)


def made_good(items: Sequence[FeeItem], unit: Unit, past: Past) -> list[Line]:
    """What is due by today's data less what stands billed: a line per item that differs.

    What differs by nothing but rounding is left as it is.
    """
    dues = due_of(items, unit, past.months)
    lines = []
    for name in dict.fromkeys((*dues, *past.stands)):
        known = dues.get(name) or Due(past.stands[name].item_en)
        standing = past.stands.get(name) or Standing(known.item_en, ZERO, 0)
        off = abs(known.exact - Fraction(standing.amount))
        if off > HALF_A_FEN * standing.lines and known.amount != standing.amount:
            lines.append(difference(name, known, standing, past.period))
    return lines


def due_of(items: Sequence[FeeItem], unit: Unit, months: Sequence[Month]) -> dict[str, Due]:
    """What is due for some months, by name of the item: a unit may change its type."""
    found: dict[str, Due] = {}
    for item in items:
        if item.basis in TIMED:
            for stretch in stretches(item, unit, months):
                mine = found.setdefault(item.name, Due(stretch.price.name_en))
                mine.exact += due(stretch)
                mine.lines.append(timed(stretch))
    return found


def difference(name: str, known: Due, standing: Standing, period: str) -> Line:
    """One line: what is to be paid beyond what was billed, or goes back."""
    amount = known.amount - standing.amount
    parts = [(line.explanation, line.explanation_en) for line in known.lines if line.amount]
    zh, en = wording.made_good(period, parts, known.amount, standing.amount, amount)
    return Line(
        item=name,
        item_en=known.item_en,
        quantity=Decimal(1 if amount > 0 else -1),
        unit="项",
        unit_price=abs(amount),
        amount=amount,
        explanation=zh,
        explanation_en=en,
        basis=Basis.FIXED,
        for_period=period,
    )
