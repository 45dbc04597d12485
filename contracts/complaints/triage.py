"""Triage (判定, X02, X03): what a case is, and whether it is valid."""

from marshmallow import fields

from contracts.base import View
from contracts.complaints.cases import Gravity, Kind, OneComplaint, Urgency
from contracts.complaints.fields import CategoryCode, Restatement
from contracts.complaints.linked_repairs import WantedRepair
from contracts.fields import Text, code
from foundation.errors import ServiceError


class RestatementMissing(ServiceError):
    """The contact has not been read back to the resident and confirmed."""

    code, status = "restatement_missing", 409
    zh = "尚未向来访人复述并得到确认（五清），不能受理。"


class ValidityMissing(ServiceError):
    """Say whether the complaint is valid."""

    code, status = "validity_missing", 422
    zh = "投诉须判定是否有效。"


class GroundMissing(ServiceError):
    """An invalid verdict needs a ground."""

    code, status = "ground_missing", 422
    zh = "判定无效须说明依据。"


class NothingToConfirm(ServiceError):
    """There is no invalid verdict to confirm."""

    code, status = "nothing_to_confirm", 409
    zh = "没有等待复核的无效判定。"


class Restate(OneComplaint):
    """The contact was read back to the resident (C03)."""

    restated = Restatement(required=True)


class Triage(OneComplaint):
    """What the case is (X02–X04). What is not named stays as it is."""

    kind = code(Kind, load_default=None, allow_none=True)
    valid = fields.Boolean(load_default=None, allow_none=True)
    """Of a complaint: covered by the service contract or the regulations. Required for one."""
    ground = Text(load_default=None, allow_none=True, max=500)
    """Why it is invalid."""
    reason = Text(load_default=None, allow_none=True, max=500)
    """Why it weighs less than it was said to (X12)."""
    gravity = code(Gravity, load_default=None, allow_none=True)
    urgency = code(Urgency, load_default=None, allow_none=True)
    category = CategoryCode(load_default=None, allow_none=True)
    restated = Restatement(load_default=None, allow_none=True)
    repair = fields.Nested(WantedRepair, load_default=None, allow_none=True)
    """Wants a linked repair at once (X04)."""


class ConfirmInvalid(OneComplaint):
    """The second person's word on an invalid verdict (X03)."""

    agrees = fields.Boolean(load_default=True)
    remark = Text(load_default=None, allow_none=True, max=500)


class RestatementView(View):
    """What was read back, and whether it was confirmed (C03)."""

    text = fields.String(required=True, allow_none=True)
    confirmed = fields.Boolean(required=True)
