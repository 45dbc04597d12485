"""The categories of complaints as a form offers them (X04)."""

from typing import Any

from flask import g

from contracts.complaints import methods
from gateway.translations import _
from gateway.web.calls import call


def categories() -> list[dict[str, Any]]:
    """Those in force, in their order; asked once per request."""
    if "categories" not in g:
        g.categories = call(methods.CATEGORIES)["items"]
    known: list[dict[str, Any]] = g.categories
    return known


def offered() -> list[tuple[str, str]]:
    """Choices by code and name."""
    return [(row["code"], row["name"]) for row in categories()]


def options() -> list[tuple[str, str]]:
    """The same, with none chosen: a preset category is one that nobody has thought about."""
    return [("", _("Please choose")), *offered()]
