"""Who is asking: read from the bearer token, handed to the services, which authorise."""

from dataclasses import replace

from flask import Request, g

from foundation.actor import SYSTEM, Actor
from foundation.errors import NotAuthenticated
from gateway import headers
from gateway.context import READING, gateway_context
from gateway.languages import language


def authenticate(request: Request) -> Actor:
    """The person that the request's token speaks for, with what this one request carries.

    Raises `NotAuthenticated` without a valid token or once its session has ended, and
    `malformed_header` where a header that the services rely on cannot be read.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotAuthenticated
    login = gateway_context().tokens.read(token.strip())
    return bearing(request, gateway_context().sessions.find(login.session_id, login.person_id))


def user_agent(request: Request) -> str | None:
    """What the request says it comes from, as a list of logins shows it."""
    said = request.headers.get("User-Agent", "")
    plain = "".join(letter for letter in said if letter.isascii() and letter.isprintable())
    return plain[:200].strip() or None


def stranger(request: Request) -> Actor:
    """The gateway itself, where nobody is logged in yet."""
    return bearing(request, SYSTEM)


def bearing(request: Request, person: Actor) -> Actor:
    """The person with the request's id, language, idempotency key and version."""
    g.person = person.id
    return replace(
        person,
        request_id=g.request_id,
        language=language(),
        idempotency_key=None if request.method in READING else headers.idempotency_key(request),
        if_match=headers.if_match(request),
    )
