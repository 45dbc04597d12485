"""Attachments (附件, C13) of a case: photos and papers of whoever lodged it, and of the staff."""

from marshmallow import fields

from contracts import attachments
from contracts.attachments import file_content
from contracts.complaints.cases import OneComplaint
from contracts.fields import Id


class AddAttachment(OneComplaint):
    """A photo or a paper (PDF) for a case that is not closed (C13)."""

    content = file_content()
    public = fields.Boolean(load_default=False)
    """Whether the household sees it too; it sees what is its own in any case."""


class OneAttachment(OneComplaint):
    """An attachment of a case (C13)."""

    attachment_id = Id(required=True)


class AttachmentView(attachments.AttachmentView):
    """An attachment of a case (C13)."""

    public = fields.Boolean(required=True)
    """Whether the household sees it."""


class AttachmentFile(attachments.AttachmentFile):
    """An attachment of a case with its content."""

    public = fields.Boolean(required=True)
