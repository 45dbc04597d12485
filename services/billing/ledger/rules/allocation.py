"""Which debts a sum of money settles (B10)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.billing.bills import Component
from foundation.money import ZERO


@dataclass(frozen=True)
class Debt:
    """What is still owed on one line of a bill."""

    line_id: str
    bill_id: str
    due_date: date
    number: str
    component: Component
    position: int
    """Place of the line on the bill."""
    owed: Decimal
    """Yuan, above zero."""


@dataclass(frozen=True)
class Allocation:
    """A part of a sum that settles (a part of) a debt."""

    debt: Debt
    amount: Decimal


def allocate(
    amount: Decimal,
    debts: Iterable[Debt],
    order: Sequence[str],
    named: Sequence[str] = (),
) -> tuple[list[Allocation], Decimal]:
    """Divide `amount` among debts; return what settles what, and what is over.

    Bills that the payer names come first, in the order named; then the oldest due date. Within a
    bill costs, late charge and principal follow in `order`.
    """
    wish = {bill_id: place for place, bill_id in enumerate(named)}

    def rank(debt: Debt) -> tuple[int, date, str, int, int]:
        place = wish.get(debt.bill_id, len(wish))
        return place, debt.due_date, debt.number, order.index(debt.component), debt.position

    left = amount
    allocations = []
    for debt in sorted(debts, key=rank):
        part = min(left, debt.owed)
        if part > ZERO:
            allocations.append(Allocation(debt, part))
            left -= part
    return allocations, left


def per_bill(allocations: Iterable[Allocation]) -> dict[str, Decimal]:
    """What each bill got, in the order in which they were served."""
    sums: dict[str, Decimal] = {}
    for part in allocations:
        sums[part.debt.bill_id] = sums.get(part.debt.bill_id, ZERO) + part.amount
    return sums
