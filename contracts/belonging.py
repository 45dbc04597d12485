"""Whose a paper of a household is, as events carry it (D06, B19)."""

from marshmallow import Schema, fields

from contracts.fields import Id, Instant


class OfSide(Schema):
    """Added to what tells of a household's case, bill or payment; older events say nothing."""

    side = fields.String(load_default=None, allow_none=True)
    """The owners' (`owner`), a tenant's (the tenant's id), or `nobody`'s."""
    member_id = Id(load_default=None, allow_none=True)
    """Whose it is in person."""
    since = Instant(load_default=None, allow_none=True)
    """Since when it has been there: whoever came later is told nothing of it."""
