"""The rows of a sheet, one by one, each cell as what it is: nothing is guessed here.

A cell is None, a text, a truth value, or a pair that says what it is:
`["n", "1.5"]` a number as it is written in the file, `["d", "2024-07-01T00:00:00"]` a day,
`["t", "0.5"]` a time or span in days, `["e", "#N/A"]` an error.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from foundation.xlsx.archive import Archive
from foundation.xlsx.book import Book, unescaped
from foundation.xlsx.limits import Limits, TooLarge, Unreadable
from foundation.xlsx.xml import parse

Cell = str | bool | list[str] | None
OnRow = Callable[[int, list[Cell]], None]

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?\d{1,7}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d{1,400}\.?\d{0,400}|\.\d{1,400})([eE][+-]?\d{1,3})?", re.ASCII)
LAST_ROW = 1_048_576
LAST_DAY = 2_958_465
"""Serial number of 9999-12-31."""


class SheetReader:
    """Reads the XML of a sheet and passes on its rows."""

    def __init__(self, book: Book, on_row: OnRow) -> None:
        self.limits = book.limits
        self.texts = book.texts()
        self.dates = book.dates()
        self.epoch = datetime(1904, 1, 1) if book.from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zones
        self.on_row = on_row
        self.row = self.cells = self.in_row = 0
        self.values: list[Cell] = []
        self.column = -1
        self.kind = self.style = ""
        self.pieces: list[str] = []
        self.length = 0
        self.taking = False
        self.aids = 0
        self.in_data = False

    def read(self, archive: Archive, part: str) -> None:
        """Pass on every row that is not empty."""
        parse(archive.pieces(part), self.limits, self.begin, self.end, self.text)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self.begin_cell(attributes)
        elif name in ("v", "t"):
            self.taking = self.in_data and not self.aids
        elif name == "row":
            self.begin_row(attributes.get("r"))
        elif name == "rPh":
            self.aids += 1
        elif name == "sheetData":
            self.in_data = True

    def end(self, name: str) -> None:
        """An element ends."""
        if name in ("v", "t"):
            self.taking = False
        elif name == "c" and self.in_data:
            self.end_cell()
        elif name == "row" and self.in_data:
            if any(value is not None for value in self.values):
                self.on_row(self.row, self.values)
            self.values, self.column = [], -1
        elif name == "rPh":
            self.aids -= 1
        elif name == "sheetData":
            self.in_data = False

    def text(self, text: str) -> None:
        """Letters of a cell."""
        if not self.taking:
            return
        self.length += len(text)
        if self.length > self.limits.letters:
            raise TooLarge
        self.pieces.append(text)

    def begin_row(self, number: str | None) -> None:
        """A row; where it does not say its number, the next one."""
        self.row = whole(number) if number else self.row + 1
        if not 0 < self.row <= LAST_ROW:
            raise Unreadable
        self.in_row = 0
        self.count()

    def begin_cell(self, attributes: dict[str, str]) -> None:
        """A cell; where it does not say its column, the next one."""
        self.count()
        self.in_row += 1
        if self.in_row > self.limits.in_a_row:
            raise TooLarge
        self.column = column_of(attributes["r"]) if "r" in attributes else self.column + 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.pieces, self.length = [], 0

    def count(self) -> None:
        """Rows count too: empty ones also take time."""
        self.cells += 1
        if self.cells > self.limits.cells:
            raise TooLarge

    def end_cell(self) -> None:
        """Put the value where it belongs."""
        if self.column >= self.limits.columns or not self.pieces:
            return
        value = self.value("".join(self.pieces))
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        self.values += [None] * (self.column + 1 - len(self.values))
        self.values[self.column] = value

    def value(self, written: str) -> Cell:
        """What a cell says."""
        match self.kind:
            case "s":
                try:
                    text = self.texts[whole(written)]
                except IndexError as error:
                    raise Unreadable from error
                if len(text) > self.limits.letters:
                    raise TooLarge
                return text
            case "inlineStr" | "str":
                return unescaped(written)
            case "b":
                return written.strip() in ("1", "true")
            case "e":
                return ["e", written.strip()]
            case "d":
                return ["d", written.strip()]
            case "n":
                return self.number(written.strip())
        raise Unreadable

    def number(self, written: str) -> Cell:
        """A number, or the day or time that its style makes of it."""
        if not written:
            return None
        if not _NUMBER.fullmatch(written):
            raise Unreadable
        style = whole(self.style) if self.style else 0
        if style < len(self.dates) and self.dates[style]:
            days = float(written)
            if 1 <= days <= LAST_DAY:
                return ["d", self.day(days).isoformat()]
            if 0 <= days < 1:
                return ["t", written]
        return ["n", written]

    def day(self, days: float) -> datetime:
        """A serial number of days as a moment, to the second; Excel's 1900 was a leap year."""
        if self.epoch.year < 1904 and days < 60:
            days += 1
        return self.epoch + timedelta(seconds=round(days * 86_400))


def whole(text: str) -> int:
    """A number of a row, style or text; raise `Unreadable` for anything else."""
    if not (text := text.strip()).isascii() or not text.isdigit() or len(text) > 8:
        raise Unreadable
    return int(text)


def column_of(reference: str) -> int:
    """Which column, from 0: `AB12` → 27."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise Unreadable
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1


def read_sheet(archive: Archive, limits: Limits, on_row: OnRow) -> None:
    """Pass the rows of the first sheet that are not empty to `on_row`; raise `Unreadable` or
    `TooLarge`."""
    book = Book(archive, limits)
    part = book.first_sheet()
    SheetReader(book, on_row).read(archive, part)
