"""Photos as methods take and give them, whatever they are photos of."""

from marshmallow import fields, validate

from contracts.base import View
from contracts.fields import Id, Instant

MAX_CHARACTERS = 15_500_000
"""Base64 of the largest upload; how much of that a photo may have is the services' policy."""


def photo_content() -> fields.String:
    """The argument that carries the file: PNG or JPEG as base64, by policy at most 5 MB."""
    return fields.String(required=True, validate=validate.Length(min=1, max=MAX_CHARACTERS))


class PhotoView(View):
    """A filed photo."""

    id = Id(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    """Bytes."""
    taken_by_name = fields.String(required=True)
    filed_at = Instant(required=True)


class PhotoFile(PhotoView):
    """A photo with its content."""

    content = fields.String(required=True)
    """Base64."""
