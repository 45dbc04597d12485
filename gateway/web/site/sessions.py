"""Coming and going: the first page, login, logout."""

from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, request, session, url_for

from contracts.directory import methods
from contracts.directory.second_factor import SecondFactorMissing, SecondFactorRequired
from contracts.directory.sessions import SessionKind
from foundation.errors import ServiceError
from gateway.context import gateway_context
from gateway.identity import stranger, user_agent
from gateway.throttling import Attempts
from gateway.translations import _
from gateway.web.calls import call_as
from gateway.web.forms import PageForm
from gateway.web.menu import home_of
from gateway.web.pages import done, page
from gateway.web.redirects import redirect_to
from gateway.web.site.forms import Login
from gateway.web.site.group import pages
from gateway.web.site.logins import DEMO_PASSWORD, LOGINS
from gateway.web.visitor import farewell, visitor, visitor_or_none, welcome

NEXT_STEPS = {
    SecondFactorRequired.code: "site.login_code",
    SecondFactorMissing.code: "site.login_factor",
}
"""Where a login goes on whose password was right, by what is still missing."""


@pages.get("/")
def start(form: PageForm | None = None) -> str | Response:
    """One's home, or the login; or why a form that stands on every page was refused."""
    if form is not None:
        return page("site/refused.html", form=form)
    actor = visitor_or_none()
    if actor is None:
        return login()
    return redirect_to(home_of(actor))


@pages.get("/login")
def login(form: PageForm | None = None) -> str:
    """User name and password; in demo mode, who there is to log in as."""
    shown = form or Login(formdata=None, back=request.args.get("back", ""))
    known = gateway_context()
    settings = known.settings
    logins = LOGINS if settings.demo else ()
    by_company = bool(settings.oidc_issuer)
    return page(
        "site/login.html", form=shown, logins=logins, password=DEMO_PASSWORD,
        by_company=by_company, empty=known.site.is_empty(),
    )  # fmt: skip


@pages.post("/login", Login, otherwise=login)
def enter(form: Login) -> Response:
    """Log in, and go back to where one wanted to go."""
    attempts: Attempts = current_app.extensions["guanjia.attempts"]
    username, back = form.username.data or "", form.back.data or ""
    try:
        with attempts.attempt(username):
            person = call_as(
                stranger(request),
                methods.AUTHENTICATE,
                {
                    "username": username,
                    "password": form.password.data or "",
                    "kind": SessionKind.PAGES,
                    "user_agent": user_agent(request),
                },
            )
    except ServiceError as refusal:
        if refusal.code not in NEXT_STEPS:
            raise
        session["proved"] = {"proof": refusal.params["proof"], "name": username, "back": back}
        return redirect_to(url_for(NEXT_STEPS[refusal.code]))
    return let_in(person, username, back)


def let_in(person: dict[str, Any], username: str, back: str) -> Response:
    """Go where one wanted to go."""
    welcome(person, username)
    return redirect_to(local(back) or home_of(visitor()))


@pages.post("/logout", PageForm, otherwise=start)
def leave(form: PageForm) -> Response:
    """Log out."""
    farewell()
    return done(_("You have logged out."), login)


def local(address: str | None) -> str | None:
    """An address of ours, or None: a login must not lead elsewhere."""
    if not address or not address.isprintable():  # no line end reaches a header
        return None
    if not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    parts = urlsplit(address)
    return None if parts.netloc or parts.scheme else address
