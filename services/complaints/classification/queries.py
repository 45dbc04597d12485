"""What the caller may classify a case as (X11)."""

from contracts.complaints import methods
from contracts.complaints.cases import Final
from contracts.roles import MANAGERS
from foundation.errors import Forbidden
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.casework.queries import require_move
from services.complaints.casework.rules import Move

WEIGHT = list(Final)
"""From the lightest classification to the gravest."""


def require_classifiable(uow: UnitOfWork, complaint: Complaint) -> None:
    """The caller may give it a classification."""
    require_move(complaint, Move.CLASSIFY)
    if not classifications(uow, complaint):
        raise Forbidden


def classifications(uow: UnitOfWork, complaint: Complaint) -> list[Final]:
    """What the caller may classify the case as (X11): malignant, or anything lighter than it
    stands now, is for a supervisor or above."""
    if not uow.actor.has(*methods.CLASSIFY.roles):
        return []
    standing = WEIGHT.index(Final(complaint.final or Final.GENERAL))
    if uow.actor.has(*MANAGERS):
        return WEIGHT
    return [final for final in WEIGHT[standing:] if final is not Final.MALIGNANT]
