"""Acknowledging escalations, by name (X06, X09)."""

from typing import Any

from contracts.complaints.codes import Action, Tier
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.acknowledgements.queries import open_tiers, require_acknowledgeable
from services.complaints.cases.queries import ENDED, summary
from services.complaints.cases.tables import Escalation
from services.complaints.casework.operations import open_case
from services.complaints.escalation import operations as escalation
from services.complaints.letters import operations as letters
from services.complaints.timeline.operations import record


def acknowledge(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Take note of the tiers at or below one's own that were told, and of a letter.

    With `beyond_authority` the director is told at once (X06). Raise `NothingToAcknowledge`.
    """
    complaint = open_case(work, data)
    beyond = (
        data["beyond_authority"]
        and complaint.status not in ENDED
        and complaint.tier != Tier.DIRECTOR
    )
    if not beyond:
        require_acknowledgeable(work, complaint)
    noted = [note(work, row, data["remark"]) for row in open_tiers(work, complaint)]
    if noted:
        record(
            work, complaint, Action.ACKNOWLEDGED, public=False, tier=noted[-1], tiers=noted,
            remark=data["remark"],
        )  # fmt: skip
    letters.show(work, complaint)
    if beyond:
        escalation.tell_director(work, complaint)
    escalation.settle(work, complaint)
    return summary(work, complaint, full=True)


def note(work: UnitOfWork, row: Escalation, remark: str | None) -> str:
    """Write down who took note."""
    row.acknowledged_at = work.now
    row.acknowledged_by_id, row.acknowledged_by = work.actor.id, work.actor.name
    row.remark = remark
    return row.tier
