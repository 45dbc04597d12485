"""Reads of the directory."""

import re
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from contracts.directory.codes import UnitType
from contracts.roles import Role
from foundation.errors import InvalidInput
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.directory import views
from services.directory.domain.labels import canonical_building, canonical_unit
from services.directory.domain.masking import range_of_prefix, reversed_digits
from services.directory.tables import Household, HouseholdChange, Member, Person

SHORTEST_PHONE_END = 4
"""Fewer last digits of a phone would match too many."""
_PLACE = re.compile(r"(\d{1,4})(?:号楼|号|栋|幢|座|#|-)(.+)")


def find_households(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Households by name, unit, building or last digits of a phone, by building and unit."""
    statement = select(Household)
    if building := data["building"]:
        statement = statement.where(Household.building == canonical_building(building))
    if data["unit_type"]:
        statement = statement.where(Household.unit_type == data["unit_type"])
    if data["key_only"]:
        statement = statement.where(Household.key_reason.is_not(None))
    if text := data["q"]:
        statement = statement.where(matches(text))
    found = sorted_page(work, statement, Household, Household.sort_key, data)
    return found | {"items": [views.household_item(row) for row in found["items"]]}


def matches(text: str) -> ColumnElement[bool]:
    """What a search text may mean; each meaning has an index."""
    unit = canonical_unit(text)
    named = Member.name.startswith(text, autoescape=True)
    meanings = [
        Household.building == canonical_building(text),
        Household.room == unit,
        Household.unit.startswith(unit, autoescape=True),
        Household.id.in_(select(Member.household_id).where(named)),
    ]
    if place := _PLACE.fullmatch(text):
        at = Household.building == canonical_building(place[1])
        meanings.append(and_(at, Household.unit == canonical_unit(place[2])))
    digits = re.sub(r"[\s\-]", "", text)
    if digits.isascii() and digits.isdigit() and len(digits) >= SHORTEST_PHONE_END:
        meanings.append(Household.id.in_(select(Member.household_id).where(phone_ends(digits))))
    return or_(*meanings)


def phone_ends(digits: str) -> ColumnElement[bool]:
    """Phones with these last digits, by a range of an index."""
    low, high = range_of_prefix(reversed_digits(digits))
    column = Member.phone_reversed
    return column >= low if high is None else and_(column >= low, column < high)


def list_buildings(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """All buildings with what they hold and who looks after them."""
    shops = func.count().filter(Household.unit_type == UnitType.SHOP)
    totals = work.session.execute(
        select(Household.building, func.count(), shops, func.sum(Household.area_m2))
        .group_by(Household.building)
        .order_by(func.min(Household.sort_key))
    )
    stewards = [person for person in staff(work) if Role.STEWARD in person.roles]
    return {
        "items": [
            {
                "building": building,
                "households": households,
                "shops": shops,
                "area_m2": area,
                "stewards": [person.name for person in stewards if building in person.buildings],
            }
            for building, households, shops, area in totals
        ]
    }


def household_history(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """The changes of one household, newest first (D02)."""
    work.actor.require_household(data["household_id"])
    work.load(Household, data["household_id"])
    statement = select(HouseholdChange).where(HouseholdChange.household_id == data["household_id"])
    found = page(work, statement, HouseholdChange.id, data)
    return found | {"items": [views.change_view(row) for row in found["items"]]}


def staff(work: UnitOfWork) -> list[Person]:
    """Everybody who works here."""
    statement = select(Person).where(Person.staff, Person.active).order_by(Person.id)
    return list(work.session.scalars(statement))


def sorted_page(
    work: UnitOfWork,
    statement: Select[Any],
    model: type[Any],
    order: InstrumentedAttribute[Any],
    data: dict[str, Any],
) -> dict[str, Any]:
    """One page in ascending order of a column; the cursor is the last id of the page before."""
    if data["cursor"]:
        last = work.session.get(model, data["cursor"])
        if last is None:
            raise InvalidInput("There is no such page.", field="cursor")
        at = getattr(last, order.key)
        statement = statement.where(or_(order > at, and_(order == at, model.id > last.id)))
    rows = list(work.session.scalars(statement.order_by(order, model.id).limit(data["limit"] + 1)))
    more = len(rows) > data["limit"]
    rows = rows[: data["limit"]]
    return {"items": rows, "next_cursor": rows[-1].id if more else None}
