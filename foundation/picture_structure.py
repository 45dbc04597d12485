"""Whether a picture is there to its end, and how many dots it says it has (P09).

Nothing is unpacked: parts are walked by their lengths, and of a PNG the checks are compared. What
cannot be read so is kept by nobody, since what is filed is shown for years.
"""

import struct
import zlib
from typing import Final, NamedTuple

from foundation.picture_metadata import EOI, PNG, SOS, jpeg_parts

MOST_DOTS: Final = 8192 * 6144
"""What a telephone's camera of 50 megapixels takes; unpacked 200 MB, of which a telephone that
shows it may just have enough. A file of some kilobytes can say that it has a hundred times as many.
"""
MOST_SIDE: Final = 12_000
"""Dots; wider than any camera's picture. Panoramas are refused: browsers draw no canvas of more
than some 16,000, and many telephones less."""
HEAD: Final = b"\0\0\0\x0dIHDR"
"""Length and kind of the first chunk of a PNG, which has the size."""
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG by which a frame begins, with its size."""


class Size(NamedTuple):
    """Dots."""

    width: int
    height: int

    @property
    def fits(self) -> bool:
        """Whether a picture may have so many."""
        return max(self) <= MOST_SIDE and self.width * self.height <= MOST_DOTS


def size_of(content: bytes) -> Size | None:
    """The size of a PNG or JPEG; None where it is cut off, altered, or has no size at all."""
    size = png_size(content) if content.startswith(PNG) else jpeg_size(content)
    return size if size and min(size) > 0 else None


def png_size(content: bytes) -> Size | None:
    """The size that a PNG begins with, if all chunks are whole to the end, with some data."""
    if content[len(PNG) : len(PNG) + 8] != HEAD:
        return None
    at = len(PNG)
    kinds = []
    while at + 12 <= len(content) and b"IEND" not in kinds:
        (length,) = struct.unpack_from(">I", content, at)
        end = at + 12 + length
        if end > len(content):
            return None
        if zlib.crc32(content[at + 4 : end - 4]) != int.from_bytes(content[end - 4 : end]):
            return None
        kinds.append(content[at + 4 : at + 8])
        at = end
    whole = kinds[-1:] == [b"IEND"] and b"IDAT" in kinds
    return Size(*struct.unpack_from(">II", content, len(PNG) + 8)) if whole else None


def jpeg_size(content: bytes) -> Size | None:
    """The size of the frame of a JPEG, if it has data and comes to its end."""
    frames, markers = set(), []
    for marker, start, end in jpeg_parts(content):
        markers.append(marker)
        if marker == EOI:
            break
        if marker in FRAMES:
            if end - start < 10:
                return None
            height, width = struct.unpack_from(">HH", content[start:end].lstrip(b"\xff"), 4)
            frames.add(Size(width, height))
    whole = markers[-1:] == [EOI] and SOS in markers and len(frames) == 1
    return frames.pop() if whole else None
