"""Equipment that is out."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Select, and_, select

from foundation.actor import Actor
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.tables import Loan, Repair, Round

PRESENT = and_(Round.repair_id == Repair.id, Round.no == Repair.round_no)
"""The round that a repair is in."""


def out(actor: Actor, data: Mapping[str, Any]) -> Select[Loan]:
    """What was taken away and is not back (R03), as filtered."""
    statement = select(Loan).where(Loan.returned_at.is_(None))
    if data["repair_id"]:
        statement = statement.where(Loan.repair_id == data["repair_id"])
    if data["mine"]:
        statement = (
            statement.join(Repair, Repair.id == Loan.repair_id)
            .join(Round, PRESENT)
            .where(Round.engineer_id == actor.id)
        )
    return statement


def orders(work: UnitOfWork, ids: Collection[str]) -> dict[str, tuple[Repair, Round]]:
    """Repairs with the rounds that they are in, by id."""
    statement = select(Repair, Round).join(Round, PRESENT).where(Repair.id.in_(ids))
    return {repair.id: (repair, round_) for repair, round_ in work.session.execute(statement)}
