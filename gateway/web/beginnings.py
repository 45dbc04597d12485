"""Nothing new is offered in a closed community (P01; docs/adr/044-a-community-is-closed.md).

What a form begins says the method that it is sent to (`Method.begins`); of a form for several
methods, and of a page that is there for nothing else, its registration says so. Where the visitor
looks at a closed community, or at a thing that is in one, a page is sent without such forms, and
without what leads to such pages; what goes on with something that is there stays. A form that was
refused is shown as it was typed, with the refusal.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, g, request
from werkzeug.exceptions import HTTPException

from contracts.method import Method
from foundation.errors import ServiceError
from gateway.communities import Community
from gateway.translations import _
from gateway.web.forms import PageForm
from gateway.web.visitor import closed_community, communities_in_sight, visitor_if_known

FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*\baction="([^"]*)"[^>]*>.*?</form>', re.DOTALL)
FOLDED = r"<details\b[^>]*>\s*<summary\b[^>]*>[^<]*</summary>"
"""How a form begins that is unfolded by its name: without it nothing is left to unfold."""
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"]*)"[^>]*>.*?</a>', re.DOTALL)


def begun_by(form: Callable[[], PageForm]) -> Method | None:
    """The method by which a form begins something new, if it is for such ones alone."""
    called = form.called() if isinstance(form, type) and issubclass(form, PageForm) else ()
    return called[0] if called and all(one.begins for one in called) else None


def note(view: Any, method: Method | None, form: Callable[[], PageForm] | None = None) -> None:
    """Note of a registered view what it begins something by, if it does, and what it takes."""
    assert method is None or method.begins, f"{method.key} begins nothing"
    view.begins, view.form = method, form


def shut() -> str:
    """What the closed community is called that the visitor looks at, or in which the thing is that
    the page is about; empty where it is none."""
    found = chosen() or about()
    return (found.name or found.code) if found else ""


def chosen() -> Community | None:
    """The closed community that the visitor looks at, as far as that can be said now."""
    if "shut" not in g:
        try:
            g.shut = closed_community() if visitor_if_known() else None
        except ServiceError:
            g.shut = None
    found: Community | None = g.shut
    return found


def about() -> Community | None:
    """The closed community of the thing that the page is about, to who looks at several."""
    places: set[str] = g.get("places", set())
    try:
        there = [one for one in communities_in_sight() if one.code in places] if places else []
    except ServiceError:
        return None
    return there[0] if there and all(one.closed for one in there) else None


def is_shut() -> bool:
    """Whether nothing new is to be offered; a form that was sent is shown again in any case."""
    return request.method == "GET" and bool(shut())


def offers(endpoint: str) -> bool:
    """Whether a page is offered in the menu, which is about all that the visitor looks at."""
    return not (request.method == "GET" and chosen() and begins(endpoint))


def begins(endpoint: str) -> bool:
    """Whether a page or form is there to begin something new."""
    return getattr(current_app.view_functions[endpoint], "begins", None) is not None


def without(page: str) -> str:
    """A page as it is offered."""
    if not is_shut():
        return page
    why = _("Closed: nothing new begins here.")
    said = f'<p class="soft">{escape(why)}</p>'
    shorter = FORM.sub(lambda one: said if leads(one[1], "POST") else one[0], page)
    shorter = re.sub(rf"{FOLDED}\s*{re.escape(said)}\s*</details>", "", shorter)
    everywhere = chosen() is not None  # else what is about nothing there may be begun elsewhere
    return LINK.sub(
        lambda one: "" if (everywhere or "?" in one[1]) and leads(one[1], "GET") else one[0],
        shorter,
    )


def leads(address: str, method: str) -> bool:
    """Whether something new is begun at an address of ours."""
    path = urlsplit(unescape(address)).path
    try:
        endpoint, _arguments = current_app.url_map.bind("").match(path, method=method)
    except HTTPException:
        return False
    return begins(endpoint)
