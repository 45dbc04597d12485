"""Letters (来信): the incoming-document register (收文登记本, `SW`, X07)."""

from marshmallow import fields

from contracts.base import PlacedView
from contracts.fields import Id, Instant


class IncomingDocumentView(PlacedView):
    """A row of the incoming-document register (收文登记本, X07)."""

    number = fields.String(required=True)
    complaint_id = Id(required=True)
    complaint_number = fields.String(required=True)
    sender = fields.String(required=True)
    subject = fields.String(required=True)
    received_at = Instant(required=True)
    shown_to = fields.String(required=True, allow_none=True)
    shown_at = Instant(required=True, allow_none=True)
    replied_at = Instant(required=True, allow_none=True)
