"""Refusals as pages, for people; programs get problem documents."""

from flask import Response, g, render_template, request, url_for

from gateway.problems import Told
from gateway.web.pages import go
from gateway.web.visitor import visitor_or_none

API = "/api/"


def shown(refusal: Told) -> Response | None:
    """The page of a refusal, the login where nobody is logged in, or None for programs."""
    if not for_a_person():
        return None
    if refusal.code == "not_authenticated":
        back = g.get("back") or request.full_path.rstrip("?")
        return go(url_for("site.login", back=back))
    page = render_template("refused.html", refusal=refusal, visitor=visitor_or_none())
    return Response(page, refusal.status)


def for_a_person() -> bool:
    """Whether a browser shows what is answered."""
    return not request.path.startswith(API) and "text/html" in request.headers.get("Accept", "")
