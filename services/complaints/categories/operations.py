"""Categories (类别, X04): made and changed by managers; cases keep the code that they have."""

from dataclasses import asdict, replace
from typing import Any

from contracts.complaints.codes import Category
from contracts.complaints.refusals import CategoryNeeded, CategoryTaken
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.categories import queries as categories
from services.complaints.categories.rules import CategoryFacts
from services.complaints.categories.tables import CategoryRow

ALWAYS = frozenset({Category.OTHER})
"""What has no place elsewhere needs one."""


def create(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Make a category, at the end of the list; raise `CategoryTaken`."""
    known = categories.all_of(work)
    if data["code"] in known:
        raise CategoryTaken(field="code")
    last = max(one.position for one in known.values())
    made = CategoryFacts(**data | {"words": tuple(data["words"])}, position=last + 1)
    return keep(work, made)


def edit(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Change what is named; raise `CategoryNeeded` for the one that must stay."""
    code = data.pop("code")
    take_turns(work, code)
    facts = categories.all_of(work).get(code)
    if facts is None:
        raise NotFound(field="code")
    work.check_version(facts)
    if code in ALWAYS and data.get("active") is False:
        raise CategoryNeeded(field="active")
    if "words" in data:
        data["words"] = tuple(data["words"])
    return keep(work, replace(facts, **data, version=facts.version + 1))


def take_turns(work: UnitOfWork, code: str) -> None:
    """Two edits at once wait for each other at the row, where there is one already."""
    work.session.get(CategoryRow, code, with_for_update=True)
    categories.forget(work)


def keep(work: UnitOfWork, facts: CategoryFacts) -> dict[str, Any]:
    """Write a category down as it is now."""
    work.session.merge(CategoryRow(**asdict(facts) | {"words": list(facts.words)}))
    work.subject("category", facts.code)
    work.session.flush()
    categories.forget(work)
    return categories.view(work, facts)
