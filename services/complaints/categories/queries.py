"""The categories in force (X04)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, Final

from sqlalchemy import select

from contracts.complaints.request_types import CategoryQueryRequest
from contracts.service_admin import Source
from foundation import owned
from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.categories.rules import CategoryFacts, in_force
from services.complaints.categories.tables import CategoryRow

KEPT: Final = tuple(one.name for one in fields(CategoryFacts) if one.name != "source")
"""What a row says of a category."""
CHANGED: Final = select(*(getattr(CategoryRow, name) for name in KEPT), CategoryRow.community_id)


def all_of(uow: UnitOfWork) -> Mapping[str, CategoryFacts]:
    """All categories of the community that the unit is in, by their codes, in their order; the
    company's where it has entered none (P01)."""
    return as_of(uow, uow.community)


def as_of(uow: UnitOfWork, place: str | None) -> Mapping[str, CategoryFacts]:
    """The categories as a community has them, or the company (None)."""
    return kept(uow).within(place)


def kept(uow: UnitOfWork) -> "Kept":
    """What managers have made of the categories, wherever it is in sight."""
    return uow.recently("categories", lambda: Kept(uow.session.execute(CHANGED).all()))


class Kept:
    """What stands in the table; what holds in a place is worked out once."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self._rows = rows
        self._within: dict[str | None, Mapping[str, CategoryFacts]] = {}
        self.of_any = {row.code: facts_of(row) for row in rows}
        """A category of each code."""

    def within(self, place: str | None) -> Mapping[str, CategoryFacts]:
        """The categories as they are now."""
        if place not in self._within:
            held = owned.holding(self._rows, place, lambda row: row.code)
            self._within[place] = in_force(map(facts_of, held.values()))
        return self._within[place]


def facts_of(row: Any) -> CategoryFacts:
    """A category as managers have it."""
    said = {name: getattr(row, name) for name in KEPT}
    return CategoryFacts(
        **said | {"words": tuple(row.words)}, source=Source(owned.source(row).value)
    )


def name_of(uow: UnitOfWork, code: str) -> str:
    """A category in the caller's language, where the company has none of the code as a community
    has it; its code where it is not known."""
    facts = all_of(uow).get(code) or kept(uow).of_any.get(code)
    if facts is None:
        return code
    return facts.name_en if uow.actor.language == "en" else facts.name_zh


def require_offered(uow: UnitOfWork, code: str) -> CategoryFacts:
    """The category of a code; raise `InvalidInput` for one that is not offered."""
    facts = all_of(uow).get(code)
    if facts is None or not facts.active:
        raise InvalidInput("There is no such category.", field="category")
    return facts


def offered(uow: UnitOfWork) -> list[CategoryFacts]:
    """Those that a new case may have, in their order."""
    return [one for one in all_of(uow).values() if one.active]


def listed(uow: UnitOfWork, data: CategoryQueryRequest) -> dict[str, Any]:
    """The categories in their order; residents choose by the names alone."""
    shown = data["include_inactive"] and uow.as_staff()
    facts = (one for one in all_of(uow).values() if one.active or shown)
    return {"items": [view(uow, one) for one in facts]}


def view(uow: UnitOfWork, facts: CategoryFacts) -> dict[str, Any]:
    """A category; how it is guessed and who gets it is not for residents."""
    inner = {} if uow.as_staff() else {"words": (), "department": None}
    name = facts.name_en if uow.actor.language == "en" else facts.name_zh
    return asdict(facts) | {"name": name} | inner
