"""The archive that a spreadsheet is: its sizes are bounded before and while it is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy

from foundation.xlsx.limits import Limits, TooLarge, Unreadable

PIECE = 256_000
"""Bytes that are unpacked at once."""
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""As spreadsheets are; Python unpacks the other kinds without any bound."""
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError, LookupError,
)  # fmt: skip
"""What a broken archive makes Python stumble over."""


class Archive:
    """An opened archive that is bearable; raise `Unreadable` or `TooLarge` for any other.

    Its directory says how much would come out. It may lie, and whoever reads a part as a whole has
    it all in memory before it is cut to what was said (zip bombs): so each part is unpacked once by
    pieces, which are thrown away.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            parts = self._archive.infolist()
            if len(parts) > limits.parts:
                raise TooLarge
            if sum(part.file_size for part in parts) > limits.megabytes * 1_000_000:
                raise TooLarge
            self._parts = {part.filename.lstrip("/").lower(): part for part in parts}
            honest = all(part.compress_type in PACKED and is_true(self._archive, part)
                         for part in parts)  # fmt: skip
        except BROKEN as error:
            raise Unreadable from error
        if not honest or "[content_types].xml" not in self._parts:
            raise Unreadable

    def has(self, name: str) -> bool:
        """Whether there is a part of this name; case does not matter, as in Excel."""
        return name.lower() in self._parts

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part by pieces; raise `Unreadable` if it is not there."""
        part = self._parts.get(name.lower())
        if part is None:
            raise Unreadable
        try:
            with self._archive.open(part) as unpacking:
                while piece := unpacking.read(PIECE):
                    yield piece
        except BROKEN as error:
            raise Unreadable from error


def is_true(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether as much comes out of a part as it says; at most a byte more is unpacked."""
    larger, found = copy(part), 0
    larger.file_size += 1  # Python stops at what is said
    with archive.open(larger) as unpacking:
        while piece := unpacking.read(PIECE):
            found += len(piece)
    return found == part.file_size
