"""The categories in force (X04)."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import select

from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.categories.rules import CategoryFacts, in_force
from services.complaints.categories.tables import CategoryRow

KEPT = "categories"
"""Where a unit keeps them: a list of cases needs their names once."""
CHANGED = select(*(getattr(CategoryRow, one.name) for one in fields(CategoryFacts)))


def all_of(work: UnitOfWork) -> Mapping[str, CategoryFacts]:
    """All categories by their codes, in their order; read once in a unit."""
    if KEPT not in work.session.info:
        rows = (row._asdict() for row in work.session.execute(CHANGED))
        changed = (CategoryFacts(**row | {"words": tuple(row["words"])}) for row in rows)
        work.session.info[KEPT] = in_force(changed)
    kept: Mapping[str, CategoryFacts] = work.session.info[KEPT]
    return kept


def forget(work: UnitOfWork) -> None:
    """Have the unit read them again."""
    work.session.info.pop(KEPT, None)


def name_of(work: UnitOfWork, code: str) -> str:
    """A category in the caller's language; its code where it is not known."""
    facts = all_of(work).get(code)
    if facts is None:
        return code
    return facts.name_en if work.actor.language == "en" else facts.name_zh


def require_offered(work: UnitOfWork, code: str) -> CategoryFacts:
    """The category of a code; raise `InvalidInput` for one that is not offered."""
    facts = all_of(work).get(code)
    if facts is None or not facts.active:
        raise InvalidInput("There is no such category.", field="category")
    return facts


def offered(work: UnitOfWork) -> list[CategoryFacts]:
    """Those that a new case may have, in their order."""
    return [one for one in all_of(work).values() if one.active]


def listed(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """The categories in their order; residents choose by the names alone."""
    shown = data["include_inactive"] and work.actor.is_staff
    facts = (one for one in all_of(work).values() if one.active or shown)
    return {"items": [view(work, one) for one in facts]}


def view(work: UnitOfWork, facts: CategoryFacts) -> dict[str, Any]:
    """A category; how it is guessed and who gets it is not for residents."""
    inner = {} if work.actor.is_staff else {"words": (), "department": None}
    return asdict(facts) | {"name": name_of(work, facts.code)} | inner
