"""Who is asking: read from the bearer token, handed to the services, which authorise."""

from dataclasses import replace
from hashlib import sha256

from flask import Request, current_app, g

from contracts.directory.api_keys import PREFIX
from foundation.actor import SYSTEM, Actor
from foundation.errors import NotAuthenticated
from gateway import headers
from gateway.context import READING, gateway_context
from gateway.languages import language
from gateway.throttling import KEYS, Attempts


def authenticate(request: Request) -> Actor:
    """The person that the request's token speaks for, or the program of its key, with what this
    one request carries.

    Raises `NotAuthenticated` without a valid token or once its session has ended, `TooManyAttempts`
    after too many keys that are none, and `malformed_header` where a header that the services rely
    on cannot be read.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        raise NotAuthenticated
    if token.startswith(PREFIX):
        return bearing(request, program(token))
    login = gateway_context().tokens.read(token)
    return bearing(request, gateway_context().sessions.find(login.session_id, login.person_id))


def program(key: str) -> Actor:
    """The program of a key (P06). What opens nothing counts as a failed login: by the key, so that
    one which has ended is not asked about for ever, and by the network."""
    digest, sessions = sha256(key.encode()).hexdigest(), gateway_context().sessions
    if sessions.knows(digest):
        return sessions.find_key(digest)
    attempts: Attempts = current_app.extensions["attempts"]
    with attempts.attempt(digest, KEYS):
        return sessions.find_key(digest)


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
