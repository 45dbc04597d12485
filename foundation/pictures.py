"""Photos and papers that people send: their type is read from the first bytes, never from the
name."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from foundation import pdf_contents
from foundation.errors import InvalidInput, ServiceError
from foundation.picture_metadata import stripped
from foundation.picture_structure import MOST_DOTS, MOST_SIDE, size_of
from foundation.subprocess_pool import INSTALLED, SubprocessPool

MEGABYTE = 1024 * 1024
PDF = {b"%PDF-": "application/pdf"}
SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


class PhotoTypeUnsupported(ServiceError):
    """A photo must be a PNG or JPEG file."""

    code = "photo_type_unsupported"


class PhotoTooLarge(ServiceError):
    """The photo is too large."""

    code = "photo_too_large"


class PictureTooManyDots(ServiceError):
    """The picture has too many dots."""

    code = "picture_too_many_dots"


class PictureBroken(ServiceError):
    """The picture is cut off or damaged."""

    code = "picture_broken"


class FileTypeUnsupported(ServiceError):
    """A file must be a PNG, JPEG or PDF file."""

    code = "file_type_unsupported"


class PdfNotPlain(ServiceError):
    """The PDF has a script, a file or a password in it."""

    code = "pdf_not_plain"


class PictureNotReadable(ServiceError):
    """The picture cannot be read, or is too large to be drawn."""

    code = "picture_not_readable"


class PicturesInTurn(ServiceError):
    """Other pictures are being drawn; please send it again in a minute."""

    code = "pictures_in_turn"


DRAWERS = SubprocessPool("foundation.picture_drawing", PicturesInTurn, flags=INSTALLED)


@dataclass(frozen=True)
class Picture:
    """A photo, or a paper, that may be filed."""

    media_type: str
    content: bytes


def received(text: str, limit_mb: int, field: str = "content", *, papers: bool = False) -> Picture:
    """The photo in a base64 text of the field named; with `papers`, or the PDF.

    Raise `InvalidInput`, `PhotoTooLarge` (more than `limit_mb` megabytes), `PhotoTypeUnsupported`,
    `PictureBroken`, `PictureTooManyDots`, or with papers `FileTypeUnsupported` and `PdfNotPlain`.
    """
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise InvalidInput("Not a base64 text.", field=field) from error
    if len(content) > limit_mb * MEGABYTE:
        raise PhotoTooLarge(field=field, limit_mb=limit_mb)
    kind = media_type(content, SIGNATURES | PDF if papers else SIGNATURES)
    if kind is None:
        raise (FileTypeUnsupported if papers else PhotoTypeUnsupported)(field=field)
    if kind in SIGNATURES.values():
        require_whole(content, field)
    elif not pdf_contents.is_plain(content):
        raise PdfNotPlain(field=field)
    return Picture(kind, stripped(content))


def require_whole(content: bytes, field: str) -> None:
    """Raise `PictureBroken` for what does not come to its end, `PictureTooManyDots`."""
    size = size_of(content)
    if size is None:
        raise PictureBroken(field=field)
    if not size.fits:
        raise PictureTooManyDots(
            field=field, megapixels=MOST_DOTS // 1_000_000, side=MOST_SIDE,
            width=size.width, height=size.height,
        )  # fmt: skip


def fitted(sent: Picture, width: int, height: int, *, field: str) -> Picture:
    """The picture drawn anew as PNG, no larger than so many dots: nothing of the file is kept, and
    what draws it further cannot be made to work long.

    Raise `PictureNotReadable`, `PicturesInTurn`.
    """
    drawn = DRAWERS.run(f"{width} {height}\n".encode() + sent.content)
    if media_type(drawn) != "image/png":
        raise PictureNotReadable(field=field)
    return Picture("image/png", drawn)


def media_type(content: bytes, known: Mapping[bytes, str] = SIGNATURES) -> str | None:
    """`image/png` or `image/jpeg`, or what else is `known`; None for anything else."""
    return next((kind for start, kind in known.items() if content.startswith(start)), None)
