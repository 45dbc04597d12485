"""One box that finds everything (P07): on every page of the staff, and a page of its own."""

from flask import request

from contracts.finding import MOST_LETTERS
from contracts.roles import STAFF
from gateway.finding import find
from gateway.web import error_pages
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
    refusals = found["missing"] if found else ()
    said = (error_pages.details_of(refusal).detail for _, refusal in refusals)
    return page(template, q=q, found=found, missing=list(dict.fromkeys(said)))
