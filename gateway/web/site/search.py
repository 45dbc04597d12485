"""One box that finds everything (P07): on every page of the staff, and a page of its own."""

from collections.abc import Iterable
from typing import Any

from flask import request

from contracts.finding import BETWEEN, MOST_LETTERS, FoundKind
from contracts.roles import STAFF
from gateway.finding import find
from gateway.web import departments, error_pages
from gateway.web.pages import page
from gateway.web.site.group import pages
from gateway.web.visitor import visitor

FEW, MANY = 5, 10
"""Of each kind: in the box, and on the page."""


@pages.get("/search")
def search() -> str:
    """The box, and what was found."""
    return results("site/search.html", MANY)


@pages.get("/search/results")
def search_results() -> str:
    """What was found, for the box that is open: asked while one types."""
    return results("site/search_results.html", FEW)


def results(template: str, limit: int) -> str:
    """What fits what is looked for."""
    visitor().require(*STAFF)
    q = request.args.get("q", "").strip()[:MOST_LETTERS]
    found = find(visitor(), q, limit) if q else None
    name_departments(found["groups"] if found else ())
    refusals = found["missing"] if found else ()
    said = (error_pages.details_of(refusal).detail for _, refusal in refusals)
    return page(template, q=q, found=found, missing=list(dict.fromkeys(said)))


def name_departments(groups: Iterable[dict[str, Any]]) -> None:
    """Say of colleagues in words where they work (C14): it is the first that is told of them."""
    for group in groups:
        if group["kind"] != FoundKind.COLLEAGUE:
            continue
        for item in group["items"]:
            first, *others = item["subtitle"].split(BETWEEN)
            item["subtitle"] = BETWEEN.join((departments.name_of(first), *others))
