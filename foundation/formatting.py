"""Formats days, moments and billing periods for people to read, in Chinese and English.

Pages write them by the reader's locale; these are for texts that are kept: messages, letters.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from foundation.clock import SHANGHAI

PERIOD = re.compile(r"(\d{4})-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2]))")


@dataclass(frozen=True)
class LocaleFormat:
    """How a language writes a day, and the year's quarters, halves and months."""

    day: Callable[[date], str]
    month: Callable[[date], str]
    quarter: str
    halves: tuple[str, str]


CHINESE = LocaleFormat(
    day=lambda day: f"{day.year}年{day.month}月{day.day}日",
    month=lambda day: f"{day.year}年{day.month}月",
    quarter="{year}年第{quarter}季度",
    halves=("{year}年上半年", "{year}年下半年"),
)
ENGLISH = LocaleFormat(
    day=lambda day: f"{day:%B} {day.day}, {day.year}",
    month=lambda day: f"{day:%B} {day.year}",
    quarter="Q{quarter} {year}",
    halves=("the first half of {year}", "the second half of {year}"),
)


def span_in_chinese(first: date, last: date) -> str:
    """2026年10月16日至11月30日; the year of the end where it is another one."""
    end = CHINESE.day(last)
    return f"{CHINESE.day(first)}至{end.removeprefix(f'{first.year}年')}"


def span_in_english(first: date, last: date) -> str:
    """October 16 to November 30, 2026; the year of the beginning where it is another one."""
    begin = ENGLISH.day(first)
    return f"{begin.removesuffix(f', {last.year}')} to {ENGLISH.day(last)}"


def in_chinese(value: Any) -> Any:
    """2026年11月20日, with the local time of a moment; 2026年第3季度. Anything else as it is."""
    return format_value(value, CHINESE)


def in_english(value: Any) -> Any:
    """November 20, 2026, with the local time of a moment; Q3 2026. Anything else as it is."""
    return format_value(value, ENGLISH)


def format_value(value: Any, locale: LocaleFormat) -> Any:
    """A day, moment or period as a language writes it."""
    match value:
        case datetime():
            at = value.astimezone(SHANGHAI)
            return f"{locale.day(at.date())} {at:%H:%M}"
        case date():
            return locale.day(value)
        case str() if found := PERIOD.fullmatch(value):
            year, quarter, half, month = found.groups()
            if month:
                return locale.month(date(int(year), int(month), 1))
            pattern = locale.quarter if quarter else locale.halves[int(half) - 1]
            return pattern.format(year=year, quarter=quarter)
    return value


def home_in_full(building: str, unit: str) -> str:
    """`1栋1单元201室` of building `1栋` and unit `1-201`; a shop keeps its own name."""
    *entrance, room = unit.split("-")
    if not room[:1].isdigit() or len(entrance) > 1:
        return f"{building}{unit}"
    return f"{building}{f'{entrance[0]}单元' if entrance else ''}{room}室"
