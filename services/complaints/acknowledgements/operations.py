"""Acknowledging escalations, by name (X06, X09)."""

from typing import Any

from contracts.complaints.escalation import Tier
from contracts.complaints.request_types import AcknowledgeRequest
from contracts.complaints.timeline import Action
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.acknowledgements.queries import open_tiers, require_acknowledgeable
from services.complaints.cases.queries import ENDED, summary
from services.complaints.cases.tables import Escalation
from services.complaints.casework.operations import open_case
from services.complaints.escalation import operations as escalation
from services.complaints.letters import operations as letters
from services.complaints.timeline.operations import record


def acknowledge(uow: UnitOfWork, data: AcknowledgeRequest) -> dict[str, Any]:
    """Take note of the tiers at or below one's own that were notified, and of a letter.

    With `beyond_authority` the director is notified at once (X06). Raise `NothingToAcknowledge`.
    """
    complaint = open_case(uow, data)
    beyond = (
        data["beyond_authority"]
        and complaint.status not in ENDED
        and complaint.tier != Tier.DIRECTOR
    )
    if not beyond:
        require_acknowledgeable(uow, complaint)
    noted = [note(uow, row, data["remark"]) for row in open_tiers(uow, complaint)]
    if noted:
        record(
            uow, complaint, Action.ACKNOWLEDGED, public=False, tier=noted[-1], tiers=noted,
            remark=data["remark"],
        )  # fmt: skip
    letters.show(uow, complaint)
    if beyond:
        escalation.notify_director(uow, complaint)
    escalation.settle(uow, complaint)
    return summary(uow, complaint, full=True)


def note(uow: UnitOfWork, row: Escalation, remark: str | None) -> str:
    """Write down who took note."""
    row.acknowledged_at = uow.now
    row.acknowledged_by_id, row.acknowledged_by = uow.actor.id, uow.actor.name
    row.remark = remark
    return row.tier
