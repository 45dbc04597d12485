"""B11: late charges, against the worked tables of `docs/rules/late_charges.md`."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from services.billing.late_charges.rules import Owed, Rate, accrued, worded
from services.billing.policy import BillingPolicy
from tests.support.rule_tables import worked_table

PAGE = "late_charges.md"
POLICY = BillingPolicy()
RATE = Rate(
    Decimal(POLICY.late_charge_daily_percent),
    POLICY.late_charge_first_day,
    POLICY.late_charge_cap_percent,
)
Row = dict[str, str]


def owed(text: str) -> list[Owed]:
    """`2026-01-01 1000.00, 2026-03-13 400.00`."""
    pairs = (part.split() for part in text.split(", "))
    return [Owed(date.fromisoformat(day), Decimal(amount)) for day, amount in pairs]


@pytest.mark.parametrize("row", worked_table(PAGE, "How it grows"))
def test_B11_late_charge_grows_by_the_day_up_to_the_principal(row: Row) -> None:
    due, on = date.fromisoformat(row["due"]), date.fromisoformat(row["on"])
    history = [Owed(due - timedelta(days=30), Decimal(row["principal"]))]
    assert str(accrued(due, history, on, RATE)) == row["late charge"]
    charged = max(0, (on - due).days - RATE.first_day + 1)
    assert charged == int(row["days charged"])


@pytest.mark.parametrize("row", worked_table(PAGE, "Payments and voids in between"))
def test_B11_late_charge_follows_what_is_owed(row: Row) -> None:
    due, on = date.fromisoformat(row["due"]), date.fromisoformat(row["on"])
    assert str(accrued(due, owed(row["owed"]), on, RATE)) == row["late charge"]


def test_B11_daily_bookings_sum_up_to_the_same_as_one_booking() -> None:
    due, history = date(2026, 1, 31), owed("2026-01-01 751.80")
    days = [due + timedelta(days=number) for number in range(400)]
    sums = [accrued(due, history, day, RATE) for day in days]
    growth = [later - earlier for earlier, later in pairwise(sums)]
    assert all(step >= 0 for step in growth)
    assert sum(growth) == accrued(due, history, days[-1], RATE)


def test_B11_the_line_says_how_it_grows() -> None:
    zh, en = worded(date(2026, 1, 31), RATE)
    assert zh == "逾期第 31 天（2026-03-03）起，按每日未缴本金 × 0.05% 累计，不超过本金的 100%"
    assert "2026-03-03" in en and "0.05%" in en
