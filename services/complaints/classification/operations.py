"""The final classification of a case (定性, X11)."""

from typing import Any

from contracts.complaints.cases import Final
from contracts.complaints.classification import ReasonMissing
from contracts.complaints.request_types import ClassifyRequest
from contracts.complaints.timeline import Action
from foundation.errors import Forbidden
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import summary
from services.complaints.casework.operations import open_case
from services.complaints.classification.queries import WEIGHT, classifications, require_classifiable
from services.complaints.timeline.operations import facts, record


def classify(uow: UnitOfWork, data: ClassifyRequest) -> dict[str, Any]:
    """Set the final classification (X11).

    Malignant, or anything lighter than it stands now, is for a supervisor or above, with the
    reason. Raise `Forbidden`, `ReasonMissing`.
    """
    complaint = open_case(uow, data)
    require_classifiable(uow, complaint)
    before = facts(complaint)
    chosen, standing = Final(data["final"]), Final(complaint.final or Final.GENERAL)
    if chosen not in classifications(uow, complaint):
        raise Forbidden
    lighter = WEIGHT.index(chosen) < WEIGHT.index(standing)
    if (chosen is Final.MALIGNANT or lighter) and not data["reason"]:
        raise ReasonMissing(field="reason")
    complaint.final = chosen
    record(uow, complaint, Action.CLASSIFIED, before, public=False, reason=data["reason"])
    return summary(uow, complaint, full=True)
