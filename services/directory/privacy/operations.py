"""Unmasked looks at confidential data, each logged with its purpose (D03)."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.household_sheet import COLUMNS
from contracts.directory.households import Relation
from contracts.directory.privacy import Confidential, LookKind
from contracts.directory.request_types import (
    ExportHouseholdsRequest,
    ListLooksRequest,
    RevealRequest,
)
from contracts.places import canonical_building
from contracts.roles import MANAGERS, Role
from foundation.errors import Forbidden
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.household_sheet.operations import sheet_row
from services.directory.households.queries import entries
from services.directory.households.queries.entries import entry_of, member_of, require_belonging
from services.directory.households.queries.sides import side_of
from services.directory.households.tables import Household, Member
from services.directory.privacy.tables import Look

ID_NUMBER_SEERS = MANAGERS | {Role.FINANCE}
"""Who has a use for a whole identity number; residents see their own household's."""


def reveal(uow: UnitOfWork, data: RevealRequest) -> dict[str, Any]:
    """One number unmasked; the look is logged in the same transaction."""
    household = uow.load(Household, data["household_id"])
    require_belonging(uow, household)
    if data["what"] == Confidential.ID_NUMBER and uow.as_staff():
        uow.actor.require(*ID_NUMBER_SEERS)
    named = data["member_id"]
    member = member_of(household, named) if named else entry_of(uow, household)
    require_visible(uow, household, member)
    look = add_look(uow, LookKind.REVEAL, data["what"], data["purpose"], household_id=household.id)
    look.member_id = member.id
    return {"look_id": look.id, "value": getattr(member, data["what"]) or None}


def require_visible(uow: UnitOfWork, household: Household, member: Member) -> None:
    """Raise `Forbidden` for a tenant who looks at what belongs to the owner, and vice versa,
    `NotYourHousehold` for a resident without an entry of the own."""
    if uow.as_staff():
        return
    mine = entries.own_entry(household, uow.actor)
    if side_of(household, member) != side_of(household, mine):
        raise Forbidden
    if member.person_id != mine.person_id and member.relation not in {
        Relation.FAMILY,
        mine.relation,
    }:
        raise Forbidden


def export(uow: UnitOfWork, data: ExportHouseholdsRequest) -> dict[str, Any]:
    """The archive with whole numbers, under the headings of the import template; logged (D03)."""
    statement = select(Household).order_by(Household.sort_key)
    if data["building"]:
        building = canonical_building(data["building"])
        statement = statement.where(Household.building == building)
    rows = [sheet_row(household) for household in uow.session.scalars(statement)]
    look = add_look(uow, LookKind.EXPORT, "households", data["purpose"], rows=len(rows))
    return {
        "look_id": look.id,
        "headings": [column.heading for column in COLUMNS],
        "rows": rows,
    }


LOOKS = listing(Look, "household_id")
PLACES: Final = select(Household.id, Household.building, Household.unit).where(
    Household.id.in_(bindparam("ids", expanding=True))
)


def list_looks(uow: UnitOfWork, data: ListLooksRequest) -> dict[str, Any]:
    """The log of unmasked looks, newest first."""
    found = LOOKS.page(uow, data)
    ids = {look.household_id for look in found["items"] if look.household_id}
    places = {row.id: f"{row.building} {row.unit}" for row in uow.rows(PLACES, ids=ids)}
    return found | {"items": [look_view(look, places) for look in found["items"]]}


def look_view(look: Look, places: Mapping[str, str]) -> dict[str, Any]:
    """A look, with the place of its household."""
    names = (
        "id", "community_id", "at", "by", "by_id", "kind", "what", "household_id", "purpose",
        "rows",
    )  # fmt: skip
    shown = {name: getattr(look, name) for name in names}
    return shown | {"place": places.get(look.household_id or "")}


def add_look(
    uow: UnitOfWork,
    kind: LookKind,
    what: str,
    purpose: str,
    *,
    household_id: str | None = None,
    rows: int = 1,
) -> Look:
    """Log that somebody saw confidential data."""
    look = Look(
        id=uow.new_id(),
        at=uow.now,
        by_id=uow.actor.id,
        by=uow.actor.name,
        kind=kind,
        what=what,
        household_id=household_id,
        member_id=None,
        purpose=purpose,
        rows=rows,
    )
    uow.session.add(look)
    return look
