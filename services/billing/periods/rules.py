"""Billing periods (账期): months, quarters, half-years and years (B01)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

FORM = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?", re.ASCII)


@cache
def days_of(year: int, month: int) -> int:
    """Days of a month; asked for thousands of times in a bill run."""
    return monthrange(year, month)[1]


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, self.length)

    @property
    def length(self) -> int:
        """Days it has."""
        return days_of(self.year, self.number)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


@dataclass(frozen=True)
class Period:
    """A billing period: whole calendar months."""

    text: str
    months: tuple[Month, ...]

    @property
    def first(self) -> date:
        """Its first day."""
        return self.months[0].first

    @property
    def last(self) -> date:
        """Its last day."""
        return self.months[-1].last

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `2026-11`, `2026-Q4`, `2026-H2` or `2026`; raise ValueError for what is none."""
        match = FORM.fullmatch(text)
        if not match:
            raise ValueError(f"no billing period: {text!r}")
        year, month, quarter, half = (int(part) if part else 0 for part in match.groups())
        if match[2]:
            first, count = month, 1
        elif quarter:
            first, count = quarter * 3 - 2, 3
        elif half:
            first, count = half * 6 - 5, 6
        else:
            first, count = 1, 12
        if not 1 <= first <= 12:
            raise ValueError(f"no such month: {text!r}")
        return cls(text, tuple(Month(year, first + index) for index in range(count)))
