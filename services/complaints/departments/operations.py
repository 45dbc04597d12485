"""Departments (职能部门, C14, P05): made and changed by managers; cases keep the code that they
have."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.complaints.departments import MOST_NAMES, RESERVED, DepartmentTaken
from contracts.complaints.request_types import (
    CreateDepartmentRequest,
    EditDepartmentRequest,
    TakeBackDepartmentRequest,
)
from contracts.text import folded
from foundation.errors import NothingBelow
from foundation.payload import rest
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.departments.queries import DEPARTMENTS, view
from services.complaints.departments.rules import DepartmentFacts, known_as


def create(uow: UnitOfWork, data: CreateDepartmentRequest) -> dict[str, Any]:
    """Have a department more, of the company or of a community's own, at the end of the list; raise
    `DepartmentTaken`."""
    others = apart(data["also"], (data["name_zh"], data["name_en"]))
    facts = DepartmentFacts(**rest(data, "also"), also=tuple(others))
    require_free(uow, facts.code, data)
    made = DEPARTMENTS.add(uow, facts)
    if made is None or made.code in RESERVED:
        raise DepartmentTaken(field="code")
    return view(uow, made)


def edit(uow: UnitOfWork, data: EditDepartmentRequest) -> dict[str, Any]:
    """Change what is named, for the company or for a community by itself. By a name that it had it
    stays known: it may stand with people and in cases. Raise `DepartmentTaken`."""
    require_free(uow, data["code"], data)
    known = DEPARTMENTS.here(uow)
    changes = rest(data, "code")
    if data["code"] in known:
        changes = changes | also(known[data["code"]], changes)
    return view(uow, DEPARTMENTS.change(uow, data["code"], changes))


def also(before: DepartmentFacts, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What else a department is called from now on."""
    names = [changes.get(name, getattr(before, name)) for name in ("name_zh", "name_en")]
    former = (before.name_zh, before.name_en)
    kept = apart((*changes.get("also", before.also), *former), names)
    return {"also": kept[-MOST_NAMES:]}


def apart(said: Iterable[str], names: Iterable[str]) -> list[str]:
    """Other names, each once, without those that a department has anyway."""
    known = set(map(folded, names))
    others = {folded(one): one for one in said}
    return [one for key, one in others.items() if key not in known]


def take_back(uow: UnitOfWork, data: TakeBackDepartmentRequest) -> dict[str, Any]:
    """Have a department as it is without the change; raise `NothingBelow` for what would be there
    no more."""
    before = DEPARTMENTS.take_back(uow, data["code"])
    if before is None:
        raise NothingBelow(field="code")
    return view(uow, before)


def require_free(uow: UnitOfWork, code: str, data: Mapping[str, Any]) -> None:
    """Raise `DepartmentTaken` for what another department is known by, here or, where it is the
    company's, in one of the communities, whose list it will be in: a case could be of both."""
    uow.change_recent()  # another process may have made it within the last second
    there = list(DEPARTMENTS.here(uow).values())
    if uow.community is None:
        there += DEPARTMENTS.kept(uow).everywhere
    others = [one for one in there if one.code != code]
    for field in ("name_zh", "name_en", "also"):
        said = data.get(field) or ()
        for name in (said,) if isinstance(said, str) else said:
            if known_as(others, name) is not None:
                raise DepartmentTaken(field=field)
