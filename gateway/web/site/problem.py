"""What a refusal's code means: the `type` of a problem document leads here."""

from flask import abort

from contracts.problems import catalogue
from gateway.languages import language
from gateway.problems import TITLES
from gateway.web.pages import page
from gateway.web.site.group import pages


@pages.get("/problems/<code>")
def problem(code: str) -> str:
    """The code's meaning in both languages."""
    found = catalogue().get(code)
    if found is None:
        abort(404)
    title = TITLES.get(found.status, TITLES[400])[language()]
    return page("site/problem.html", code=code, problem=found, title=title)
