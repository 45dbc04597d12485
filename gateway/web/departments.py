"""Departments (职能部门, C14) as pages offer them, and by what they are called."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import g

from contracts.complaints import methods
from contracts.complaints.departments import known_by
from gateway.web.calls import call_each
from gateway.web.visitor import visitor

Entry = Mapping[str, Any]


def departments() -> list[Entry]:
    """All of them in their order, also those that are offered no more; asked once per request. None
    while they cannot be read: what is kept is shown as it is then."""
    return asked()["items"]


def asked() -> Mapping[str, list[Entry]]:
    """What complaints answers, once per request."""
    if "departments" not in g:
        question = (methods.DEPARTMENTS, {"include_inactive": True})
        [found] = call_each(question) if visitor().has(*methods.DEPARTMENTS.roles) else [None]
        g.departments = found or {"items": []}
    known: Mapping[str, list[Entry]] = g.departments
    return known


def everywhere() -> list[Entry]:
    """Those, and behind them what communities have of their own: to who looks at several, people
    of one may be of them."""
    return [*departments(), *asked().get("elsewhere", ())]


def options(
    none: str, kept: str | None = None, there: Iterable[Entry] | None = None
) -> list[tuple[str, str]]:
    """Choices by code and name: what is said for none, and those that are offered; one that is kept
    may stay, whether it is offered or not."""
    known = departments() if there is None else list(there)
    choices = [("", none), *((one["code"], one["name"]) for one in known if one["active"])]
    named = known if there is not None else everywhere()
    code = code_of(kept, named)
    if code not in dict(choices):
        choices.append((code, name_of(kept, named)))
    return choices


def name_of(text: str | None, there: Iterable[Entry] | None = None) -> str:
    """What a department is called that is kept by its code or by a name; the text itself where
    there is none of it."""
    found = entry_of(text, there)
    return found["name"] if found else text or ""


def code_of(text: str | None, there: Iterable[Entry] | None = None) -> str:
    """The code of a department that is kept by its code or by a name; else the text itself."""
    found = entry_of(text, there)
    return found["code"] if found else text or ""


def entry_of(text: str | None, there: Iterable[Entry] | None) -> Entry | None:
    """The department that a text names."""
    return known_by(text, everywhere() if there is None else there, names_of) if text else None


def names_of(one: Entry) -> tuple[str, ...]:
    """All that a department is known by, its code first."""
    return (one["code"], one["name_zh"], one["name_en"], *one["also"])
