"""Offers (派单, R08): a work order is put to one engineer at a time."""

from marshmallow import fields

from contracts.base import View
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.fields import Coded, Id, Instant


class OfferStatus(Code):
    """What became of a work order offered to one engineer (R08)."""

    OPEN = "open", "待接单", "Waiting for answer", WAITING
    """Waiting for the engineer's answer."""
    ACCEPTED = "accepted", "已接单", "Accepted", GOOD
    """Taken on."""
    DECLINED = "declined", "已拒单", "Declined", BAD
    """Declined with a reason."""
    LAPSED = "lapsed", "超时未接", "Not answered in time", BAD
    """Not answered in time."""
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"
    """A dispatcher chose somebody else, or the request was cancelled."""


class OfferView(View):
    """A work order offered to one engineer (R08)."""

    engineer_id = Id(required=True)
    engineer_name = fields.String(required=True)
    round = fields.Integer(required=True)
    automatic = fields.Boolean(required=True)
    offered_at = Instant(required=True)
    answer_by = Instant(required=True)
    status = Coded(OfferStatus, required=True)
    reason = fields.String(required=True, allow_none=True)
    decided_at = Instant(required=True, allow_none=True)
