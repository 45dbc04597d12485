"""Of a photo only the picture is kept: not where, when and by whom it was taken."""

import struct
import zlib

import pytest

from foundation.picture_metadata import EXIF, PNG, exif_of, orientation, png_chunk, stripped
from foundation.pictures import received

HOME = b"GPSLatitude 39.9042 HUAWEI 2026-11-28 secret home"


def segment(marker: int, data: bytes) -> bytes:
    """A part of a JPEG."""
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def exif(side: int, order: str = ">") -> bytes:
    """Exif data of a telephone: who made it, which side is up, where."""
    entries = [(0x010F, 2, 4, 0), (0x0112, 3, 1, side << 16 if order == ">" else side)]
    entries += [(0x8825, 4, 1, 26)]
    packed = b"".join(struct.pack(f"{order}HHII", *entry) for entry in entries)
    start = b"MM\0*" if order == ">" else b"II*\0"
    return start + struct.pack(f"{order}IH", 8, len(entries)) + packed + b"\0" * 4 + HOME


JFIF = segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0")
ICC = segment(0xE2, b"ICC_PROFILE\0\x01\x01colours")
ADOBE = segment(0xEE, b"Adobe\0d\0\0\0\0\x01")
TABLES = segment(0xDB, bytes(65)) + segment(0xC2, b"\x08\0\x10\0\x10\x01\x01\x11\0")
SCANS = (
    segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"data\xff\x00more\xff\xd0again"
    + segment(0xC4, b"\0table") + segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"second scan"
)  # fmt: skip
END = b"\xff\xd9"
METADATA = {
    "Exif": segment(0xE1, EXIF + exif(1)),
    "XMP": segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + HOME),
    "a second picture": segment(0xE2, b"MPF\0" + HOME),
    "Photoshop": segment(0xED, b"Photoshop 3.0\0" + HOME),
    "a comment": segment(0xFE, HOME),
    "a maker's own": segment(0xE5, HOME),
    "fill bytes before": b"\xff\xff\xff" + segment(0xFE, HOME),
}


@pytest.mark.parametrize("kind", METADATA)
@pytest.mark.parametrize("behind_first_scan", [False, True])
def test_a_jpeg_is_kept_byte_by_byte_without_what_tells(kind: str, behind_first_scan: bool) -> None:
    metadata = METADATA[kind]
    picture = JFIF + ICC + ADOBE + TABLES
    first, second = SCANS[: SCANS.index(b"\xff\xc4")], SCANS[SCANS.index(b"\xff\xc4") :]
    sent = (
        b"\xff\xd8" + picture + first + metadata + second + END
        if behind_first_scan
        else b"\xff\xd8" + metadata + picture + first + second + END
    )
    assert stripped(sent) == b"\xff\xd8" + picture + SCANS + END


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("side", range(10))
def test_which_side_is_up_remains(order: str, side: int) -> None:
    sent = b"\xff\xd8" + segment(0xE1, EXIF + exif(side, order)) + TABLES + SCANS + END
    kept = stripped(sent)
    assert HOME not in kept
    turned = segment(0xE1, EXIF + exif_of(side))
    assert (turned in kept) == (2 <= side <= 8)
    assert orientation(exif_of(6)) == 6
    assert stripped(kept) == kept


def test_what_lies_behind_the_end_is_left_out() -> None:
    film = b"....ftypmp42" + HOME
    assert stripped(b"\xff\xd8" + TABLES + SCANS + END + film).endswith(b"second scan" + END)


def test_a_png_is_kept_without_what_tells() -> None:
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    data = png_chunk(b"IDAT", zlib.compress(b"\0\0"))
    colours = png_chunk(b"gAMA", b"\0\0\xb1\x8f")
    metadata = [png_chunk(kind, HOME) for kind in (b"tEXt", b"zTXt", b"iTXt", b"tIME", b"prVt")]
    sent = PNG + head + b"".join(metadata) + colours + data + png_chunk(b"IEND", b"") + HOME
    assert stripped(sent) == PNG + head + colours + data + png_chunk(b"IEND", b"")
    turned = PNG + head + png_chunk(b"eXIf", exif(6)) + data + png_chunk(b"IEND", b"")
    kept = stripped(turned)
    assert HOME not in kept
    assert png_chunk(b"eXIf", exif_of(6)) in kept


@pytest.mark.parametrize("start", [PNG, b"\xff\xd8\xff"])
@pytest.mark.parametrize("cut", range(0, 200, 7))
def test_of_a_broken_picture_nothing_is_told_either(start: bytes, cut: int) -> None:
    whole = (
        PNG + png_chunk(b"IHDR", bytes(13)) + png_chunk(b"tEXt", HOME)
        if start is PNG
        else b"\xff\xd8" + TABLES + METADATA["Exif"] + METADATA["a comment"]
    )
    for broken in (whole[: len(whole) - cut], start + whole[cut:]):
        assert b"GPS" not in stripped(broken)


def test_P09_a_broken_picture_ends_where_it_is_broken() -> None:
    """What cannot be read is not kept, whatever it may tell in a way that nobody looks for."""
    secret = b"39.9042N 116.4074E"
    whole = b"\xff\xd8" + JFIF + TABLES
    assert stripped(whole + b"\xff\xe5\xff\xff" + secret) == whole
    assert stripped(whole + b"\0\0" + secret) == whole
    head = PNG + png_chunk(b"IHDR", bytes(13))
    assert stripped(head + struct.pack(">I", 9_999) + b"IDAT" + secret) == head
    assert stripped(head + b"\0\0" + secret) == head


def test_a_photo_is_stripped_when_it_comes_and_one_filed_long_ago_when_it_goes() -> None:
    import base64

    sent = b"\xff\xd8" + METADATA["Exif"] + TABLES + SCANS + END
    picture = received(base64.b64encode(sent).decode(), 5)
    assert HOME not in picture.content
