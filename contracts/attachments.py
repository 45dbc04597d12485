"""Files as methods take and give them, whatever they are attached to (P09)."""

from marshmallow import fields, validate

from contracts.base import View
from contracts.fields import Id, Instant

MAX_CHARACTERS = 15_500_000
"""Base64 of the largest upload; how much of that a file may have is the services' policy."""

NO_PAPER = ("file_type_unsupported", "pdf_not_plain")
"""Refusals of what is no photo and no plain paper."""
OF_PAPERS = (*NO_PAPER, "too_many_files")
"""Refusals of methods that take papers as well as photos."""


def file_content() -> fields.String:
    """The argument that carries the file as base64, by policy at most 5 MB: PNG or JPEG, and where
    papers are taken as well, PDF."""
    return fields.String(required=True, validate=validate.Length(min=1, max=MAX_CHARACTERS))


class AttachmentView(View):
    """A filed photo or paper."""

    id = Id(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    """Bytes."""
    taken_by_name = fields.String(required=True)
    filed_at = Instant(required=True)


class AttachmentFile(AttachmentView):
    """A photo or paper with its content."""

    content = fields.String(required=True)
    """Base64."""
