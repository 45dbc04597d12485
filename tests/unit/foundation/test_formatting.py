"""Days, moments and periods in texts that are kept."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from foundation.formatting import in_chinese, in_english, span_in_chinese, span_in_english


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (date(2026, 11, 5), "2026年11月5日", "November 5, 2026"),
        (datetime(2026, 11, 4, 17, 5, tzinfo=UTC), "2026年11月5日 01:05", "November 5, 2026 01:05"),
        ("2026-Q3", "2026年第3季度", "Q3 2026"),
        ("2026-H1", "2026年上半年", "the first half of 2026"),
        ("2026-11", "2026年11月", "November 2026"),
        ("ZD-2026-000001", "ZD-2026-000001", "ZD-2026-000001"),
        ("1509.30", "1509.30", "1509.30"),
        (3, 3, 3),
    ],
)
def test_each_language_has_its_own_way(value: Any, chinese: Any, english: Any) -> None:
    assert (in_chinese(value), in_english(value)) == (chinese, english)


@pytest.mark.parametrize(
    ("last", "chinese", "english"),
    [
        (date(2026, 12, 31), "2026年10月16日至12月31日", "October 16 to December 31, 2026"),
        (
            date(2027, 1, 31),
            "2026年10月16日至2027年1月31日",
            "October 16, 2026 to January 31, 2027",
        ),
    ],
)
def test_a_span_of_days_names_a_year_once(last: date, chinese: str, english: str) -> None:
    first = date(2026, 10, 16)
    assert (span_in_chinese(first, last), span_in_english(first, last)) == (chinese, english)
