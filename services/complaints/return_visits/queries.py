"""The return visits of a case, and whom the caller may ask next (X10)."""

from collections.abc import Mapping
from functools import partial

from contracts.complaints import methods
from contracts.complaints.cases import Kind
from contracts.complaints.return_visits import DepartmentFirst, Party, VisitorIsHandler, VisitResult
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.casework.queries import Guard, passes, require_move_unpaused
from services.complaints.casework.rules import Move, needs_return_visit
from services.complaints.return_visits.rules import Visit, department_confirmed

ASKING = {Party.DEPARTMENT: Move.ASK_DEPARTMENT, Party.RESIDENT: Move.ASK_RESIDENT}


def visits_of_round(complaint: Complaint) -> list[Visit]:
    """The visits since the case was last sent back, in order."""
    return [
        Visit(Party(row.party), VisitResult(row.result), row.day)
        for row in complaint.visits
        if row.round == complaint.round
    ]


def require_askable(party: Party, uow: UnitOfWork, complaint: Complaint) -> None:
    """The caller may ask this party whether it is solved (X10).

    The department first; then the resident, asked by somebody other than the handler and than
    whoever it was given to.
    """
    require_move_unpaused(complaint, ASKING[party])
    if party is Party.DEPARTMENT:
        return
    handlers = complaint.handler_id, complaint.handled_by_id, complaint.given_to_id
    if uow.actor.id in handlers:
        raise VisitorIsHandler
    needed = needs_return_visit(Kind(complaint.kind))
    if needed and not department_confirmed(visits_of_round(complaint)):
        raise DepartmentFirst(field="party")


ASKS: Mapping[Party, Guard] = {party: partial(require_askable, party) for party in Party}


def require_somebody_askable(uow: UnitOfWork, complaint: Complaint) -> None:
    """There is a party that the caller may ask; raise what forbids the resident."""
    if not askable(uow, complaint):
        require_askable(Party.RESIDENT, uow, complaint)


def askable(uow: UnitOfWork, complaint: Complaint) -> list[Party]:
    """Whom the caller may ask, the next one first."""
    if not uow.actor.has(*methods.RETURN_VISITS.roles):
        return []
    fitting = [party for party, guard in ASKS.items() if passes(guard, uow, complaint)]
    confirmed = department_confirmed(visits_of_round(complaint))
    return fitting[::-1] if confirmed else fitting
