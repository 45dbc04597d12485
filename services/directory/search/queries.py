"""Which households a search text means: by name, place or number, each by an index (D01, D03)."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

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
from foundation.storage.filtered import where_held
from foundation.storage.listing import Listing
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.households.queries import views
from services.directory.households.queries.key_sight import key_sight
from services.directory.households.queries.owners import owners
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
HOMES: Final = Household.__table__.c
MEMBERS: Final = Member.__table__.c
Meant = Mapping[str, Mapping[str, Any]]
"""What a text may mean: the names of `MEANINGS`, each with the values that it compares with."""


def begins(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """That it begins with a text; compared with what `beginning` makes of it."""
    return column.like(bindparam(name), escape="/")


def beginning(text: str) -> str:
    """The pattern of what begins with a text."""
    return re.sub("[%_/]", r"/\g<0>", text) + "%"


def of_member(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """That a household has a member of whom this holds."""
    found = select(MEMBERS.household_id).where(MEMBERS.until.is_(None), *conditions)
    return HOMES.id.in_(found)


def reached(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """That a household has a member whose number is so, where the caller may look for one."""
    return of_member(*conditions, where_held(Member, "finders"))


AT_LEAST: Final = MEMBERS.phone_reversed >= bindparam("lowest")
NUMBERS: Final[Mapping[str, ColumnElement[bool]]] = {
    "whole number": MEMBERS.phone_reversed.in_(bindparam("numbers", expanding=True)),
    "end of a number": and_(AT_LEAST, MEMBERS.phone_reversed < bindparam("above")),
    "highest end of a number": AT_LEAST,
}
"""What a telephone's number may be meant by."""
ENTRANCE: Final = begins(HOMES.unit, "entrance")
MEANINGS: Final[dict[str, ColumnElement[bool]]] = {
    "room": HOMES.room == bindparam("meant_unit"),
    "unit": HOMES.unit == bindparam("meant_unit"),
    "unit begins so": begins(HOMES.unit, "unit_begins"),
    "entrance": ENTRANCE,
    "entrance of a building": and_(ENTRANCE, HOMES.building == bindparam("meant_building")),
    "building": HOMES.building == bindparam("meant_building"),
    "shops": HOMES.unit.in_(bindparam("shops", expanding=True)),
    "place": HOMES.place_key == bindparam("place_key"),
    "name": of_member(begins(MEMBERS.name, "name_begins")),
} | {name: reached(number) for name, number in NUMBERS.items()}
"""Each has an index."""


@cache
def any_of(meanings: frozenset[str]) -> ColumnElement[bool]:
    """That one of some meanings is meant."""
    return or_(*(MEANINGS[name] for name in sorted(meanings)))


@cache
def homes(meanings: frozenset[str]) -> Listing:
    """The list, where a text may mean that."""
    filters = {
        "building": HOMES.building == bindparam("building"),
        "unit_type": HOMES.unit_type == bindparam("unit_type"),
        "key_only": HOMES.key_reason.is_not(None),
        "q": any_of(meanings),
    }
    return Listing(select(Household.__table__), HOMES.id, filters, by=HOMES.sort_key)


@cache
def one_home(meanings: frozenset[str]) -> Select[str]:
    """Some household that is meant."""
    return select(HOMES.id).where(any_of(meanings)).limit(1)


def find_households(
    uow: UnitOfWork, data: FindHouseholdsRequest, number: str | None = None
) -> dict[str, Any]:
    """Households by name, unit or building, by building and unit, or by a phone's `number`."""
    if data["key_only"]:
        uow.actor.require(*methods.OVERSEERS)
    meant = matches(uow, data["q"], number) if data["q"] else {}
    values = values_of(meant)
    if data["building"]:
        values["building"] = canonical_building(data["building"])
    found = homes(frozenset(meant)).page(uow, data, **values)
    firsts, sees = owners(uow, [home.id for home in found["items"]]), key_sight(uow)
    items = [views.household_item(home, firsts[home.id], sees) for home in found["items"]]
    return found | {"items": items}


def values_of(meant: Meant) -> dict[str, Any]:
    """What the meanings compare with."""
    return {name: value for values in meant.values() for name, value in values.items()}


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


def matches(uow: UnitOfWork, text: str, number: str | None) -> Meant:
    """What a search text may mean. A `number` is a telephone's."""
    meant = {**in_place(text), "name": {"name_begins": beginning(text)}}
    return {**meant, **reached_by(uow, number)} if number else meant


def in_place(text: str) -> Meant:
    """Households in a place as somebody may write it, or begin to.

    `0001` begins no unit, and `3号` is a whole one: else it would be all of every entrance.
    """
    if is_whole(text):
        return named_so(text)
    begun = {"unit_begins": beginning(canonical_unit(text))}
    return {**named_so(text), "unit begins so": begun}


def named_so(text: str) -> Meant:
    """Households in a place that is written so."""
    unit = {"meant_unit": canonical_unit(text)}
    meant: dict[str, Mapping[str, Any]] = {"room": unit, "unit": unit}
    if within := entrance_meant(text):
        building, entrance = within
        there = {"entrance": beginning(f"{entrance}-")}
        if building:
            meant["entrance of a building"] = {**there, "meant_building": building}
        else:
            meant["entrance"] = there
    elif is_of_building(text):
        meant["building"] = {"meant_building": canonical_building(text)}
    if shops := shop_labels(text):
        meant["shops"] = {"shops": shops}
    if place := _PLACE.fullmatch(in_plain(text)):
        meant["place"] = {"place_key": key_of(place[1], place[2])}
    return meant


def reached_by(uow: UnitOfWork, number: str) -> Meant:
    """Households with a member of this number, or one that ends so, where the caller may look."""
    held = uow.held("finders", *FINDERS)
    return {name: {**values, **held} for name, values in phone_is(number).items()}


def is_there(uow: UnitOfWork, meant: Meant) -> bool:
    """Whether any household is meant."""
    return bool(uow.rows(one_home(frozenset(meant)), **values_of(meant)))


def is_of_building(text: str) -> bool:
    """Whether a text may name a building: four digits, or ones that begin with 0, are a room or the
    end of a telephone number, and `0001` is not all of building 1."""
    said = in_plain(text)
    return not (said.isdigit() and (len(said) > MOST_DIGITS or said.startswith("0")))


def phone_is(digits: str) -> Meant:
    """Phones that are this number, or end with these four digits, by a range of an index.

    Nothing between: who could try one more digit each time would find a number out (D03).
    """
    if len(digits) != PHONE_END:
        numbers = [reversed_digits(digits), reversed_digits("86" + digits)]
        return {"whole number": {"numbers": numbers}}
    low, high = range_of_prefix(reversed_digits(digits))
    if high is None:
        return {"highest end of a number": {"lowest": low}}
    return {"end of a number": {"lowest": low, "above": high}}
