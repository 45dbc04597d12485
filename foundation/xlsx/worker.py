"""The process that reads a spreadsheet: whatever is in it, only this process is held up.

Standard input: a line of JSON with the limits, then the file. Standard output: a row per line as
JSON `[number, cells]`, at the end `{"done": true}` or `{"refused": "unreadable" | "too_large"}`.
Without a last line the process was stopped by one of its limits.
"""

import json
import sys
from typing import BinaryIO

from foundation.resource_limits import limit_resources
from foundation.xlsx.archive import Archive
from foundation.xlsx.limits import Limits, TooLarge, Unreadable
from foundation.xlsx.sheet import Cell, read_sheet


class Writer:
    """Writes rows as long as they are bearable."""

    def __init__(self, out: BinaryIO, limits: Limits) -> None:
        self._out = out
        self._limits = limits
        self._rows = self._bytes = 0

    def row(self, number: int, cells: list[Cell]) -> None:
        """Write a row; raise `TooLarge` beyond the limits."""
        self._rows += 1
        if self._rows > self._limits.rows + 1:  # and one for the headings
            raise TooLarge
        line = json.dumps([number, cells], separators=(",", ":")).encode("ascii")
        self._bytes += len(line)
        if self._bytes > self._limits.megabytes * 1_000_000:  # one text, repeated a million times
            raise TooLarge
        self._out.write(line + b"\n")


def main() -> None:
    """Read one spreadsheet."""
    limits = Limits(**json.loads(sys.stdin.buffer.readline()))
    limit_resources(limits.memory_megabytes, limits.seconds)
    out = sys.stdout.buffer
    ending: dict[str, object]
    try:
        archive = Archive(sys.stdin.buffer.read(), limits)
        read_sheet(archive, limits, Writer(out, limits).row)
        ending = {"done": True}
    except Unreadable:
        ending = {"refused": "unreadable"}
    except (TooLarge, MemoryError):
        ending = {"refused": "too_large"}
    out.write(json.dumps(ending).encode() + b"\n")
    out.flush()
