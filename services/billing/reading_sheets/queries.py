"""Whose meters are to be read, as the sheet that is filled in has them (B21)."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from contracts.billing.fees import Basis, UnknownFeeItem
from contracts.billing.request_types import NothingRequest, ReadingSheetRequest
from contracts.places import key_of
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.fees.tables import FeeItem
from services.billing.meters.queries import chains

FEES: Final = (
    select(FeeItem.name, FeeItem.name_en, FeeItem.unit, FeeItem.unit_type)
    .where(FeeItem.basis == Basis.METER)
    .order_by(FeeItem.name, FeeItem.effective_from)
)


@dataclass(frozen=True)
class Metered:
    """A fee that is read from meters, and whose types of unit have it."""

    name: str
    name_en: str
    unit: str
    unit_types: frozenset[str]


def metered(uow: UnitOfWork) -> dict[str, Metered]:
    """All such fees, by name."""
    found: dict[str, Metered] = {}
    for row in uow.rows(FEES):
        types = found[row.name].unit_types if row.name in found else frozenset()
        found[row.name] = Metered(row.name, row.name_en, row.unit, types | {row.unit_type})
    return found


def item_for(uow: UnitOfWork, name: str) -> Metered:
    """One of them; raise `UnknownFeeItem`."""
    found = metered(uow).get(name)
    if found is None:
        raise UnknownFeeItem(field="name", name=name)
    return found


def list_metered(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """The names of the fees that are read from meters."""
    items = metered(uow).values()
    return {"items": [{"name": i.name, "name_en": i.name_en, "unit": i.unit} for i in items]}


def sheet(uow: UnitOfWork, data: ReadingSheetRequest) -> dict[str, Any]:
    """All households that have the meter, in walking order, with where it stands."""
    item = item_for(uow, data["name"])
    homes = [one for one in replica.households(uow) if one.unit_type in item.unit_types]
    known = chains(uow, item.name, [one.household_id for one in homes])
    rows = []
    for home in homes:
        last = known[home.household_id][-1] if home.household_id in known else None
        entrance, _, room = home.unit.rpartition("-")
        rows.append(
            {
                "building": home.building,
                "entrance": entrance,
                "room": room,
                "value": last.value if last else None,
                "read_on": last.read_on if last else None,
            }
        )
    return {"name": item.name, "items": rows}


def homes_by_place(uow: UnitOfWork) -> dict[str, list[replica.Household]]:
    """Households by what tells places apart, however they are written."""
    found: dict[str, list[replica.Household]] = {}
    for home in replica.households(uow):
        found.setdefault(key_of(home.building, home.unit), []).append(home)
    return found
