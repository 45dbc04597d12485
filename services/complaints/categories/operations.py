"""Categories (类别, X04): made and changed by managers; cases keep the code that they have."""

from dataclasses import asdict, replace
from typing import Any

from contracts.complaints.categories import Category, CategoryNeeded, CategoryTaken
from contracts.complaints.request_types import CreateCategoryRequest, EditCategoryRequest
from foundation.errors import NotFound
from foundation.payload import rest
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.categories import queries as categories
from services.complaints.categories.rules import CategoryFacts
from services.complaints.categories.tables import CategoryRow

ALWAYS = frozenset({Category.OTHER})
"""What has no place elsewhere needs one."""


def create(uow: UnitOfWork, data: CreateCategoryRequest) -> dict[str, Any]:
    """Make a category, at the end of the list; raise `CategoryTaken`."""
    uow.change_recent()  # another process may have made it within the last second
    known = categories.all_of(uow)
    if data["code"] in known:
        raise CategoryTaken(field="code")
    last = max(one.position for one in known.values())
    made = CategoryFacts(**rest(data, "words"), words=tuple(data["words"]), position=last + 1)
    return keep(uow, made)


def edit(uow: UnitOfWork, data: EditCategoryRequest) -> dict[str, Any]:
    """Change what is named; raise `CategoryNeeded` for the one that must stay."""
    code, changes = data["code"], rest(data, "code")
    take_turns(uow, code)
    facts = categories.all_of(uow).get(code)
    if facts is None:
        raise NotFound(field="code")
    uow.check_version(facts)
    if code in ALWAYS and data.get("active") is False:
        raise CategoryNeeded(field="active")
    if "words" in data:
        changes["words"] = tuple(data["words"])
    return keep(uow, replace(facts, **changes, version=facts.version + 1))


def take_turns(uow: UnitOfWork, code: str) -> None:
    """Two edits at once wait for each other at the row, where there is one already."""
    uow.session.get(CategoryRow, code, with_for_update=True)
    uow.change_recent()


def keep(uow: UnitOfWork, facts: CategoryFacts) -> dict[str, Any]:
    """Write a category down as it is now."""
    uow.session.merge(CategoryRow(**asdict(facts) | {"words": list(facts.words)}))
    uow.subject("category", facts.code)
    uow.session.flush()
    uow.change_recent()
    return categories.view(uow, facts)
