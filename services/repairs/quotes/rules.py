"""Quotes for chargeable work (R04). Amounts in yuan."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.repairs.quotes import QuoteStatus
from contracts.repairs.request_types import QuoteLine
from foundation.money import ZERO, round_fen

CHARGED_ONCE = (QuoteStatus.CHARGED, QuoteStatus.PAID, QuoteStatus.CHARGE_CANCELLED)
"""The work is done and was charged, whatever became of the charge: there is no other quote."""
WHOLE_WORK = "维修服务"
"""The one line of a quote that was given as a sum only."""


@dataclass(frozen=True)
class Line:
    """One line; `amount` is quantity × unit price, rounded to the fen."""

    item: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal

    def as_json(self) -> dict[str, str]:
        """The line as it is stored: amounts and quantities as text."""
        return {
            "item": self.item,
            "quantity": str(self.quantity),
            "unit_price": str(self.unit_price),
            "amount": str(self.amount),
        }


def lines_of(amount: Decimal, given: Sequence[QuoteLine]) -> list[Line]:
    """The lines of a quote; a mere sum becomes one line."""
    if not given:
        return [Line(WHOLE_WORK, Decimal(1), amount, amount)]
    return [
        Line(
            line["item"],
            line["quantity"],
            line["unit_price"],
            round_fen(line["quantity"] * line["unit_price"]),
        )
        for line in given
    ]


def disagreeing(lines: Sequence[Line], given: Sequence[QuoteLine]) -> list[int]:
    """Positions of the lines whose stated amount is not quantity × unit price."""
    return [
        index
        for index, stated in enumerate(given)
        if stated["amount"] is not None and stated["amount"] != lines[index].amount
    ]


def total(lines: Sequence[Line]) -> Decimal:
    """The sum of the lines."""
    return sum((line.amount for line in lines), ZERO)


def forbids_completion(chargeable: bool, quote: QuoteStatus | None) -> bool:
    """Whether the work lacks the resident's word: chargeable or quoted, and not accepted."""
    if quote is None:
        return chargeable
    return quote not in (QuoteStatus.ACCEPTED, *CHARGED_ONCE)
