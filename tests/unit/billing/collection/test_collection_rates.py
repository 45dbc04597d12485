"""B05: rates of collection."""

from decimal import Decimal

import pytest

from services.billing.collection.rules import Figure, gathered
from tests.support.rule_tables import worked_table


def figure(billed: str, collected: str, written_off: str = "0.00") -> Figure:
    return Figure("x", "x", "x", 3, 1, Decimal(billed), Decimal(collected), Decimal(written_off))


@pytest.mark.parametrize("row", worked_table("collection.md", "Rates"))
def test_B05_rate_is_what_was_collected_of_what_is_not_written_off(row: dict[str, str]) -> None:
    found = figure(row["billed"], row["collected"], row["written off"])
    assert (str(found.outstanding_amount), found.rate) == (row["outstanding"], row["rate"])


def test_B03_figures_are_gathered_by_counts_and_amounts() -> None:
    both = gathered("all", "合计", "Total", [figure("10.00", "5.00"), figure("20.00", "20.00")])
    assert (both.billed_count, both.paid_count, both.unpaid_count) == (6, 2, 4)
    assert (both.billed_amount, both.collected_amount) == (Decimal("30.00"), Decimal("25.00"))
