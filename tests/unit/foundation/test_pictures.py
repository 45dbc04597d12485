"""Which files are photos, and how large they may be: N02, R01."""

import base64

import pytest

from foundation.errors import InvalidInput
from foundation.pictures import (
    MEGABYTE,
    FileTypeUnsupported,
    PhotoTooLarge,
    PhotoTypeUnsupported,
    Picture,
    media_type,
    received,
)
from tests.support.photos import png

PNG = png()


def text(content: bytes) -> str:
    return base64.b64encode(content).decode()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (b"GIF89a", None),
        (b"<svg>", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_N02_R01_a_photo_is_told_by_its_first_bytes(content: bytes, expected: str | None) -> None:
    assert media_type(content) == expected


def test_N02_R01_what_is_received_is_as_it_was_sent() -> None:
    assert received(text(PNG), 1) == Picture("image/png", PNG)


def test_P09_papers_are_taken_where_papers_are_meant_alone() -> None:
    paper = b"%PDF-1.7\n..."
    assert received(text(paper), 1, papers=True) == Picture("application/pdf", paper)
    with pytest.raises(PhotoTypeUnsupported):
        received(text(paper), 1)
    for sent in (b"<html>%PDF-1.7", b"\n%PDF-1.7", b"PK\x03\x04"):
        with pytest.raises(FileTypeUnsupported):
            received(text(sent), 1, papers=True)


def test_N02_R01_a_photo_of_the_largest_size_is_taken_and_a_byte_more_is_not() -> None:
    whole = png(MEGABYTE)
    assert len(received(text(whole), 1).content) == MEGABYTE
    with pytest.raises(PhotoTooLarge) as refused:
        received(text(whole + b"\0"), 1, "file")
    assert refused.value.params == {"limit_mb": 1} and "file" in refused.value.errors


@pytest.mark.parametrize(
    ("sent", "refusal"),
    [(text(b"GIF89a"), PhotoTypeUnsupported), ("照片", InvalidInput), ("a===", InvalidInput)],
)
def test_N02_R01_what_is_no_photo_is_refused(sent: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        received(sent, 1)
