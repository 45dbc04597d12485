"""What the communities (项目) of a list's rows are called, to a reader who sees several (P01).

Whoever looks at one community sees nothing of it: in every list, on the page and in its
spreadsheet. Items say where they are by `community`, the code that `contracts.base.PlacedView` has.
"""

from collections.abc import Mapping
from typing import Any

from flask import Flask, g

from foundation.errors import ServiceError
from gateway.translations import _
from gateway.web.visitor import communities_in_sight


def names() -> Mapping[str, str]:
    """What each community is called that the visitor sees at the moment, by its code; nothing
    where that is one, or where nobody can say now which there are."""
    if "place_names" not in g:
        try:
            g.place_names = {one.code: one.name for one in communities_in_sight()}
        except ServiceError:
            g.place_names = {}
    known: Mapping[str, str] = g.place_names
    return known


def name_of(item: Mapping[str, Any]) -> str:
    """What the community of an item is called; empty for who sees one."""
    known = names()
    if not known:
        return ""
    code = item["community"]
    return _("Whole company") if code is None else known.get(code, code)


def place_in(item: Mapping[str, Any], name: str = "building") -> str:
    """What the building of an item is called, or what else `name` says of it: by its community as
    well, to a reader who sees several."""
    return within(item, item[name])


def within(item: Mapping[str, Any], place: str) -> str:
    """A place of an item, with its community to a reader who sees several."""
    return f"{name_of(item)} {place}".strip()


def install(app: Flask) -> None:
    """Make it known to the templates."""
    app.jinja_env.globals.update(place_names=names, place_of=name_of)
