"""P09: a picture is filed when it is there to its end and no larger than can be shown."""

import base64
import struct
import zlib
from collections.abc import Callable

import pytest

from foundation import pictures
from foundation.picture_metadata import PNG, png_chunk
from foundation.picture_structure import MOST_DOTS, MOST_SIDE, Size, size_of
from foundation.pictures import PictureBroken, PictureTooManyDots, received
from tests.support.photos import END, JPEG, jpeg, png_head
from tests.support.pictures import png as drawn
from tests.unit.foundation.test_picture_metadata import METADATA, SCANS, TABLES

DATA = png_chunk(b"IDAT", zlib.compress(b"\0\0"))


def png(width: int, height: int) -> bytes:
    """A PNG that says it has so many dots."""
    return png_head(width, height) + DATA + END


def take(content: bytes) -> bytes:
    return received(base64.b64encode(content).decode(), 5).content


@pytest.mark.parametrize("made", [png, jpeg])
def test_P09_a_picture_of_the_most_dots_is_taken_and_a_row_more_is_not(
    made: Callable[[int, int], bytes],
) -> None:
    for width, height in ((8192, 6144), (6144, 8192), (MOST_SIDE, MOST_DOTS // MOST_SIDE)):
        assert take(made(width, height)) == made(width, height)
    for width, height in ((8192, 6145), (MOST_SIDE + 1, 1), (1, MOST_SIDE + 1), (20_000, 20_000)):
        with pytest.raises(PictureTooManyDots) as refused:
            take(made(width, height))
        assert refused.value.params == {
            "megapixels": 50, "side": 12_000, "width": width, "height": height
        }  # fmt: skip
        assert list(refused.value.errors) == ["content"]


@pytest.mark.parametrize("whole", [png(3, 2), drawn(30, 20), JPEG])
def test_P09_a_picture_that_is_cut_off_anywhere_is_refused(whole: bytes) -> None:
    assert size_of(whole) and size_of(whole + b"what lies behind the end")
    for cut in range(9, len(whole)):
        with pytest.raises(PictureBroken):
            take(whole[:cut])


@pytest.mark.parametrize(
    "broken",
    {
        "a dot was changed": drawn(30, 20).replace(b"IDAT\x78", b"IDAT\x79"),
        "a length lies": png_head(1, 1) + struct.pack(">I", 2**31) + b"IDAT" + DATA[8:] + END,
        "no data": png_head(1, 1) + END,
        "no head": PNG + DATA + END,
        "a head without a size": PNG + png_chunk(b"IHDR", b"") + DATA + END,
        "no end": png_head(1, 1) + DATA,
        "no width": png(0, 1),
        "no height": jpeg(1, 0),
        "a JPEG without data": JPEG[:2] + TABLES + b"\xff\xd9",
        "a JPEG without a frame": b"\xff\xd8" + SCANS + b"\xff\xd9",
        "a frame too short": b"\xff\xd8\xff\xc0\0\x04\x08\0" + SCANS + b"\xff\xd9",
        "two frames": JPEG[:2] + TABLES + jpeg(9, 9)[2:],
        "a hole": JPEG[:-2] + b"\xff\xe1\xff\xff" + JPEG[-2:],
    }.items(),
    ids=lambda one: one[0],
)
def test_P09_a_picture_that_is_damaged_is_refused(broken: tuple[str, bytes]) -> None:
    with pytest.raises(PictureBroken):
        take(broken[1])


@pytest.mark.parametrize("kind", METADATA)
def test_P09_what_a_camera_adds_breaks_no_picture(kind: str) -> None:
    sent = b"\xff\xd8" + METADATA[kind] + TABLES + SCANS + b"\xff\xd9"
    assert size_of(sent) == Size(16, 16)
    assert take(sent) == b"\xff\xd8" + TABLES + SCANS + b"\xff\xd9"


def test_P09_real_pictures_are_taken() -> None:
    """As programs write them, plain and progressive."""
    import io

    from PIL import Image

    picture = Image.effect_noise((90, 60), 40)
    for kind, how in (("PNG", {}), ("JPEG", {}), ("JPEG", {"progressive": True})):
        file = io.BytesIO()
        picture.save(file, kind, **how)
        assert size_of(file.getvalue()) == Size(90, 60)
        assert Image.open(io.BytesIO(take(file.getvalue()))).size == (90, 60)


def test_P09_without_the_look_at_its_parts_half_a_picture_would_be_filed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control."""
    monkeypatch.setattr(pictures, "size_of", lambda _content: Size(1, 1))
    assert take(png(20_000, 20_000)) and take(JPEG[:90])
