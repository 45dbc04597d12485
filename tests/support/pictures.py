"""Pictures that can be drawn."""

import base64
import struct
import zlib

from foundation.picture_metadata import PNG, png_chunk


def png(width: int, height: int) -> bytes:
    """A red PNG of so many dots."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xc0\0\0" * width) * height)
    return PNG + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")


DOT = png(1, 1)


def base64_of(content: bytes) -> str:
    """As it travels."""
    return base64.b64encode(content).decode()
