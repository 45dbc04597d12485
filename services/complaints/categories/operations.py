"""Categories (类别, X04): made and changed by managers; cases keep the code that they have."""

from dataclasses import replace
from typing import Any

from contracts.complaints.categories import (
    Category,
    CategoryNeeded,
    CategoryTaken,
    NothingBelow,
)
from contracts.complaints.request_types import (
    CreateCategoryRequest,
    EditCategoryRequest,
    TakeBackCategoryRequest,
)
from contracts.service_admin import Source
from foundation import owned
from foundation.errors import NotFound
from foundation.payload import rest
from foundation.storage.placed import owner_id
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.categories import queries as categories
from services.complaints.categories.rules import CategoryFacts
from services.complaints.categories.tables import CategoryRow

ALWAYS = frozenset({Category.OTHER})
"""What has no place elsewhere needs one."""


def create(uow: UnitOfWork, data: CreateCategoryRequest) -> dict[str, Any]:
    """Make a category of the company or of a community's own, at the end of the list; raise
    `CategoryTaken`."""
    place = owned.owner(uow)
    uow.change_recent()  # another process may have made it within the last second
    known = categories.as_of(uow, place)
    if data["code"] in known:
        raise CategoryTaken(field="code")
    last = max(one.position for one in known.values())
    given = rest(data, "words")
    return keep(uow, place, CategoryFacts(**given, words=tuple(data["words"]), position=last + 1))


def edit(uow: UnitOfWork, data: EditCategoryRequest) -> dict[str, Any]:
    """Change what is named, for the company or, from what it is there so far, for a community by
    itself; raise `CategoryNeeded` for the one that must stay."""
    code, changes = data["code"], rest(data, "code")
    place = owned.owner(uow)
    take_turns(uow, code, place)
    facts = categories.as_of(uow, place).get(code)
    if facts is None:
        raise NotFound(field="code")
    uow.check_version(facts)
    if code in ALWAYS and data.get("active") is False:
        raise CategoryNeeded(field="active")
    if "words" in data:
        changes["words"] = tuple(data["words"])
    return keep(uow, place, replace(facts, **changes, version=facts.version + 1))


def take_back(uow: UnitOfWork, data: TakeBackCategoryRequest) -> dict[str, Any]:
    """Have a category as it is without the change: a community's own as the company has it, the
    company's as it was shipped. Raise `NothingBelow` for what would be there no more."""
    code, place = data["code"], owned.owner(uow)
    row = take_turns(uow, code, place)
    facts = categories.as_of(uow, place).get(code)
    if facts is None:
        raise NotFound(field="code")
    uow.check_version(facts)
    if row is not None:
        uow.session.delete(row)
        uow.subject("category", code)
        uow.session.flush()
        uow.change_recent()
    before = categories.as_of(uow, place).get(code)
    if before is None:
        raise NothingBelow(field="code")
    return categories.view(uow, before)


def take_turns(uow: UnitOfWork, code: str, place: str | None) -> CategoryRow | None:
    """Two edits at once wait for each other at the row, where there is one already."""
    row = uow.session.get(CategoryRow, (code, owner_id(place)), with_for_update=True)
    uow.change_recent()
    return row


def keep(uow: UnitOfWork, place: str | None, facts: CategoryFacts) -> dict[str, Any]:
    """Write a category down as it is now."""
    said = {name: getattr(facts, name) for name in categories.KEPT}
    whose = {"community_id": place, "owner_id": owner_id(place)}
    uow.session.merge(CategoryRow(**said | {"words": list(facts.words)} | whose))
    uow.subject("category", facts.code)
    uow.session.flush()
    uow.change_recent()
    source = Source.COMPANY if place is None else Source.COMMUNITY
    return categories.view(uow, replace(facts, source=source))
