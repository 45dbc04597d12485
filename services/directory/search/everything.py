"""What one box finds of the directory (P07): homes, people by name or initials, plates, colleagues.

A text that is the end of a telephone's number, or a whole one, is a search by a number: a look that
is logged, and there are only so many (D03).
"""

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from sqlalchemy import Select, bindparam, select

from contracts import plates
from contracts.directory import methods
from contracts.directory.request_types import FindHouseholdsRequest, FindRequest
from contracts.finding import BETWEEN, FoundKind
from foundation.actor import Actor
from foundation.masking import mask_phone
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.holdings.tables import Vehicle
from services.directory.households.tables import Household, Member
from services.directory.identity.initials import initials
from services.directory.people.known import known
from services.directory.people.queries import STAFF, buildings_in_sight, holds_in_sight
from services.directory.search import operations
from services.directory.search.queries import beginning, begins

HOMES: Final = Household.__table__.c
MEMBERS: Final = Member.__table__.c
VEHICLES: Final = Vehicle.__table__.c
PLACE: Final = (HOMES.building, HOMES.unit)
PEOPLE: Final = (
    select(MEMBERS.id, MEMBERS.name, MEMBERS.household_id, MEMBERS.community_id, *PLACE)
    .join(Household.__table__, HOMES.id == MEMBERS.household_id)
    .where(MEMBERS.until.is_(None))
    .order_by(MEMBERS.name, MEMBERS.id)
    .limit(bindparam("most"))
)
NAMED: Final = PEOPLE.where(begins(MEMBERS.name, "begun"))
WITH_INITIALS: Final = PEOPLE.where(begins(MEMBERS.initials, "begun"))
WITH_PLATE: Final = (
    select(
        VEHICLES.id, VEHICLES.plate, VEHICLES.parking_space, VEHICLES.household_id,
        VEHICLES.community_id, MEMBERS.name, *PLACE,
    )
    .join(Household.__table__, HOMES.id == VEHICLES.household_id)
    .join(Member.__table__, MEMBERS.id == VEHICLES.member_id)
    .where(VEHICLES.until.is_(None), begins(VEHICLES.plate_reversed, "begun"))
    .order_by(VEHICLES.plate_reversed, VEHICLES.id)
    .limit(bindparam("most"))
)  # fmt: skip
initials_of: Final = lru_cache(maxsize=10_000)(initials)
"""Of colleagues' names, which are asked for again and again."""
_INITIALS = re.compile(r"[a-z]{2,10}")
_NAME = re.compile(r"[\u3400-\u9fff·]{2,}|[a-z][a-z .'-]{2,}", re.IGNORECASE)
_PLATE = re.compile(r"(?=.*\d)[A-Z0-9\u4e00-\u9fff]{4,}")


def find(store: Store, actor: Actor, data: FindRequest) -> dict[str, Any]:
    """Homes, people, vehicles and colleagues that a text means; raise `TooManySearches`."""
    homes: FindHouseholdsRequest = {
        "q": data["q"], "limit": data["limit"], "cursor": None, "building": None,
        "unit_type": None, "key_only": False,
    }  # type: ignore[typeddict-item]  # fmt: skip
    found = [household(one) for one in operations.find(store, actor, homes)["items"]]
    with store.read(actor, methods.FIND.key) as uow:
        found += people(uow, data["q"], data["limit"])
        found += vehicles(uow, data["q"], data["limit"])
        found += colleagues(uow, data["q"], data["limit"])
    return {"items": found}


def household(home: dict[str, Any]) -> dict[str, Any]:
    """A home with its first owner."""
    told = (home["owner_name"], home["phone_masked"])
    place = f"{home['building']} {home['unit']}"
    return item(FoundKind.HOUSEHOLD, home["id"], place, told, home["id"], home["community_id"])


def people(uow: UnitOfWork, text: str, limit: int) -> list[dict[str, Any]]:
    """Members by the begin of their name, or of its initials."""
    said = in_one_way(text)
    statements: list[tuple[Select[Any], str]] = []
    if _INITIALS.fullmatch(said.lower()):
        statements.append((WITH_INITIALS, said.lower()))
    if _NAME.fullmatch(said):
        statements.append((NAMED, said))
    rows = {
        row.id: row
        for statement, begun in statements
        for row in uow.rows(statement, begun=beginning(begun), most=limit)
    }
    return [
        item(
            FoundKind.PERSON, row.id, row.name, (f"{row.building} {row.unit}",), row.household_id,
            row.community_id,
        )
        for row in list(rows.values())[:limit]
    ]  # fmt: skip


def vehicles(uow: UnitOfWork, text: str, limit: int) -> list[dict[str, Any]]:
    """Vehicles by the end of their plate, for who may see them where they are."""
    plate = plates.in_one_way(text)
    if not _PLATE.fullmatch(plate):
        return []
    rows = uow.rows(WITH_PLATE, begun=beginning(plate[::-1]), most=limit)
    return [
        item(
            FoundKind.VEHICLE, row.id, row.plate,
            (f"{row.building} {row.unit}", row.name, row.parking_space), row.household_id,
            row.community_id,
        )
        for row in rows
        if uow.actor_at(row).has(*methods.HOLDING_SEERS)
    ]  # fmt: skip


def colleagues(uow: UnitOfWork, text: str, limit: int) -> list[dict[str, Any]]:
    """Who works in the communities in scope, or for the company, by the begin of the name or of its
    initials. They are some thousands at most, and read as a whole."""
    said = in_one_way(text).casefold()
    if not (_INITIALS.fullmatch(said) or _NAME.fullmatch(said)):
        return []
    fitting = [row for row in uow.rows(STAFF) if is_meant(row.name.casefold(), said)]
    seen = (one for one in known(uow, fitting) if holds_in_sight(one))
    return [
        item(
            FoundKind.COLLEAGUE, one.id, one.name,
            (one.department, *buildings_in_sight(one), mask_phone(one.phone)), one.id,
            None,
        )
        for one in islice(seen, limit)
    ]  # fmt: skip


def is_meant(name: str, said: str) -> bool:
    """Whether a text is the begin of a name or of its initials."""
    short = _INITIALS.fullmatch(said) is not None
    return name.startswith(said) or (short and initials_of(name).startswith(said))


def in_one_way(text: str) -> str:
    """A text in the form in which names are kept."""
    return unicodedata.normalize("NFKC", text).strip()


def item(
    kind: FoundKind,
    key: str,
    title: str,
    told: tuple[str | None, ...],
    page_id: str,
    community_id: str | None,
) -> dict[str, Any]:
    """One thing as it is found, in a community or, as people are, of the company (None)."""
    subtitle = BETWEEN.join(filter(None, told))
    shown = {"kind": kind, "id": key, "title": title, "subtitle": subtitle, "page_id": page_id}
    return shown | {"community_id": community_id}
