"""Whole pictures of no great size."""

from foundation.picture_metadata import PNG, png_chunk

HEAD, END = PNG + png_chunk(b"IHDR", bytes(13)), png_chunk(b"IEND", b"")
JPEG = b"\xff\xd8\xff\xdb\x00\x43" + bytes(65) + b"\xff\xda\x00\x08\x01\x01\0\0\x3f\0data\xff\xd9"


def png(size: int = 150) -> bytes:
    """A PNG of so many bytes."""
    return HEAD + png_chunk(b"IDAT", bytes(size - len(HEAD) - len(END) - 12)) + END
