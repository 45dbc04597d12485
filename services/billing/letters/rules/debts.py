"""What is owed on a bill, as people say it: period, items, principal and late charge apart."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from contracts.billing.bills import BillKind, Component
from foundation.formatting import in_chinese
from foundation.money import ZERO


@dataclass(frozen=True)
class Item:
    """What is still owed of one line of a bill."""

    name: str
    component: Component
    owed: Decimal
    explanation: str = ""
    """How its amount came about."""


@dataclass(frozen=True)
class Debt:
    """A bill on which something is owed."""

    number: str
    kind: BillKind
    period: str
    due_date: date
    items: list[Item] = field(default_factory=list)

    @property
    def amount(self) -> Decimal:
        """Yuan, late charge included."""
        return total(self.items)

    @property
    def late_charge(self) -> Decimal:
        """Yuan."""
        return total(item for item in self.items if item.component == Component.LATE_CHARGE)

    @property
    def principal(self) -> Decimal:
        """Yuan without the late charge."""
        return self.amount - self.late_charge

    @property
    def named(self) -> str:
        """`2026年第3季度物业费、停车费`; a repair is called what it is."""
        names = [item.name for item in self.items if item.component != Component.LATE_CHARGE]
        fees = "、".join(dict.fromkeys(names))
        if self.kind == BillKind.PERIOD:
            return f"{in_chinese(self.period)}{fees or '违约金'}"
        what = fees.removeprefix("维修费").strip("（）") or ""
        return f"有偿维修费（{what}）" if what else "有偿维修费"


def total(items: Iterable[Item]) -> Decimal:
    """Yuan."""
    return sum((item.owed for item in items), ZERO)


def yuan_sign(amount: Decimal) -> str:
    """¥1,509.30, as on pages and papers."""
    return f"¥{amount:,.2f}"
