"""Categories (类别, X04): made and changed by managers; cases keep the code that they have."""

from collections.abc import Mapping
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
from services.complaints.departments import queries as departments

ALWAYS = frozenset({Category.OTHER})
"""What has no place elsewhere needs one."""


def create(uow: UnitOfWork, data: CreateCategoryRequest) -> dict[str, Any]:
    """Make a category of the company or of a community's own, at the end of the list; raise
    `CategoryTaken`, and `InvalidInput` for a department that is not offered."""
    given = rest(data, "words") | usual_department(uow, data)
    made = CATEGORIES.add(uow, CategoryFacts(**given, words=tuple(data["words"])))
    if made is None:
        raise CategoryTaken(field="code")
    return view(uow, made)


def edit(uow: UnitOfWork, data: EditCategoryRequest) -> dict[str, Any]:
    """Change what is named, for the company or, from what it is there so far, for a community by
    itself; raise `CategoryNeeded` for the one that must stay, `InvalidInput` for a department that
    is not offered."""
    if data["code"] in ALWAYS and data.get("active") is False:
        raise CategoryNeeded(field="active")
    changes = rest(data, "code") | usual_department(uow, data)
    return view(uow, CATEGORIES.change(uow, data["code"], changes))


def usual_department(uow: UnitOfWork, data: Mapping[str, Any]) -> dict[str, Any]:
    """The department that a payload names, by its code; one that the category has already may
    stay, whether or not it is offered. Raise `InvalidInput` for another that is not."""
    named = data.get("department")
    if not named:
        return {}
    before = CATEGORIES.here(uow).get(data["code"])
    code = departments.code_of(uow, named)
    if before is not None and code == before.department:
        return {"department": code}
    return {"department": departments.require_offered(uow, named).code}


def take_back(uow: UnitOfWork, data: TakeBackCategoryRequest) -> dict[str, Any]:
    """Have a category as it is without the change: a community's own as the company has it, the
    company's as it was shipped. Raise `NothingBelow` for what would be there no more."""
    before = CATEGORIES.take_back(uow, data["code"])
    if before is None:
        raise NothingBelow(field="code")
    return view(uow, before)
