"""Residents come in by themselves, by the code on a paper or from who lets them in (P04)."""

from typing import Any

from flask import Response, current_app, request, url_for

from contracts.directory import methods
from contracts.method import Method
from foundation.errors import ServiceError
from gateway.identity import stranger
from gateway.link_check import by_code
from gateway.problems import Refusal
from gateway.throttling import Attempts
from gateway.translations import _
from gateway.web import error_pages
from gateway.web.answers import with_members
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.redirects import redirect_to
from gateway.web.site.forms import Code, ComeIn
from gateway.web.site.group import pages
from gateway.web.site.sessions import login


@pages.get("/come-in")
def code(form: PageForm | None = None) -> str:
    """Ask for the code on the paper."""
    return page("site/code.html", form=given(form, Code))


@pages.post("/come-in", Code, otherwise=code)
def go_in(form: Code) -> Response:
    """Go on with the code, if there is such a one."""
    typed = (form.code.data or "").strip()
    ask(methods.OPEN_CODE, code=typed)
    return redirect_to(url_for("site.come_in", token=typed))


@pages.get("/come-in/<token>")
def come_in(token: str, form: PageForm | None = None) -> Response | str:
    """The home, with the form of who comes in; or why the code does not open."""
    try:
        found = ask(methods.OPEN_CODE, code=token)
    except ServiceError as refusal:
        problem = error_pages.details_of(refusal)
        return Response(page("site/join.html", refusal=problem.detail), problem.status)
    return page("site/come_in.html", found=found, form=given(form, ComeIn), token=token)


@pages.post("/come-in/<token>", ComeIn, otherwise=come_in)
def open_account(form: ComeIn, token: str) -> Response:
    """Open the account."""
    if form.password.data != form.repeated.data:
        raise Refusal("invalid_input", errors={"repeated": [_("The two passwords differ.")]})
    told = {name: (form[name].data or "").strip() for name in ("name", "phone")}
    username = (form.username.data or "").strip().lower()
    used = ask(
        methods.USE_CODE, code=token, username=username, password=form.password.data or "", **told
    )
    said = _("Your account is open. Log in as %(username)s.", username=used["username"])
    return done(said, login)


def ask(method: Method, **arguments: Any) -> Any:
    """The directory's answer to whoever holds the code."""
    attempts: Attempts = current_app.extensions["guanjia.attempts"]
    return with_members(method.response, by_code(attempts, stranger(request), method, arguments))
