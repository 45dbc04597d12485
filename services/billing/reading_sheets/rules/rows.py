"""Rows of a sheet of meter readings: read what people type, name what is wrong (B21)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from contracts import numbers
from contracts.billing.reading_sheets import COLUMNS, ESTIMATED
from contracts.cell_messages import CELL_MESSAGES
from contracts.days import day_written
from contracts.fields import YEARS
from contracts.places import LONGEST, NoPlace, Place, place
from contracts.text import cleaned, unfit
from foundation.spreadsheet_cells import has_lost_digits, is_error, is_number, is_time, shown

MESSAGES = CELL_MESSAGES | {
    "unknown_household": ("档案中没有这一户。", "There is no such household."),
    "no_meter": ("该户没有此项表计。", "This household has no such meter."),
    "future": ("日期不能晚于今天。", "The day is in the future."),
    "not_rising": (
        "小于或早于上次读数 {last}。",
        "Below or before the last reading, {last}.",
    ),
    "previous": (
        "与已录入的上次读数不一致：系统为 {last}。请核对；录错的读数在该户表计页更正。",
        "Not the last reading that is recorded, {last}. Look again; a wrong reading is corrected "
        "on the page of the household's meters.",
    ),
    "previous_day": (
        "首次抄表须同时填写上期度数和上期读表时间。",
        "Where a meter began needs both its reading and its day.",
    ),
    "outlier": (
        "用量 {used} 远高于平时（约 {usual}），请核对并确认。",
        "Use of {used} is far more than usual (about {usual}); look again and confirm it.",
    ),
    "place_twice": ("档案中有几户是同一处，请先核对档案。", "The archive has this place twice."),
}
"""Chinese and English wording of what can be wrong with a cell."""
LARGEST = Decimal(99_999_999)


@dataclass(frozen=True)
class RowError:
    """What is wrong with one cell."""

    row: int
    field: str
    code: str
    facts: Mapping[str, Any] | None = None

    def words(self) -> dict[str, str]:
        """The wording in both languages."""
        zh, en = MESSAGES[self.code]
        facts = self.facts or {}
        return {"zh": zh.format(**facts), "en": en.format(**facts)}


@dataclass(frozen=True)
class ReadingRow:
    """A row that can be read; no `value`: the meter was not read."""

    row: int
    place: Place
    previous: Decimal | None
    previous_on: date | None
    value: Decimal | None
    read_on: date | None
    remark: str

    @property
    def estimated(self) -> bool:
        """Whether its remark says so."""
        return ESTIMATED in self.remark


def columns_by_heading(headings: Sequence[Any]) -> tuple[dict[int, str], list[str]]:
    """Which column holds which field, and the headings of needed columns that are not there."""
    known = {heading(name): column.field for column in COLUMNS for name in column.headings}
    found: dict[int, str] = {}
    for index, name in enumerate(headings):
        said = known.get(heading(name))
        if said and said not in found.values():
            found[index] = said
    missing = [c.heading for c in COLUMNS if c.required and c.field not in found.values()]
    return found, missing


def heading(text: Any) -> str:
    """A heading without blanks and marks of what must be filled in."""
    return re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", cleaned(shown(text)))).lower()


def read_row(cells: Mapping[str, Any]) -> tuple[ReadingRow | None, list[RowError]]:
    """A row `{"row": number, field: cell}`, or what is wrong with it."""
    reader = Reader(cells)
    row = reader.reading()
    return (None, reader.errors) if reader.errors else (row, [])


class Reader:
    """Reads one row and collects what is wrong with it, the first error of each field."""

    def __init__(self, cells: Mapping[str, Any]) -> None:
        self.cells = cells
        self.row = int(cells["row"])
        self.errors: list[RowError] = []

    def reading(self) -> ReadingRow:
        """The row; what is wrong stands in `errors`."""
        value, read_on = self.number("value"), self.day("read_on")
        if value is not None and read_on is None:
            self.fail("read_on", "missing")
        return ReadingRow(
            row=self.row,
            place=self.place(),
            previous=self.number("previous"),
            previous_on=self.day("previous_on"),
            value=value,
            read_on=read_on,
            remark=self.text("remark", 500),
        )

    def fail(self, name: str, code: str) -> None:
        """Note an error."""
        if not any(error.field == name for error in self.errors):
            self.errors.append(RowError(self.row, name, code))

    def text(self, name: str, longest: int = 60, *, required: bool = False) -> str:
        """A cell as a cleaned text; what the sheet itself has spoilt is named."""
        cell = self.cells.get(name)
        text = cleaned(shown(cell))
        if is_error(cell):
            self.fail(name, "cell_error")
        elif is_time(cell):
            self.fail(name, "became_date")
        elif has_lost_digits(cell):
            self.fail(name, "digits")
        elif required and not text:
            self.fail(name, "missing")
        elif len(text) > longest:
            self.fail(name, "too_long")
        elif unfit(text):
            self.fail(name, "characters")
        else:
            return text
        return ""

    def place(self) -> Place:
        """Building and unit, with the entrance that has a column of its own."""
        names = ("building", "unit", "entrance")
        building, unit, entrance = (
            self.text(name, LONGEST, required=name != "entrance") for name in names
        )
        for name in names:
            cell: Any = self.cells.get(name)
            if is_number(cell) and cell % 1:
                self.fail(name, "unit_number")
        if not any(error.field in names for error in self.errors):
            try:
                return place(building, unit, entrance)
            except NoPlace as refused:
                self.fail(refused.field, refused.code)
        return Place(building, unit)

    def number(self, name: str) -> Decimal | None:
        """What a meter shows; None where the cell is empty."""
        text = self.text(name)
        if not text:
            return None
        try:
            found = numbers.reading(text)
        except ValueError:
            found = Decimal(-1)
        if 0 <= found <= LARGEST:
            return found
        self.fail(name, "number")
        return None

    def day(self, name: str) -> date | None:
        """A date: a date cell, or text such as 2026-11-30, 2026/11/30, 2026年11月30日."""
        cell = self.cells.get(name)
        if isinstance(cell, datetime):
            cell = cell.date()
        if not isinstance(cell, date):
            text = self.text(name)
            if not text:
                return None
            cell = day_written(text)
        if cell is not None and cell.year in YEARS:
            return cell
        self.fail(name, "date")
        return None
