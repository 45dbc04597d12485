"""Who looks at a page: the cookie, signed, that names a session of the directory."""

from collections.abc import Collection
from hashlib import blake2b
from typing import Any

from flask import Flask, Request, g, request, session
from flask.sessions import SecureCookieSessionInterface

from contracts.directory import methods
from contracts.directory.sessions import LIFETIMES, SessionKind
from foundation.actor import Actor
from foundation.config import Settings
from foundation.errors import NotAuthenticated, ServiceError
from foundation.scope import Scope
from gateway.communities import Community
from gateway.context import gateway_context
from gateway.identity import bearing

LONGEST = LIFETIMES[SessionKind.PAGES]
CHOSEN = "community"
"""Where the cookie says which community is acted in."""


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
    forget()


def forget() -> None:
    """Look again who it is."""
    g.pop("visitor", None)
    g.pop("whole_visitor", None)


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
        forget()


def visitor() -> Actor:
    """Who is logged in, as they act in the community that they have chosen, if they have; raises
    `NotAuthenticated` where nobody is, or no longer, and what keeps the directory from being
    asked."""
    if "visitor" not in g:
        g.visitor = in_chosen(whole_visitor())
    known: Actor = g.visitor
    return known


def whole_visitor() -> Actor:
    """Who is logged in, with what they hold anywhere; raises as `visitor`."""
    if "whole_visitor" not in g:
        g.whole_visitor = found(request)
    known: Actor = g.whole_visitor
    return known


def in_chosen(actor: Actor) -> Actor:
    """Somebody as they act in the community that they have chosen, while they hold something
    there."""
    chosen = session.get(CHOSEN)
    if chosen is None or not actor.scope.sees(chosen):
        return actor
    return actor.only(Scope.within(chosen))


def choose(community_id: str | None) -> None:
    """Act in one community from now on, or in all that one may (None)."""
    session.pop(CHOSEN, None)
    if community_id is not None:
        session[CHOSEN] = community_id
    g.pop("visitor", None)


def communities() -> tuple[Community, ...]:
    """Those among which the visitor of the staff may choose, the closed ones last; nothing, where
    there is one."""
    actor = whole_visitor()
    seen = actor.scope.communities
    if not actor.is_staff or (seen is not None and len(seen) == 1):
        return ()
    known = gateway_context().communities.of(actor)
    return tuple(sorted(known, key=lambda one: one.closed)) if len(known) > 1 else ()


def closed_community() -> Community | None:
    """The closed one that the visitor looks at, where they look at one."""
    seen = visitor().scope.communities
    known = gateway_context().communities.of(visitor())
    return known[0] if seen is not None and len(seen) == 1 and known and known[0].closed else None


def works_in_several(roles: Collection[str]) -> bool:
    """Whether the visitor holds one of the roles in several communities at the moment, or for the
    company."""
    actor = visitor()
    seen = actor.where(*roles).communities
    return actor.has(*roles) and (seen is None or len(seen) > 1)


def communities_in_sight() -> tuple[Community, ...]:
    """Those that a visitor sees at the moment, resident or staff, where there are several; raises
    what keeps the directory from being asked."""
    actor = visitor()
    seen = actor.scope.communities
    if seen is not None and len(seen) <= 1:
        return ()
    known = gateway_context().communities.of(actor)
    return known if len(known) > 1 else ()


def chosen_community() -> Community | None:
    """The one that the visitor has chosen."""
    return next((one for one in communities() if one.id == session.get(CHOSEN)), None)


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
