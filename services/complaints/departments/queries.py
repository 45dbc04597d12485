"""The departments in force (C14)."""

from dataclasses import asdict
from typing import Any, Final

from foundation.errors import InvalidInput
from foundation.owned_list import OwnedList
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.departments.rules import SHIPPED, DepartmentFacts, known_as
from services.complaints.departments.tables import DepartmentRow

DEPARTMENTS: Final = OwnedList("department", DepartmentRow, DepartmentFacts, SHIPPED)


def view(uow: UnitOfWork, facts: DepartmentFacts) -> dict[str, Any]:
    """A department, in the caller's language."""
    return asdict(facts) | {"name": worded(uow, facts)}


def worded(uow: UnitOfWork, facts: DepartmentFacts) -> str:
    """What a department is called in the caller's language."""
    return facts.name_en if uow.actor.language == "en" else facts.name_zh


def name_of(uow: UnitOfWork, text: str | None) -> str | None:
    """A department that is kept by its code or a name, in the caller's language; the text itself
    where no department is known by it."""
    if text is None:
        return None
    facts = found(uow, text)
    return worded(uow, facts) if facts else text


def found(uow: UnitOfWork, text: str) -> DepartmentFacts | None:
    """The department of a code or name as it is here, or as some community has it; None: there is
    none."""
    here = DEPARTMENTS.here(uow)
    if text in here:  # as cases have it
        return here[text]
    elsewhere = DEPARTMENTS.kept(uow).of_any.values()
    return known_as(here.values(), text) or known_as(elsewhere, text)


def code_of(uow: UnitOfWork, text: str) -> str:
    """The code of a department that is named by its code or a name; the text where there is
    none."""
    facts = found(uow, text)
    return facts.code if facts else text


def require_offered(uow: UnitOfWork, text: str) -> DepartmentFacts:
    """The department of a code or name; raise `InvalidInput` for one that is not offered."""
    facts = known_as(DEPARTMENTS.here(uow).values(), text)
    if facts is None or not facts.active:
        raise InvalidInput("There is no such department.", field="department")
    return facts
