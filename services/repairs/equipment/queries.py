"""Equipment that is out, and what the caller may do with it (R03)."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Select, and_, select

from contracts.repairs import methods
from contracts.repairs.request_types import OpenLoansRequest
from contracts.roles import DESK
from foundation.actor import Actor
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.equipment.tables import Loan
from services.repairs.requests.tables import Repair, Round

PRESENT = and_(Round.repair_id == Repair.id, Round.no == Repair.round_no)
"""The round that a repair is in."""


def open_loans(uow: UnitOfWork, data: OpenLoansRequest) -> dict[str, Any]:
    """What is still out, newest first."""
    listed = page(uow, out(uow.actor, data), Loan.id, data)
    present = orders(uow, [one.repair_id for one in listed["items"]])
    items = [loan(uow.actor_at(one), one, *present[one.repair_id]) for one in listed["items"]]
    return {**listed, "items": items}


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


def orders(uow: UnitOfWork, ids: Collection[str]) -> dict[str, tuple[Repair, Round]]:
    """Repairs with the rounds that they are in, by id."""
    statement = select(Repair, Round).join(Round, PRESENT).where(Repair.id.in_(ids))
    return {repair.id: (repair, round_) for repair, round_ in uow.session.execute(statement)}


def loan(actor: Actor, one: Loan, repair: Repair, round_: Round) -> dict[str, Any]:
    """Equipment that was taken away, with its repair's number and place."""
    columns = {column.key: getattr(one, column.key) for column in Loan.__table__.columns}
    return {
        **columns,
        "repair_number": repair.number,
        **{name: getattr(repair, name) for name in ("building", "unit", "public_place")},
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
