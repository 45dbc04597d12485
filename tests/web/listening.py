"""Listening at `/events`, with a cookie as good or as bad as one likes."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient

from foundation.clock import SystemClock
from foundation.scope import FIRST_COMMUNITY
from gateway.tokens import Tokens
from gateway.web.live import KINDS, Hub
from tests.api.conftest import SECRET
from tests.api.logins import opened

HOME, ELSEWHERE = "h1", "h2"


def login(**person: Any) -> dict[str, Any]:
    """A login of somebody, as the directory tells of it."""
    somebody = {"id": "p1", "name": "王芳", "roles": ["resident"], "household_ids": [HOME]}
    return opened(somebody | person)


def token() -> str:
    """An access token of the same."""
    return Tokens(SECRET, SystemClock()).issue(login())


def cookie(app: Flask, signed_by: str | bytes | None = None, **session: Any) -> str:
    """The session of somebody, as the cookie has it; a value of None is left out."""
    now = SystemClock().now().timestamp()
    somebody = login()
    values = {
        "session": somebody["session_id"], "person": "p1", "username": "wang",
        "ends_at": now + 3600,
    }  # fmt: skip
    values = {name: value for name, value in (values | session).items() if value is not None}
    signer = Flask("signer")
    signer.secret_key = signed_by or app.secret_key
    serializer = SecureCookieSessionInterface().get_signing_serializer(signer)
    assert serializer
    return str(serializer.dumps(values | {"_permanent": True}))


def with_cookie(app: Flask, value: str) -> FlaskClient:
    """A browser with this cookie."""
    client = app.test_client()
    client.set_cookie("guanjia", value)
    return client


def notified_of(
    app: Flask,
    listeners: Mapping[str, FlaskClient],
    event: str,
    data: Any,
    community: str | None = FIRST_COMMUNITY,
) -> set[str]:
    """Who of those who listen at the site is told of an event, and nothing but its kinds."""
    hub: Hub = app.extensions["guanjia.live"]
    streams = {who: client.get("/events") for who, client in listeners.items()}
    assert {stream.status_code for stream in streams.values()} == {200}
    source, _, type_ = event.partition(".")
    hub.on_event(source, type_, data, community)
    hub.close()
    said = {who: stream.get_data(as_text=True) for who, stream in streams.items()}
    notified = {who: lines(text) for who, text in said.items() if lines(text)}
    assert all(len(one) == 1 and set(one[0].split()) <= set(KINDS) for one in notified.values())
    return set(notified)


def lines(text: str) -> list[str]:
    """What a stream has told."""
    return [line.removeprefix("data: ") for line in text.splitlines() if line.startswith("data")]
