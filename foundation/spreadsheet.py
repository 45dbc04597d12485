"""Spreadsheets (.xlsx) that strangers send: opened with suspicion, read row by row.

Reading yields to other green threads now and then, so that a large file stops nobody.
"""

import io
import time
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

from foundation.errors import ServiceError

ROWS_BETWEEN_YIELDS = 100
PIECE = 1_000_000
"""Bytes that are unpacked at once."""
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""As spreadsheets are; Python unpacks the other kinds without any bound."""
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError)
"""What a broken archive makes Python stumble over."""


class NotASpreadsheet(ServiceError):
    """This is not a readable .xlsx spreadsheet."""

    code = "not_a_spreadsheet"


class SpreadsheetTooLarge(ServiceError):
    """The spreadsheet is too large."""

    code = "spreadsheet_too_large"


@dataclass(frozen=True)
class Limits:
    """What a file may hold at most."""

    rows: int = 20_000
    columns: int = 100
    megabytes: int = 64
    """Unpacked."""
    parts: int = 500
    """Files within the archive."""


Row = tuple[int, tuple[Any, ...]]
"""The number of the row as the spreadsheet shows it, and its cells."""


def read_rows(content: bytes, limits: Limits = Limits()) -> Iterator[Row]:
    """The rows of the first sheet that are not empty.

    Raise `NotASpreadsheet` or `SpreadsheetTooLarge`, also in the middle of the rows.
    """
    check_archive(content, limits)
    from openpyxl import load_workbook  # 7 MB that few processes ever need

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size is not trusted
        yield from counted(sheet.iter_rows(max_col=limits.columns, values_only=True), limits)
    except ServiceError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise NotASpreadsheet from error


def check_archive(content: bytes, limits: Limits) -> None:
    """Raise unless the content is a zip of bearable size with a workbook in it.

    The directory of the archive says how much would come out. It may lie, and whoever reads a part
    as a whole has it all in memory before it is cut to what was said (zip bombs): so each part is
    unpacked once by pieces, which are thrown away.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_parts(archive, limits)
    except UNREADABLE as error:
        raise NotASpreadsheet from error


def check_parts(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Raise unless the parts are few, bearable, as large as they say, and those of a workbook."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > limits.parts or unpacked > limits.megabytes * 1_000_000:
        raise too_large(limits)
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise NotASpreadsheet
    if not all(part.compress_type in PACKED and is_true(archive, part) for part in parts):
        raise NotASpreadsheet


def is_true(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether as much comes out of a part as it says; at most a byte more is unpacked."""
    larger, found = copy(part), 0
    larger.file_size += 1  # Python stops at what is said
    with archive.open(larger) as unpacking:
        while piece := unpacking.read(PIECE):
            found += len(piece)
            time.sleep(0)
    return found == part.file_size


def counted(rows: Iterator[tuple[Any, ...]], limits: Limits) -> Iterator[Row]:
    """Number the rows, leave out empty ones, stop at the limit."""
    kept = 0
    for number, cells in enumerate(rows, start=1):
        if number % ROWS_BETWEEN_YIELDS == 0:
            time.sleep(0)
        if number > limits.rows * 10:  # a far-away cell, with nothing in between
            raise too_large(limits)
        if any(cell is not None and str(cell).strip() for cell in cells):
            kept += 1
            if kept > limits.rows + 1:  # and one for the headings
                raise too_large(limits)
            yield number, cells


def too_large(limits: Limits) -> SpreadsheetTooLarge:
    """The refusal with the limits that were passed."""
    return SpreadsheetTooLarge(max_rows=limits.rows, max_megabytes=limits.megabytes)
