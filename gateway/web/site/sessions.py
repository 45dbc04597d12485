"""Coming and going: the first page, login, logout."""

from urllib.parse import urlsplit

from flask import Response, current_app, request

from contracts.directory import methods
from contracts.directory.sessions import SessionKind
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
    logins = LOGINS if gateway_context().settings.demo else ()
    return page("site/login.html", form=shown, logins=logins, password=DEMO_PASSWORD)


@pages.post("/login", Login, otherwise=login)
def enter(form: Login) -> Response:
    """Log in, and go back to where one wanted to go."""
    attempts: Attempts = current_app.extensions["guanjia.attempts"]
    with attempts.attempt(form.username.data or ""):
        person = call_as(
            stranger(request),
            methods.AUTHENTICATE,
            {
                "username": form.username.data or "",
                "password": form.password.data or "",
                "kind": SessionKind.PAGES,
                "user_agent": user_agent(request),
            },
        )
    welcome(person, form.username.data or "")
    return redirect_to(local(form.back.data) or home_of(visitor()))


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
