"""Equipment that is out, and what the caller may do with it (R03)."""

from typing import Any, Final

from sqlalchemy import and_, bindparam, select

from contracts.repairs import methods
from contracts.repairs.request_types import OpenLoansRequest
from contracts.roles import DESK
from foundation.actor import Actor
from foundation.storage.listing import Listing
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.equipment.tables import Loan
from services.repairs.requests.tables import Repair, Round

LOANS: Final = Loan.__table__.c
REPAIRS: Final = Repair.__table__.c
ROUNDS: Final = Round.__table__.c
PLACE: Final = ("building", "unit", "public_place")
OUT: Final = Listing(
    select(Loan.__table__, REPAIRS.number, *(REPAIRS[name] for name in PLACE), ROUNDS.engineer_id)
    .join(Repair.__table__, REPAIRS.id == LOANS.repair_id)
    .join(Round.__table__, and_(ROUNDS.repair_id == REPAIRS.id, ROUNDS.no == REPAIRS.round_no))
    .where(LOANS.returned_at.is_(None)),
    LOANS.id,
    {
        "repair_id": LOANS.repair_id == bindparam("repair_id"),
        "mine": ROUNDS.engineer_id == bindparam("me"),
    },
)
"""What was taken away and is not back (R03), with the repair and the round that this is in."""


def open_loans(uow: UnitOfWork, data: OpenLoansRequest) -> dict[str, Any]:
    """What is still out, newest first."""
    found = OUT.page(uow, data, me=uow.actor.id)
    items = [loan(uow.actor_at(one), one, one, one) for one in found["items"]]
    return {**found, "items": items}


def loan(actor: Actor, one: Loan, repair: Repair, round_: Round) -> dict[str, Any]:
    """Equipment that was taken away, with its repair's number and place."""
    columns = {column.key: getattr(one, column.key) for column in LOANS}
    return {
        **columns,
        "repair_number": repair.number,
        **{name: getattr(repair, name) for name in PLACE},
        "actions": actions_of_loan(actor, one, round_),
    }


def actions_of_loan(actor: Actor, loan: Loan, round_: Round) -> list[str]:
    """What the caller may do with equipment that was taken away: the desk, and whose order it is
    now, take note of its return (R03).
    """
    method = methods.RETURN_EQUIPMENT
    concerned = actor.has(*DESK) or round_.engineer_id == actor.id
    fits = actor.has(*method.roles) and concerned and loan.returned_at is None
    return [method.name] if fits else []
