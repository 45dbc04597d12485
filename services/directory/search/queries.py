"""Which households a search text means: by name, place or number, each by an index (D01, D03)."""

import re
import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from contracts.directory import methods
from contracts.directory.request_types import FindHouseholdsRequest
from contracts.places import (
    canonical_building,
    canonical_unit,
    entrance_meant,
    in_plain,
    is_whole,
    key_of,
    shop_labels,
)
from contracts.roles import Role
from foundation.storage.paging import sorted_page
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.households.queries import views
from services.directory.households.tables import Household, Member
from services.directory.identity.rules.masking import range_of_prefix, reversed_digits

PHONE_END = 4
"""The last digits that a masked number shows: looking for them finds nothing else out (D03)."""
SHORTEST_PHONE = 7
"""A land line without its area code; what is shorter is no whole number."""
FINDERS = methods.SEERS - {Role.RESIDENT}
"""Who may look for a number: those who may reveal one."""
MOST_DIGITS = 3
"""Of the number of a building."""
_PLACE = re.compile(r"(\d{1,4})(?:号楼|号|栋|幢|座|#|-)(.+)")
_PLACE_IN_FIGURES = re.compile(r"\d{1,4}-\d{1,2}-\d{1,5}|\d{1,2}-\d{1,5}", re.ASCII)
"""`12-3-1001`: has the figures of a whole number, and is written as no number is."""


def find_households(
    uow: UnitOfWork, data: FindHouseholdsRequest, number: str | None = None
) -> dict[str, Any]:
    """Households by name, unit or building, by building and unit, or by a phone's `number`."""
    statement = select(Household)
    if building := data["building"]:
        statement = statement.where(Household.building == canonical_building(building))
    if data["unit_type"]:
        statement = statement.where(Household.unit_type == data["unit_type"])
    if data["key_only"]:
        statement = statement.where(Household.key_reason.is_not(None))
    if text := data["q"]:
        statement = statement.where(matches(uow, text, number))
    found = sorted_page(uow, statement, Household, Household.sort_key, data)
    return found | {"items": [views.household_item(row) for row in found["items"]]}


def looked_for(text: str | None) -> str | None:
    """The number that a search text is, or ends with: four digits alone, or a whole one.

    `1-201` is a place: four figures, and nobody writes the end of a number so.
    """
    text = unicodedata.normalize("NFKC", text or "")
    said = re.sub(r"\s", "", text)
    digits = said.replace("-", "").removeprefix("+86")
    if not (digits.isascii() and digits.isdigit()):
        return None
    if len(digits) == PHONE_END:
        return digits if text.strip() == digits else None
    whole = len(digits) >= SHORTEST_PHONE and not _PLACE_IN_FIGURES.fullmatch(said)
    return digits if whole else None


def matches(uow: UnitOfWork, text: str, number: str | None) -> ColumnElement[bool]:
    """What a search text may mean; each meaning has an index. A `number` is a telephone's."""
    named = and_(Member.until.is_(None), Member.name.startswith(text, autoescape=True))
    meanings = [in_place(text), Household.id.in_(select(Member.household_id).where(named))]
    if number:
        meanings.append(reached_by(uow, number))
    return or_(*meanings)


def in_place(text: str) -> ColumnElement[bool]:
    """Households in a place as somebody may write it, or begin to.

    `0001` begins no unit, and `3号` is a whole one: else it would be all of every entrance.
    """
    if is_whole(text):
        return named_so(text)
    return or_(named_so(text), Household.unit.startswith(canonical_unit(text), autoescape=True))


def named_so(text: str) -> ColumnElement[bool]:
    """Households in a place that is written so."""
    unit = canonical_unit(text)
    meanings = [Household.room == unit, Household.unit == unit]
    if within := entrance_meant(text):
        building, entrance = within
        there = Household.unit.startswith(f"{entrance}-", autoescape=True)
        meanings.append(and_(there, Household.building == building) if building else there)
    elif is_of_building(text):
        meanings.append(Household.building == canonical_building(text))
    if shops := shop_labels(text):
        meanings.append(Household.unit.in_(shops))
    if place := _PLACE.fullmatch(in_plain(text)):
        meanings.append(Household.place_key == key_of(place[1], place[2]))
    return or_(*meanings)


def reached_by(uow: UnitOfWork, number: str) -> ColumnElement[bool]:
    """Households with a member of this number, or one that ends so, where the caller may look."""
    reached = and_(Member.until.is_(None), phone_is(number), uow.where_held(Member, *FINDERS))
    return Household.id.in_(select(Member.household_id).where(reached))


def is_there(uow: UnitOfWork, meaning: ColumnElement[bool]) -> bool:
    """Whether any household is meant."""
    return uow.session.scalar(select(Household.id).where(meaning).limit(1)) is not None


def is_of_building(text: str) -> bool:
    """Whether a text may name a building: four digits, or ones that begin with 0, are a room or the
    end of a telephone number, and `0001` is not all of building 1."""
    said = in_plain(text)
    return not (said.isdigit() and (len(said) > MOST_DIGITS or said.startswith("0")))


def phone_is(digits: str) -> ColumnElement[bool]:
    """Phones that are this number, or end with these four digits, by a range of an index.

    Nothing between: who could try one more digit each time would find a number out (D03).
    """
    column = Member.phone_reversed
    if len(digits) != PHONE_END:
        return column.in_([reversed_digits(digits), reversed_digits("86" + digits)])
    low, high = range_of_prefix(reversed_digits(digits))
    return column >= low if high is None else and_(column >= low, column < high)
