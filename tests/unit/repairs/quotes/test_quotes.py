"""Quotes: lines, sums, and what forbids completion."""

from decimal import Decimal
from typing import Any

import pytest

from contracts.repairs.quotes import QuoteStatus
from services.repairs.quotes.rules import (
    WHOLE_WORK,
    disagreeing,
    forbids_completion,
    lines_of,
    total,
)


def line(quantity: str, price: str, amount: str | None = None) -> dict[str, Any]:
    return {
        "item": "铜芯线",
        "quantity": Decimal(quantity),
        "unit_price": Decimal(price),
        "amount": amount and Decimal(amount),
    }


def test_R04_line_is_quantity_times_price_rounded_half_up_to_the_fen() -> None:
    lines = lines_of(Decimal("0"), [line("2.5", "3.33"), line("1", "80.00")])
    assert [one.amount for one in lines] == [Decimal("8.33"), Decimal("80.00")]
    assert total(lines) == Decimal("88.33")


def test_R04_mere_sum_becomes_one_line() -> None:
    (only,) = lines_of(Decimal("80.00"), [])
    assert (only.item, only.quantity, only.amount) == (WHOLE_WORK, Decimal(1), Decimal("80.00"))


def test_R04_stated_amounts_that_disagree_are_named() -> None:
    given = [line("2", "10.00", "20.00"), line("2", "10.00", "21.00"), line("1", "5.00")]
    assert disagreeing(lines_of(Decimal("45.00"), given), given) == [1]


@pytest.mark.parametrize(
    ("chargeable", "status", "forbidden"),
    [
        (False, None, False),
        (True, None, True),
        (True, QuoteStatus.OFFERED, True),
        (True, QuoteStatus.REJECTED, True),
        (True, QuoteStatus.SUPERSEDED, True),
        (True, QuoteStatus.ACCEPTED, False),
        (True, QuoteStatus.CHARGED, False),
        (True, QuoteStatus.PAID, False),
    ],
)
def test_R04_chargeable_work_is_not_completed_without_acceptance(
    chargeable: bool, status: QuoteStatus | None, forbidden: bool
) -> None:
    assert forbids_completion(chargeable, status) is forbidden
