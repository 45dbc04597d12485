"""What photos carry beside the picture: where and when and by which telephone they were taken.

It is taken out without touching the picture itself: the compressed data goes over byte by byte,
and so do colours (ICC profile, gamma); of all that is said about the picture only which side is
up remains.
"""

import re
import struct
import zlib
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP".split())
JPEG_KEPT = frozenset({0xE0, 0xEE})
"""APP0 (JFIF) and APP14 (Adobe: how the colours are coded); APP2 where it is an ICC profile."""
ICC = b"ICC_PROFILE\0"
EXIF = b"Exif\0\0"
SOI, EOI, SOS, COM, APP1, APP2 = 0xD8, 0xD9, 0xDA, 0xFE, 0xE1, 0xE2
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length."""
NEXT_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
"""The end of compressed data, in which 0xFF is followed by 0 or by the number of a restart."""
ORIENTATION = 0x0112
MOST_ENTRIES = 500


def stripped(content: bytes) -> bytes:
    """The picture alone; of one that is broken, as far as it can be read."""
    if content.startswith(PNG):
        return strip_png(content)
    if content.startswith(b"\xff\xd8\xff"):
        return strip_jpeg(content)
    return content


def strip_png(content: bytes) -> bytes:
    """A PNG without texts, times, Exif, and what lies behind its end."""
    kept = [PNG]
    at = len(PNG)
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        kind = content[at + 4 : at + 8]
        end = at + 12 + length
        if not kind.isalpha() or end > len(content):
            break
        if kind in PNG_KEPT:
            kept.append(content[at:end])
        elif kind == b"eXIf" and (side := orientation(content[at + 8 : end - 4])):
            kept.append(png_chunk(b"eXIf", exif_of(side)))
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    return b"".join(kept)


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk with its length and check."""
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def strip_jpeg(content: bytes) -> bytes:
    """A JPEG without comments, Exif, XMP and the like, and without what lies behind its end, such
    as a film or a second picture with metadata of its own."""
    kept = [content[:2]]
    for marker, start, end in jpeg_parts(content):
        segment = content[start:end]
        if marker == APP1 and segment[4:10] == EXIF and (side := orientation(segment[10:])):
            data = EXIF + exif_of(side)
            kept.append(b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data)
        elif is_picture(marker, segment):
            kept.append(segment)
        if marker == EOI:
            return b"".join(kept)
    return b"".join(kept)


def is_picture(marker: int, segment: bytes) -> bool:
    """Whether a part of a JPEG belongs to the picture."""
    if marker == APP2:
        return segment[4 : 4 + len(ICC)] == ICC
    return marker in JPEG_KEPT or not (0xE0 <= marker <= 0xEF or marker == COM)


def jpeg_parts(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of each part; a scan's compressed data belongs to the scan."""
    at = 2
    while at + 2 <= len(content) and content[at] == 0xFF:
        start = at
        while at < len(content) and content[at] == 0xFF:
            at += 1  # fill bytes
        if at == len(content):
            return
        marker = content[at]
        at += 1
        if marker == 0 or marker == SOI:
            return
        if marker != EOI and marker not in ALONE:
            if at + 2 > len(content):
                return
            (length,) = struct.unpack_from(">H", content, at)
            at += length
            if length < 2 or at > len(content):
                return
        if marker == SOS:
            following = NEXT_MARKER.search(content, at)
            at = following.start() if following else len(content)
        yield marker, start, at


def orientation(tiff: bytes) -> int | None:
    """Which side is up, by the first directory of Exif data; None where nothing is turned."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return None
    (offset,) = struct.unpack_from(f"{order}I", tiff, 4)
    if offset + 2 > len(tiff):
        return None
    (count,) = struct.unpack_from(f"{order}H", tiff, offset)
    for index in range(min(count, MOST_ENTRIES)):
        entry = offset + 2 + 12 * index
        if entry + 12 > len(tiff):
            return None
        tag, kind = struct.unpack_from(f"{order}HH", tiff, entry)
        if tag == ORIENTATION and kind == 3:
            (side,) = struct.unpack_from(f"{order}H", tiff, entry + 8)
            return side if 2 <= side <= 8 else None
    return None


def exif_of(side: int) -> bytes:
    """Exif data that say which side is up, and nothing else."""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, side, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
