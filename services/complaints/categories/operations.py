"""Categories (类别, X04): made and changed by managers; cases keep the code that they have."""

from typing import Any

from contracts.complaints.categories import Category, CategoryNeeded, CategoryTaken
from contracts.complaints.request_types import (
    CreateCategoryRequest,
    EditCategoryRequest,
    TakeBackCategoryRequest,
)
from foundation.errors import NothingBelow
from foundation.payload import rest
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.categories.queries import CATEGORIES, view
from services.complaints.categories.rules import CategoryFacts

ALWAYS = frozenset({Category.OTHER})
"""What has no place elsewhere needs one."""


def create(uow: UnitOfWork, data: CreateCategoryRequest) -> dict[str, Any]:
    """Make a category of the company or of a community's own, at the end of the list; raise
    `CategoryTaken`."""
    given = rest(data, "words")
    made = CATEGORIES.add(uow, CategoryFacts(**given, words=tuple(data["words"])))
    if made is None:
        raise CategoryTaken(field="code")
    return view(uow, made)


def edit(uow: UnitOfWork, data: EditCategoryRequest) -> dict[str, Any]:
    """Change what is named, for the company or, from what it is there so far, for a community by
    itself; raise `CategoryNeeded` for the one that must stay."""
    if data["code"] in ALWAYS and data.get("active") is False:
        raise CategoryNeeded(field="active")
    return view(uow, CATEGORIES.change(uow, data["code"], rest(data, "code")))


def take_back(uow: UnitOfWork, data: TakeBackCategoryRequest) -> dict[str, Any]:
    """Have a category as it is without the change: a community's own as the company has it, the
    company's as it was shipped. Raise `NothingBelow` for what would be there no more."""
    before = CATEGORIES.take_back(uow, data["code"])
    if before is None:
        raise NothingBelow(field="code")
    return view(uow, before)
