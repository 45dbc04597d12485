"""B01: billing periods are whole months."""

from datetime import date

import pytest

from services.billing.periods.rules import Month, Period


@pytest.mark.parametrize(
    ("text", "first", "last", "months"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30), 1),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), 1),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), 3),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), 3),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30), 6),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), 6),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), 12),
    ],
)
def test_B01_a_period_has_its_days(text: str, first: date, last: date, months: int) -> None:
    period = Period.parse(text)
    assert (period.first, period.last, len(period.months)) == (first, last, months)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-Q5", "2026-H3", "26", "2026-1", ""])
def test_B01_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"period|month"):
        Period.parse(text)


def test_B01_months_sort_and_name_themselves() -> None:
    assert sorted([Month(2026, 11), Month(2025, 12)])[0] == Month(2025, 12)
    assert str(Month(2026, 3)) == "2026-03"
