"""Whole pictures of no great size."""

import struct

from foundation.picture_metadata import PNG, png_chunk


def png_head(width: int, height: int) -> bytes:
    """How a grey PNG of so many dots begins."""
    return PNG + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))


def jpeg(width: int, height: int) -> bytes:
    """A JPEG of so many dots, as it says."""
    frame = b"\xff\xc0\0\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\0"
    scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0data"
    return b"\xff\xd8\xff\xdb\0\x43" + bytes(65) + frame + scan + b"\xff\xd9"


HEAD, END = png_head(1, 1), png_chunk(b"IEND", b"")
JPEG = jpeg(1, 1)


def png(size: int = 150) -> bytes:
    """A PNG of so many bytes."""
    return HEAD + png_chunk(b"IDAT", bytes(size - len(HEAD) - len(END) - 12)) + END
