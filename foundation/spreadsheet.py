"""Spreadsheets (.xlsx) that strangers send: read in a process of their own, with bounds.

What such a file costs is decided by whoever wrote it: a hundred kilobytes can hold millions of
cells. So the process that answers requests never opens one. It starts another process with limits
of time and memory, waits for it as for anything else from outside, and takes over the rows.
"""

import base64
import binascii
import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from foundation.errors import ServiceError
from foundation.spreadsheet_cells import CellError
from foundation.subprocess_pool import SubprocessPool
from foundation.xlsx.limits import Limits

ROWS_BETWEEN_YIELDS = 100
BEARABLE = Limits()
__all__ = ["CellError", "Limits", "NotASpreadsheet", "SpreadsheetTooLarge", "decoded", "read_rows"]


class NotASpreadsheet(ServiceError):
    """This is not a readable .xlsx spreadsheet."""

    code = "not_a_spreadsheet"


class SpreadsheetTooLarge(ServiceError):
    """The spreadsheet is too large."""

    code = "spreadsheet_too_large"


class SpreadsheetsInTurn(ServiceError):
    """Other spreadsheets are being read; please send it again in a minute."""

    code = "spreadsheets_in_turn"


READERS = SubprocessPool("foundation.xlsx.worker", SpreadsheetsInTurn)
"""One file at once in a process: whoever sends twenty waits for them one after the other."""


Row = tuple[int, tuple[Any, ...]]
"""The number of the row as the spreadsheet shows it, and its cells: None, `str`, `bool`, `Decimal`
(as it is written in the file), `datetime`, `timedelta` (a time without a day) or `CellError`."""


def decoded(text: str) -> bytes:
    """The bytes of a base64 text; raise `NotASpreadsheet` if it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotASpreadsheet from error


def read_rows(content: bytes, limits: Limits = BEARABLE) -> Iterator[Row]:
    """The rows of the first sheet that are not empty.

    Nothing is given before all is read. Raise `NotASpreadsheet`, `SpreadsheetTooLarge` or
    `SpreadsheetsInTurn`.
    """
    lines = parsed(content, limits)
    del content
    for at, line in enumerate(lines):
        if at % ROWS_BETWEEN_YIELDS == 0:
            time.sleep(0)
        number, cells = json.loads(line)
        yield number, tuple(map(valued, cells))


def parsed(content: bytes, limits: Limits) -> list[bytes]:
    """What the reading process wrote, without its last line."""
    output = READERS.run(json.dumps(asdict(limits)).encode() + b"\n" + content)
    *lines, ending = output.splitlines() or [b"{}"]
    if not ending.startswith(b"{"):
        raise too_large(limits)  # stopped in the middle
    match json.loads(ending):
        case {"done": True}:
            return lines
        case {"refused": "unreadable"}:
            raise NotASpreadsheet
    raise too_large(limits)


def valued(cell: Any) -> Any:
    """A cell as Python has it."""
    match cell:
        case ["n", written]:
            return Decimal(written)
        case ["d", written]:
            return day(written)
        case ["t", written]:
            return timedelta(days=float(written))
        case ["e", written]:
            return CellError(written)
    return cell


def day(written: str) -> datetime | str:
    """A day, without zone as sheets have it; one that is none stays a text."""
    try:
        return datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return written


def too_large(limits: Limits) -> SpreadsheetTooLarge:
    """The refusal with the limits that were passed."""
    return SpreadsheetTooLarge(max_rows=limits.rows, max_megabytes=limits.megabytes)
