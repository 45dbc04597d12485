"""Escalation (升级上报, X08, X09): which tier is notified of a case, and when."""

from marshmallow import fields

from contracts.base import View
from contracts.code import BAD, WAITING, Code
from contracts.fields import Coded, Instant


class Tier(Code):
    """The escalation ladder, from the bottom up (X08). The order of members is the order."""

    RECEIVER = "receiver", "首问责任人", "Receiver"
    """Whoever took it."""
    SUPERVISOR = "supervisor", "客服主管", "Supervisor", WAITING
    DEPUTY_MANAGER = "deputy_manager", "分管副总经理", "Deputy manager", BAD
    DIRECTOR = "director", "项目经理", "Director", BAD
    """Nobody is above."""

    @property
    def rank(self) -> int:
        """0 for the receiver, 3 for the director."""
        return list(Tier).index(self)


class EscalationReason(Code):
    """Why a tier was told (X08, X09)."""

    OVERDUE = "overdue", "超时", "Overdue", BAD
    """The time allowed at the level below has run out."""
    UNACKNOWLEDGED = "unacknowledged", "无人签收", "Not acknowledged", BAD
    """Nobody of the tier below has acknowledged in time."""
    BEYOND_AUTHORITY = "beyond_authority", "超出权限", "Beyond authority", WAITING
    """The duty manager may not decide it (X06)."""


class EscalationView(View):
    """A tier that was told (X09)."""

    tier = Coded(Tier, required=True)
    reason = Coded(EscalationReason, required=True)
    due_at = Instant(required=True)
    fired_at = Instant(required=True)
    acknowledge_by = Instant(required=True)
    acknowledged_at = Instant(required=True, allow_none=True)
    acknowledged_by = fields.String(required=True, allow_none=True)
    remark = fields.String(required=True, allow_none=True)
