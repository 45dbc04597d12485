"""Acknowledging escalations, by name (X06, X09)."""

from typing import Any

from contracts.complaints.codes import Action, Status, Tier
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.errors import NothingToAcknowledge
from services.complaints.operations import escalation, letters
from services.complaints.operations.cases import open_case
from services.complaints.operations.timeline import record
from services.complaints.queries.summary import ENDED, summary
from services.complaints.queries.tiers import told_of
from services.complaints.queries.waiting import tiers_of
from services.complaints.tables import Complaint, Escalation


def acknowledge(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Take note of the tiers at or below one's own that were told, and of a letter.

    With `beyond_authority` the director is told at once (X06). Raise `NothingToAcknowledge`.
    """
    complaint = open_case(work, data)
    noted = [note(work, row, data["remark"]) for row in open_tiers(work, complaint)]
    if noted:
        record(
            work, complaint, Action.ACKNOWLEDGED, public=False, tier=noted[-1], tiers=noted,
            remark=data["remark"],
        )  # fmt: skip
    read = letters.show(work, complaint)
    passed_on = (
        data["beyond_authority"]
        and complaint.status not in ENDED
        and escalation.tell_director(work, complaint)
    )
    if not (noted or read or passed_on):
        raise NothingToAcknowledge
    escalation.settle(work, complaint)
    return summary(work, complaint, full=True)


def open_tiers(work: UnitOfWork, complaint: Complaint) -> list[Escalation]:
    """Told tiers that nobody has acknowledged and the caller may, lowest first."""
    if complaint.status == Status.CLOSED:
        return []
    mine = tiers_of(work.actor)
    told = told_of(complaint)
    return [row for row in told if row.acknowledged_at is None and Tier(row.tier) in mine]


def note(work: UnitOfWork, row: Escalation, remark: str | None) -> str:
    """Write down who took note."""
    row.acknowledged_at = work.now
    row.acknowledged_by_id, row.acknowledged_by = work.actor.id, work.actor.name
    row.remark = remark
    return row.tier
