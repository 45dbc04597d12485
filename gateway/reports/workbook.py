"""Tables as an .xlsx workbook."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

import xlsxwriter
from flask import Response

from gateway.api.endpoint import MEDIA_TYPES
from gateway.context import gateway_context

MONEY = "#,##0.00"
PERCENT = "0.00%"
DECIMALS = "0.00"
DAY = "yyyy-mm-dd"
MOMENT = "yyyy-mm-dd hh:mm"


@dataclass(frozen=True)
class Figure:
    """A number, and how a spreadsheet shows it."""

    value: Decimal
    look: str


Cell = str | int | Decimal | Figure | date | datetime | None
"""Moments are local: a spreadsheet knows no zones."""


def money(amount: str | Decimal | None) -> Cell:
    """An amount of yuan."""
    return figure(amount, MONEY)


def share(per_cent: str | Decimal | None) -> Cell:
    """A share that was worked out in per cent: a spreadsheet keeps it as a part of one."""
    return figure(per_cent, PERCENT, of=100)


def decimals(number: str | Decimal | None) -> Cell:
    """A figure with two decimals."""
    return figure(number, DECIMALS)


def figure(number: str | Decimal | None, look: str, of: int = 1) -> Cell:
    """A figure as a number; what is none stays a text, which no spreadsheet computes."""
    try:
        return None if number is None else Figure(Decimal(number) / of, look)
    except InvalidOperation:
        return str(number)


def day(written: str | None) -> Cell:
    """A day as a date; what is none stays a text."""
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError:
        return written


STRICT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""A text stays a text, whatever it begins with: residents' words must not become formulas."""
WIDEST = 40
LONGEST_TAB = 31
UNFIT_IN_TABS = re.compile(r"[][:*?/\\\x00-\x1f]")


@dataclass(frozen=True)
class Table:
    """One sheet."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def workbook(tables: Iterable[Table], name: str) -> Response:
    """A download with one sheet per table; `name` is the file's name without ending."""
    response = Response(packed(tables), content_type=MEDIA_TYPES["xlsx"])
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.xlsx")
    return response


def packed(tables: Iterable[Table]) -> bytes:
    """The file itself."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, STRICT) as book:
        book.set_properties({"created": gateway_context().clock.now().replace(tzinfo=None)})
        looks = {
            look: book.add_format({"num_format": look})
            for look in (MONEY, PERCENT, DECIMALS, DAY, MOMENT)
        }
        looks["bold"] = book.add_format({"bold": True, "bottom": 1})
        for table in tables:
            write(book.add_worksheet(tab_of(table.title)), table, looks)
    return buffer.getvalue()


def tab_of(title: str) -> str:
    """A title as the name of a sheet: without what no program takes there, and not too long."""
    return UNFIT_IN_TABS.sub(" ", title).strip("' ")[:LONGEST_TAB].strip("' ") or "1"


def write(sheet: xlsxwriter.worksheet.Worksheet, table: Table, looks: Mapping[str, object]) -> None:
    """Fill one sheet; numbers and dates as what they are, everything else as text."""
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, heading, looks["bold"])
    for line, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            write_cell(sheet, (line, column), cell, looks)
    sheet.freeze_panes(1, 0)
    for column in range(len(table.headings)):
        texts = [table.headings[column], *(shown(row[column]) for row in table.rows)]
        sheet.set_column(column, column, min(WIDEST, 2 + max(map(width, texts))))


def write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    at: tuple[int, int],
    cell: Cell,
    looks: Mapping[str, object],
) -> None:
    """Write one cell; nothing for None."""
    match cell:
        case None:
            return
        case datetime():
            sheet.write_datetime(*at, cell.replace(tzinfo=None), looks[MOMENT])
        case date():
            sheet.write_datetime(*at, cell, looks[DAY])
        case Figure():
            sheet.write_number(*at, cell.value, looks[cell.look])
        case bool() | str():
            sheet.write_string(*at, str(cell))
        case _:
            sheet.write_number(*at, cell)


def shown(cell: Cell) -> str:
    """About how a spreadsheet shows a cell; for its width."""
    match cell:
        case None:
            return ""
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case Figure():
            return f"{cell.value:,.2f}%"
    return str(cell)


def width(text: str) -> int:
    """Columns that a text takes: a Chinese character takes two."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)
