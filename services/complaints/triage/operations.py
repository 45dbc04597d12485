"""Triage (接诉): what a case is, and whether it is valid (X02, X03, X04)."""

from typing import Any, Final

from contracts.complaints.cases import Kind, Validity
from contracts.complaints.concealment import Lightened
from contracts.complaints.fields import Restated
from contracts.complaints.request_types import ConfirmInvalidRequest, RestateRequest, TriageRequest
from contracts.complaints.timeline import Action
from contracts.complaints.triage import GroundMissing, RestatementMissing, ValidityMissing
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.attachments.queries import has_paper_of_staff
from services.complaints.attending import operations as attending
from services.complaints.cases.queries import summary
from services.complaints.cases.tables import Complaint
from services.complaints.casework.operations import move, open_case
from services.complaints.casework.rules import Move
from services.complaints.categories import queries as categories
from services.complaints.concealment import operations as concealment
from services.complaints.deadlines import operations as clock
from services.complaints.escalation import operations as escalation
from services.complaints.fee_disputes import operations as fee_disputes
from services.complaints.linked_repairs import operations as linked_repairs
from services.complaints.timeline.operations import facts, record
from services.complaints.triage.queries import require_verdict_of_another, unconfirmed
from services.complaints.urgency import operations as urgency

CHOSEN: Final = ("kind", "gravity", "urgency", "category")


def restate(uow: UnitOfWork, data: RestateRequest) -> dict[str, Any]:
    """Record what was read back to the resident, and whether it was confirmed (C03)."""
    complaint = open_case(uow, data)
    move(complaint, Move.RESTATE)
    note_restatement(uow, complaint, data["restated"])
    return summary(uow, complaint, full=True)


def note_restatement(uow: UnitOfWork, complaint: Complaint, restated: Restated) -> None:
    """Keep the restatement."""
    complaint.restated_text = restated["text"]
    complaint.restated_confirmed = restated["confirmed"]
    record(uow, complaint, Action.RESTATED, public=False, **restated)


def triage(uow: UnitOfWork, data: TriageRequest) -> dict[str, Any]:
    """Say what a case is; what is not named stays as it is.

    Neither the class nor the category sets the clock back: the limit is counted from when the case
    came (X09). Raise `RestatementMissing`, `ValidityMissing`, `GroundMissing`.
    """
    complaint = open_case(uow, data)
    before, weight = facts(complaint), (complaint.gravity, complaint.urgency)
    move(complaint, Move.TRIAGE)
    if data["restated"]:
        note_restatement(uow, complaint, data["restated"])
    if unconfirmed(complaint):
        raise RestatementMissing
    if data["category"] not in (None, complaint.category):
        categories.require_offered(uow, data["category"])
    for name in CHOSEN:
        if data[name] is not None:
            setattr(complaint, name, data[name])
    judge(uow, complaint, data["valid"], data["ground"])
    if complaint.first_responsible_id is None:
        complaint.first_responsible_id = complaint.handler_id = uow.actor.id
        complaint.first_responsible = complaint.handler = uow.actor.name
    attending.attended(uow, complaint)
    clock.choose_limit(uow, complaint)
    record(uow, complaint, Action.TRIAGED, before, due_at=complaint.due_at, reason=data["reason"])
    concealment.watch_case(
        uow, complaint,
        triaged={name: (before[name], getattr(complaint, name)) for name in Lightened},
        backed=bool(data["reason"] or data["ground"]) or has_paper_of_staff(uow, complaint),
    )  # fmt: skip
    urgency.make_known(uow, complaint, weight)
    fee_disputes.sync(uow, complaint)
    if data["repair"]:
        linked_repairs.want(uow, complaint, data["repair"])
    escalation.settle(uow, complaint)
    return summary(uow, complaint, full=True)


def judge(uow: UnitOfWork, complaint: Complaint, valid: bool | None, ground: str | None) -> None:
    """Give the verdict on a complaint; an invalid one only proposes it (X03)."""
    complaint.judged_by_id, complaint.judged_by = uow.actor.id, uow.actor.name
    complaint.judged_at = uow.now
    if complaint.kind != Kind.COMPLAINT:
        complaint.validity, complaint.ground = Validity.UNDECIDED, None
    elif valid is None:
        if complaint.validity == Validity.UNDECIDED:
            raise ValidityMissing(field="valid")
    elif valid:
        complaint.validity, complaint.ground = Validity.VALID, None
    elif not ground:
        raise GroundMissing(field="ground")
    else:
        complaint.validity, complaint.ground = Validity.INVALID_PROPOSED, ground


def confirm_invalid(uow: UnitOfWork, data: ConfirmInvalidRequest) -> dict[str, Any]:
    """The second person agrees with an invalid verdict, or makes the complaint valid (X03).

    Raise `NothingToConfirm`; `SecondPersonNeeded` for the one who proposed it.
    """
    complaint = open_case(uow, data)
    require_verdict_of_another(uow, complaint)
    before = facts(complaint)
    move(complaint, Move.CONFIRM_INVALID)
    agrees: bool = data["agrees"]
    complaint.validity = Validity.INVALID if agrees else Validity.VALID
    if not agrees:
        complaint.ground = None
    action = Action.INVALID_CONFIRMED if agrees else Action.INVALID_REJECTED
    record(uow, complaint, action, before, public=False, remark=data["remark"])
    return summary(uow, complaint, full=True)
