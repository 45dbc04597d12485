"""Photos that people send: their type is read from the first bytes, never from the name."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from foundation.errors import InvalidInput, ServiceError
from foundation.picture_metadata import stripped

MEGABYTE = 1024 * 1024
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


@dataclass(frozen=True)
class Picture:
    """A photo that may be filed."""

    media_type: str
    content: bytes

    def columns(self) -> dict[str, Any]:
        """What a table of photos keeps of it."""
        return {
            "media_type": self.media_type,
            "size": len(self.content),
            "sha256": hashlib.sha256(self.content).hexdigest(),
            "content": self.content,
        }


def received(text: str, limit_mb: int, field: str = "content") -> Picture:
    """The photo in a base64 text of the field named.

    Raise `InvalidInput`, `PhotoTooLarge` (more than `limit_mb` megabytes), `PhotoTypeUnsupported`.
    """
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise InvalidInput("Not a base64 text.", field=field) from error
    if len(content) > limit_mb * MEGABYTE:
        raise PhotoTooLarge(field=field, limit_mb=limit_mb)
    kind = media_type(content)
    if kind is None:
        raise PhotoTypeUnsupported(field=field)
    return Picture(kind, stripped(content))


def delivered(content: bytes) -> str:
    """A filed photo as it travels: base64, without the metadata that those filed long ago still
    carry."""
    return base64.b64encode(stripped(content)).decode("ascii")


def media_type(content: bytes) -> str | None:
    """`image/png` or `image/jpeg`; None for anything else."""
    return next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), None)
