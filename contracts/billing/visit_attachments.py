"""Attachments (附件) of a door visit: the door, the notice left there, what was signed."""

from contracts.attachments import file_content
from contracts.base import Payload
from contracts.fields import Id


class AddVisitAttachment(Payload):
    """A photo or a paper (PDF) of one's own door visit (B04, P09)."""

    visit_id = Id(required=True)
    content = file_content()


class OneVisitAttachment(Payload):
    """An attachment of a door visit (B04, P09)."""

    visit_id = Id(required=True)
    attachment_id = Id(required=True)
