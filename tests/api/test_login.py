"""Logging in, tokens, and the pause after failed logins."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import jwt
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from foundation.clock import FixedClock, SystemClock
from foundation.config import ConfigurationError, Settings
from foundation.errors import NotAuthenticated, RemoteRefusal, ServiceAway
from gateway.app import create_app
from gateway.tokens import AUDIENCE, ISSUER, LIFETIME, Tokens
from tests.api.conftest import NOW, SECRET, Bearer
from tests.api.stand_in import StandIn

PERSON = {"id": "p1", "name": "王芳", "roles": ["resident"], "household_ids": ["h1"]}


def credentials_of(data: dict[str, Any]) -> Any:
    """What the directory answers: one password is right."""
    if data["password"] == "right":
        return PERSON
    return RemoteRefusal("bad_credentials", "Wrong.", {}, {})


@pytest.fixture(autouse=True)
def directory(services: StandIn) -> None:
    """A directory with one password."""
    services.answers["directory.authenticate"] = credentials_of


class Unlocked(nullcontext[None]):
    """A lock that keeps nobody out."""


def login(
    client: FlaskClient, username: str = "wang", password: str = "right", address: str = "10.0.0.1"
) -> TestResponse:
    """One attempt."""
    return client.post(
        "/api/v1/auth/token",
        json={"username": username, "password": password},
        environ_base={"REMOTE_ADDR": address},
    )


def test_the_right_password_gives_a_token_that_is_taken(
    client: FlaskClient, services: StandIn
) -> None:
    body = login(client).get_json()
    assert body["token_type"] == "Bearer"
    assert body["expires_in"] == int(LIFETIME.total_seconds())
    answer = client.get("/api/v1/me", headers={"Authorization": f"Bearer {body['access_token']}"})
    assert answer.status_code == 200
    actor = json.loads(services.last.context["actor"])
    assert actor == {
        "id": "p1", "name": "王芳", "roles": ["resident"], "household_ids": ["h1"],
    }  # fmt: skip


def test_a_wrong_password_is_401_and_says_no_more(client: FlaskClient) -> None:
    answer = login(client, password="wrong")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.get_json(force=True)["code"] == "bad_credentials"


def test_the_login_calls_as_the_gateway_and_not_as_the_caller(
    client: FlaskClient, services: StandIn
) -> None:
    login(client)
    assert json.loads(services.last.context["actor"])["roles"] == ["system"]


def test_after_ten_failures_in_five_minutes_the_login_pauses(client: FlaskClient) -> None:
    assert [login(client, password="wrong").status_code for _ in range(10)] == [401] * 10
    refused = login(client, password="right")
    assert refused.status_code == 429
    assert refused.get_json(force=True)["code"] == "too_many_attempts"
    assert 0 < int(refused.headers["Retry-After"]) <= 300


def test_while_the_login_pauses_no_password_is_tried(
    client: FlaskClient, services: StandIn
) -> None:
    for _ in range(13):
        login(client, password="wrong")
    assert len(services.calls) == 10


def test_only_failures_count(client: FlaskClient) -> None:
    assert {login(client).status_code for _ in range(30)} == {200}


def test_a_directory_that_is_away_is_no_failure_of_the_caller(
    client: FlaskClient, services: StandIn
) -> None:
    services.answers["directory.authenticate"] = ServiceAway()
    assert {login(client).status_code for _ in range(15)} == {503}


def test_other_names_and_other_addresses_are_not_affected(client: FlaskClient) -> None:
    for _ in range(10):
        login(client, password="wrong")
    assert login(client, address="10.0.0.2").status_code == 200
    assert login(client, username="li").status_code == 200


def test_behind_a_trusted_proxy_the_address_is_the_one_it_tells(settings: Settings) -> None:
    services = StandIn({"directory.authenticate": credentials_of})
    app = create_app(services, replace(settings, trusted_proxies=1))
    statuses = [
        app.test_client().post(
            "/api/v1/auth/token",
            json={"username": "wang", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.9.9.{number}"},
        ).status_code
        for number in range(15)
    ]  # fmt: skip
    assert statuses == [401] * 15


def test_without_a_trusted_proxy_nobody_chooses_the_own_address(client: FlaskClient) -> None:
    for number in range(10):
        client.post(
            "/api/v1/auth/token",
            json={"username": "wang", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.9.9.{number}"},
        )
    assert login(client, address="127.0.0.1").status_code == 429


def test_writing_the_name_differently_does_not_get_around_the_pause(client: FlaskClient) -> None:
    for _ in range(10):
        login(client, username="wang", password="wrong")
    assert login(client, username=" WANG ").status_code == 429


def test_a_burst_of_attempts_gets_no_further_than_ten(app: Flask, services: StandIn) -> None:
    with ThreadPoolExecutor(20) as pool:
        statuses = list(
            pool.map(lambda _: login(app.test_client(), password="wrong").status_code, range(60))
        )
    assert statuses.count(401) == 10
    assert statuses.count(429) == 50
    assert len(services.calls) == 10


def test_whoever_found_a_token_cannot_guess_the_password_with_it(
    client: FlaskClient, services: StandIn, bearer: Bearer
) -> None:
    services.answers["directory.change_password"] = RemoteRefusal("bad_credentials", "?", {}, {})
    body = {"old_password": "guess", "new_password": "another-secret-1"}
    statuses = [
        client.post("/api/v1/me/password", json=body, headers=bearer("steward")).status_code
        for _ in range(12)
    ]
    assert statuses == [401] * 10 + [429] * 2


def test_without_its_lock_a_burst_would_get_further(
    app: Flask, services: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: all are checked before the first of them has failed."""
    together = Barrier(20)

    def wrong(_: dict[str, Any]) -> Exception:
        together.wait(timeout=20)
        return RemoteRefusal("bad_credentials", "Wrong.", {}, {})

    services.answers["directory.authenticate"] = wrong
    monkeypatch.setattr("gateway.attempts.Lock", Unlocked)
    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(lambda _: login(app.test_client()).status_code, range(20)))
    assert statuses == [401] * 20


