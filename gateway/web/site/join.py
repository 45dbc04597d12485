"""Behind a one-time link: whoever holds it chooses the own password, without a login (P03)."""

from typing import Any

from flask import Response, current_app, request, url_for

from contracts.directory import methods
from contracts.directory.links import LinkKind
from contracts.method import Method
from foundation.errors import ServiceError
from gateway.identity import stranger
from gateway.link_check import by_link
from gateway.problems import Refusal
from gateway.throttling import Attempts
from gateway.translations import _
from gateway.web import error_pages
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.site.forms import Join
from gateway.web.site.group import pages
from gateway.web.site.sessions import login


@pages.get("/join/<token>")
def join(token: str, form: PageForm | None = None) -> Response | str:
    """What the link is for, with the form; or why it does not open."""
    try:
        found = ask(methods.OPEN_LINK, token=token)
    except ServiceError as refusal:
        problem = error_pages.details_of(refusal)
        return Response(page("site/join.html", refusal=problem.detail), problem.status)
    shown = given(form, Join)
    if found["username"]:
        del shown.username
    if found["kind"] != LinkKind.OPENING:
        del shown.name, shown.roles
    return page("site/join.html", found=found, form=shown, token=token)


@pages.post("/join/<token>", Join, otherwise=join)
def choose(form: Join, token: str) -> Response:
    """Take the password, of an invitation the user name, and what the first administrator says."""
    if form.password.data != form.repeated.data:
        raise Refusal("invalid_input", errors={"repeated": [_("The two passwords differ.")]})
    username = (form.username.data or "").strip().lower() or None
    chosen = {"username": username, "password": form.password.data or ""}
    used = ask(methods.USE_LINK, token=token, **chosen, **form.values("name", "roles"))
    said = _("Your password is set. Log in as %(username)s.", username=used["username"])
    onward = {"back": url_for("settings.opening")} if form.values("name") else {}
    return done(said, login, **onward)


def ask(method: Method, **arguments: Any) -> Any:
    """The directory's answer to whoever holds the link."""
    attempts: Attempts = current_app.extensions["guanjia.attempts"]
    return by_link(attempts, stranger(request), method, arguments)
