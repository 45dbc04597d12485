"""Repairs by their number or that of a work order, or by words (P07); engineers find theirs."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.finding import BETWEEN, FoundKind
from contracts.repairs.request_types import FindRequest
from contracts.roles import STAFF, Role
from foundation import replica
from foundation.storage.filtered import Filtered
from foundation.storage.unit_of_work import UnitOfWork
from foundation.storage.word_search import papers_with
from services.repairs.listing.queries import LIST, PRESENT, concerning
from services.repairs.requests.tables import Repair, Round

NUMBERS: Final[Any] = bindparam("numbers", expanding=True)
REPAIRS: Final = Repair.__table__.c
ROUNDS: Final = Round.__table__.c
BY_NUMBER: Final = select(REPAIRS.id).where(REPAIRS.number.in_(NUMBERS))
BY_ORDER: Final = select(ROUNDS.repair_id).where(ROUNDS.work_order_number.in_(NUMBERS))
SHOWN: Final = Filtered(
    select(
        *(REPAIRS[name] for name in ("id", "number", "building", "unit", "public_place")),
        REPAIRS.description,
        REPAIRS.community_id,
    )
    .join(Round.__table__, PRESENT)
    .where(REPAIRS.id.in_(bindparam("ids", expanding=True)))
    .order_by(REPAIRS.id.desc())
    .limit(bindparam("most")),
    {name: LIST.filters[name] for name in ("concerns me", "concerns me, or is elsewhere")},
)
SNIPPET: Final = 80
"""Letters of what was said."""


def find(uow: UnitOfWork, data: FindRequest) -> dict[str, Any]:
    """Repairs that a text means and that the caller may see, newest first."""
    ids = numbered(uow, data["q"]) or papers_with(uow, data["q"], data["limit"])
    if not ids:
        return {"items": []}
    elsewhere = uow.held_in(*STAFF - {Role.ENGINEER})
    shown = SHOWN.by(list(concerning(uow, elsewhere)))
    values = {"ids": ids, "me": uow.actor.id, "elsewhere": elsewhere or ()}
    rows = uow.rows(shown, most=data["limit"], **values)
    return {"items": [item(row) for row in rows]}


def numbered(uow: UnitOfWork, text: str) -> list[str]:
    """The repair of a number, or of a work order's."""
    numbers = replica.numbers_meant(uow, text)
    if not numbers:
        return []
    found = [row.id for row in uow.rows(BY_NUMBER, numbers=numbers)]
    return found or [row.repair_id for row in uow.rows(BY_ORDER, numbers=numbers)]


def item(row: Any) -> dict[str, Any]:
    """A repair as it is found."""
    where = " ".join(filter(None, (row.building, row.unit))) or row.public_place
    return {
        "kind": FoundKind.REPAIR,
        "id": row.id,
        "title": row.number,
        "subtitle": BETWEEN.join(filter(None, (where, row.description[:SNIPPET]))),
        "page_id": row.id,
        "community_id": row.community_id,
    }
