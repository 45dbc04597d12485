"""The log of unmasked looks, and who may look (D03)."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.repairs.request_types import ListLooksRequest
from contracts.roles import COLLECTORS
from foundation.actor import Actor
from foundation.masking import may_look
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.privacy.tables import Look
from services.repairs.requests.rules import TAKEN_ON
from services.repairs.requests.tables import Repair, Round

LOOKS = listing(Look, "repair_id")
NUMBERS: Final = select(Repair.id, Repair.number).where(
    Repair.id.in_(bindparam("ids", expanding=True))
)


def list_looks(uow: UnitOfWork, data: ListLooksRequest) -> dict[str, Any]:
    """Who looked at which number and why, newest first; of one repair, if given."""
    found = LOOKS.page(uow, data)
    ids = {look.repair_id for look in found["items"]}
    numbers = {row.id: row.number for row in uow.rows(NUMBERS, ids=ids)}
    return {**found, "items": [shown(look, numbers) for look in found["items"]]}


def shown(look: Look, numbers: dict[str, str]) -> dict[str, Any]:
    """A look with the number of its repair."""
    names = ("id", "community_id", "at", "by_id", "by", "repair_id", "reason")
    return {name: getattr(look, name) for name in names} | {
        "repair_number": numbers[look.repair_id]
    }


def may_reveal(actor: Actor, repair: Repair, round_: Round) -> bool:
    """Whether somebody of the staff may see the contact's number: who calls residents, and the
    engineer, from taking the order on until it is done."""
    task = actor.id == round_.engineer_id and repair.status in TAKEN_ON
    return may_look(actor, repair.contact_phone, callers=COLLECTORS, has_the_task=task)
