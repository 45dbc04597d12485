"""Who looks at a page: the session cookie that carries the access token."""

from datetime import datetime, timedelta
from hashlib import blake2b

from flask import Flask, Request, g, request, session
from flask.sessions import SecureCookieSessionInterface

from contracts.directory import methods
from foundation.actor import Actor
from foundation.config import Settings
from foundation.errors import NotAuthenticated, ServiceAway, ServiceTimeout
from gateway.gate import gate
from gateway.identity import bearing

LONGEST = timedelta(hours=12)
"""How long one login holds, however busy: a shift."""
FRESH = timedelta(minutes=10)
"""After so long the directory is asked again whether the login still holds, and for what."""


class Cookies(SecureCookieSessionInterface):
    """Flask's signed cookies; never sent in the clear where the request came over https."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether the cookie is for https only."""
        return request.is_secure


def install(app: Flask, settings: Settings) -> None:
    """Sign sessions with a key of their own, derived from the installation's secret."""
    app.secret_key = blake2b(
        b"sessions of the pages", key=settings.secret_key.encode()[:64], digest_size=32
    ).digest()
    app.session_interface = Cookies()
    app.config.update(
        SESSION_COOKIE_NAME="guanjia",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=LONGEST,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
    )


def welcome(person: dict[str, object], username: str) -> None:
    """Begin a session for whom the directory has authenticated under this user name."""
    now = gate().clock.now()
    session.clear()
    session.permanent = True
    session["username"] = username
    session["ends_at"] = (now + LONGEST).timestamp()
    keep(person, now)


def farewell() -> None:
    """End the session."""
    session.clear()
    g.pop("visitor", None)


def keep(person: dict[str, object], now: datetime) -> None:
    """Put a fresh token for this person into the session."""
    session["token"] = gate().tokens.issue(person)
    session["renew_at"] = (now + FRESH).timestamp()


def visitor() -> Actor:
    """Who is logged in; raises `NotAuthenticated` where nobody is, or no longer."""
    if "visitor" not in g:
        g.visitor = found(request)
    known: Actor = g.visitor
    return known


def visitor_or_none() -> Actor | None:
    """Who is logged in, if anybody."""
    try:
        return visitor()
    except NotAuthenticated:
        return None


def found(request: Request) -> Actor:
    """The person of the session, looked up again from time to time."""
    now = gate().clock.now().timestamp()
    if "token" not in session or session["ends_at"] <= now:
        raise NotAuthenticated
    person = bearing(request, gate().tokens.read(session["token"]))
    if session["renew_at"] > now:
        return person
    try:
        keep(gate().ask(methods.ME, {}, person), gate().clock.now())
    except (ServiceAway, ServiceTimeout):
        return person  # the token is still in force
    return bearing(request, gate().tokens.read(session["token"]))
