"""Heads of papers (单据抬头): whose papers they are, by community (P10)."""

from marshmallow import fields

from contracts.base import Payload, View
from contracts.fields import Id


class GetPaperHead(Payload):
    """Whose papers they are that a community issues; without one, of the community at hand, or of
    the company where there are several."""

    community_id = Id(load_default=None, allow_none=True)


class PaperHeadView(View):
    """Whose papers these are; empty: nobody has filled it in, and nothing is made up.

    Address and telephone are the community's own, or the company's where it has none."""

    company = fields.String(required=True)
    """Full name of the company, which is who receives the money (收款单位)."""
    company_en = fields.String(required=True)
    """Empty: as in Chinese; so is `community_en`."""
    community = fields.String(required=True)
    """Empty: they are the company's."""
    community_en = fields.String(required=True)
    address = fields.String(required=True)
    telephone = fields.String(required=True)
    account = fields.String(required=True)
    """Name, bank and number of the account for transfers."""
    letterhead = fields.String(required=True)
    """Digest of the picture of this kind; empty: there is none."""
    seal = fields.String(required=True)
    """The same of the seal."""
