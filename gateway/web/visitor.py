"""Who looks at a page: the cookie, signed, that names a session of the directory."""

from hashlib import blake2b
from typing import Any

from flask import Flask, Request, g, request, session
from flask.sessions import SecureCookieSessionInterface

from contracts.directory import methods
from contracts.directory.sessions import LIFETIMES, SessionKind
from foundation.actor import Actor
from foundation.config import Settings
from foundation.errors import NotAuthenticated, ServiceError
from gateway.context import gateway_context
from gateway.identity import bearing

LONGEST = LIFETIMES[SessionKind.PAGES]


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


def welcome(opened: dict[str, Any], username: str) -> None:
    """Begin a session for whom the directory has authenticated under this user name."""
    session.clear()
    session.permanent = True
    session["username"] = username
    session["ends_at"] = (gateway_context().clock.now() + LONGEST).timestamp()
    goes_on(opened)


def goes_on(opened: dict[str, Any]) -> None:
    """Put the session that the directory has opened into the cookie."""
    session["person"], session["session"] = opened["id"], opened["session_id"]
    g.pop("visitor", None)


def farewell() -> None:
    """End the session: no copy of the cookie opens anything any more.

    Raise what keeps the directory from ending it; the cookie of this browser is gone even then.
    """
    try:
        leaving = visitor()
        gateway_context().call(methods.END_SESSION, {"session_id": leaving.session}, leaving)
    except NotAuthenticated:
        return  # it has ended already
    except ServiceError as error:
        if error.code != "not_found":  # ended meanwhile
            raise
    finally:
        session.clear()
        g.pop("visitor", None)


def visitor() -> Actor:
    """Who is logged in; raises `NotAuthenticated` where nobody is, or no longer, and what keeps
    the directory from being asked."""
    if "visitor" not in g:
        g.visitor = found(request)
    known: Actor = g.visitor
    return known


def visitor_or_none() -> Actor | None:
    """Who is logged in, if anybody; raises what keeps the directory from being asked."""
    try:
        return visitor()
    except NotAuthenticated:
        return None


def visitor_if_known() -> Actor | None:
    """Who is logged in, for the frame of a page: one that says what is away is shown to all."""
    if "unknown" in g:
        return None
    try:
        return visitor()
    except ServiceError:
        g.unknown = True
        return None


def found(request: Request) -> Actor:
    """The person of the session, as the directory has them."""
    now = gateway_context().clock.now().timestamp()
    if "session" not in session or session["ends_at"] <= now:
        raise NotAuthenticated
    return bearing(request, gateway_context().sessions.find(session["session"], session["person"]))