def with_token(client: FlaskClient, token: str) -> int:
    """The status of a request with this token."""
    return client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_token_of_ours_is_taken(client: FlaskClient) -> None:
    assert with_token(client, Tokens(SECRET, SystemClock()).issue(PERSON)) == 200


def test_an_expired_token_is_refused(client: FlaskClient) -> None:
    past = FixedClock(SystemClock().now() - LIFETIME - timedelta(minutes=1))
    assert with_token(client, Tokens(SECRET, past).issue(PERSON)) == 401


def test_a_token_that_was_taken_is_refused_once_it_has_expired() -> None:
    clock = FixedClock(SystemClock().now())
    tokens = Tokens(SECRET, clock)
    token = tokens.issue(PERSON)
    assert tokens.read(token).id == tokens.read(token).id == PERSON["id"]
    clock.advance(LIFETIME + timedelta(minutes=1))
    with pytest.raises(NotAuthenticated):
        tokens.read(token)


def test_a_token_that_was_taken_is_refused_once_a_letter_differs() -> None:
    tokens = Tokens(SECRET, SystemClock())
    head, body, signature = tokens.issue(PERSON).split(".")
    tokens.read(f"{head}.{body}.{signature}")
    for forged in (f"{head}.{body}.{signature[:-2]}AA", f"{head}.{body}."):
        with pytest.raises(NotAuthenticated):
            tokens.read(forged)


def test_a_token_of_another_secret_is_refused(client: FlaskClient) -> None:
    assert with_token(client, Tokens("x" * 40, SystemClock()).issue(PERSON)) == 401


@pytest.mark.parametrize("wrong", [{"aud": "another-api"}, {"iss": "somebody"}, {"exp": None}])
def test_a_token_for_something_else_is_refused(client: FlaskClient, wrong: dict[str, Any]) -> None:
    now = SystemClock().now()
    claims: dict[str, Any] = {
        "iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + LIFETIME, "sub": "p1",
        "name": "王芳", "roles": ["admin"], "households": [],
    }  # fmt: skip
    right = jwt.encode(claims, SECRET, algorithm="HS256")
    claims = {key: value for key, value in (claims | wrong).items() if value is not None}
    assert with_token(client, right) == 200
    assert with_token(client, jwt.encode(claims, SECRET, algorithm="HS256")) == 401


@pytest.mark.parametrize("algorithm", ["none", "HS512"])
def test_a_token_of_another_algorithm_is_refused(client: FlaskClient, algorithm: str) -> None:
    now = SystemClock().now()
    claims: dict[str, Any] = {
        "iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + LIFETIME, "sub": "p1",
        "name": "王芳", "roles": ["admin"], "households": [],
    }  # fmt: skip
    token = jwt.encode(claims, "" if algorithm == "none" else SECRET * 2, algorithm=algorithm)
    assert with_token(client, token) == 401


def test_a_token_with_other_claims_under_the_old_signature_is_refused(client: FlaskClient) -> None:
    head, body, signature = Tokens(SECRET, SystemClock()).issue(PERSON).split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["roles"] = ["admin"]
    forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    assert with_token(client, f"{head}.{forged}.{signature}") == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic d2FuZzpyaWdodA==", "Bearer x"])
def test_without_a_token_nobody_is_logged_in(client: FlaskClient, header: str) -> None:
    answer = client.get("/api/v1/me", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.get_json(force=True)["code"] == "not_authenticated"


def test_a_short_secret_does_not_start() -> None:
    with pytest.raises(ConfigurationError):
        Tokens("short", FixedClock(NOW))
