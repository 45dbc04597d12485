"""Photos and papers that people send: their type is read from the first bytes, never from the
name."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from foundation.errors import InvalidInput, ServiceError
from foundation.picture_metadata import stripped

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


class FileTypeUnsupported(ServiceError):
    """A file must be a PNG, JPEG or PDF file."""

    code = "file_type_unsupported"


@dataclass(frozen=True)
class Picture:
    """A photo, or a paper, that may be filed."""

    media_type: str
    content: bytes


def received(text: str, limit_mb: int, field: str = "content", *, papers: bool = False) -> Picture:
    """The photo in a base64 text of the field named; with `papers`, or the PDF.

    Raise `InvalidInput`, `PhotoTooLarge` (more than `limit_mb` megabytes), `PhotoTypeUnsupported`
    or `FileTypeUnsupported`.
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
    return Picture(kind, stripped(content))


def media_type(content: bytes, known: Mapping[bytes, str] = SIGNATURES) -> str | None:
    """`image/png` or `image/jpeg`, or what else is `known`; None for anything else."""
    return next((kind for start, kind in known.items() if content.startswith(start)), None)
