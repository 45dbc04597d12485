"""The categories in force (X04)."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from contracts.complaints.request_types import CategoryQueryRequest
from foundation.errors import InvalidInput
from foundation.owned_list import OwnedList
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.categories.rules import FIRST_SET, CategoryFacts
from services.complaints.categories.tables import CategoryRow
from services.complaints.departments import queries as departments

CATEGORIES: Final = OwnedList("category", CategoryRow, CategoryFacts, FIRST_SET)


def all_of(uow: UnitOfWork) -> Mapping[str, CategoryFacts]:
    """All categories of the community that the unit is in, by their codes, in their order; the
    company's where it has entered none (P01)."""
    return CATEGORIES.here(uow)


def name_of(uow: UnitOfWork, code: str) -> str:
    """A category in the caller's language, where the company has none of the code as a community
    has it; its code where it is not known."""
    facts = all_of(uow).get(code) or CATEGORIES.kept(uow).of_any.get(code)
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
    shown = asdict(facts) | {
        "name": facts.name_en if uow.actor.language == "en" else facts.name_zh,
        "department_name": departments.name_of(uow, facts.department),
    }
    hidden = {"words": (), "department": None, "department_name": None}
    return shown if uow.as_staff() else shown | hidden
