"""Tables as an .xlsx workbook."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from flask import Response

from gateway.api.endpoint import MEDIA_TYPES
from gateway.gate import gate

Cell = str | int | Decimal | None

STRICT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""A text stays a text, whatever it begins with: residents' words must not become formulas."""
WIDEST = 40


@dataclass(frozen=True)
class Table:
    """One sheet."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def workbook(tables: Iterable[Table], name: str) -> Response:
    """A download with one sheet per table; `name` is the file's name without ending."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, STRICT) as book:
        book.set_properties({"created": gate().clock.now().replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "bottom": 1})
        for table in tables:
            write(book.add_worksheet(table.title[:31]), table, bold)
    response = Response(buffer.getvalue(), content_type=MEDIA_TYPES["xlsx"])
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.xlsx")
    return response


def write(sheet: xlsxwriter.worksheet.Worksheet, table: Table, bold: object) -> None:
    """Fill one sheet; numbers as numbers, everything else as text."""
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, heading, bold)
    for line, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
                sheet.write_number(line, column, cell)
            elif cell is not None:
                sheet.write_string(line, column, str(cell))
    sheet.freeze_panes(1, 0)
    for column in range(len(table.headings)):
        texts = [table.headings[column], *(str(row[column]) for row in table.rows)]
        sheet.set_column(column, column, min(WIDEST, 2 + max(map(width, texts))))


def width(text: str) -> int:
    """Columns that a text takes: a Chinese character takes two."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)
