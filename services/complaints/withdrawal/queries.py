"""Whether a case can be withdrawn, and by whom (C13, X12)."""

from contracts.complaints.cases import Gravity, Urgency
from contracts.complaints.escalation import Tier
from contracts.complaints.withdrawal import ManagerWithdraws, NotTheComplainant
from contracts.roles import MANAGERS
from foundation.actor import Actor
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import is_overdue
from services.complaints.cases.tables import Complaint
from services.complaints.casework.queries import require_move
from services.complaints.casework.rules import Move


def require_withdrawable(uow: UnitOfWork, complaint: Complaint) -> None:
    """Raise `IllegalTransition` once it is answered: then the return visit asks the resident (X10).

    Of residents, whoever complained may withdraw it; others of the home raise
    `NotTheComplainant`. The desk does so on their word. What is watched from above it does not end
    alone, or a case could be made to vanish so (X12): `ManagerWithdraws`.
    """
    require_move(complaint, Move.WITHDRAW)
    if not uow.as_staff():
        if not complained(uow.actor, complaint):
            raise NotTheComplainant
    elif is_watched(uow, complaint) and not uow.actor.has(*MANAGERS):
        raise ManagerWithdraws


def complained(actor: Actor, complaint: Complaint) -> bool:
    """Whether a resident lodged it, or it was taken down for them; where nobody knows for whom it
    was, any of those who see it."""
    if complaint.lodged_by_resident:
        return complaint.lodged_by_id == actor.id
    mine = {one.member_id for one in actor.standings_in(complaint.household_id)}
    return complaint.member_id is None or complaint.member_id in mine


def is_watched(uow: UnitOfWork, complaint: Complaint) -> bool:
    """Whether those above know of it, or should: major, urgent, late or escalated."""
    return (
        complaint.gravity == Gravity.MAJOR
        or complaint.urgency == Urgency.URGENT
        or complaint.tier != Tier.RECEIVER
        or is_overdue(uow, complaint)
    )
