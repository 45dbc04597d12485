"""Logging in, and what tokens are taken."""

import base64
import json
from datetime import timedelta
from typing import Any

import jwt
import pytest
from flask.testing import FlaskClient

from foundation.clock import FixedClock, SystemClock
from foundation.config import ConfigurationError
from foundation.errors import NotAuthenticated
from gateway.tokens import AUDIENCE, ISSUER, LIFETIME, Tokens
from tests.api.conftest import NOW, SECRET
from tests.api.logins import PERSON, login
from tests.api.stand_in import StandIn

pytestmark = pytest.mark.usefixtures("directory")


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
    assert tokens.read(token).person_id == tokens.read(token).person_id == PERSON["id"]
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


@pytest.mark.parametrize(
    "wrong", [{"aud": "another-api"}, {"iss": "somebody"}, {"exp": None}, {"sid": None}]
)
def test_a_token_for_something_else_is_refused(client: FlaskClient, wrong: dict[str, Any]) -> None:
    now = SystemClock().now()
    claims: dict[str, Any] = {
        "iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + LIFETIME, "sub": "p1",
        "sid": PERSON["session_id"],
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
        "sid": PERSON["session_id"],
    }  # fmt: skip
    token = jwt.encode(claims, "" if algorithm == "none" else SECRET * 2, algorithm=algorithm)
    assert with_token(client, token) == 401


def test_a_token_with_other_claims_under_the_old_signature_is_refused(client: FlaskClient) -> None:
    head, body, signature = Tokens(SECRET, SystemClock()).issue(PERSON).split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["sub"] = "p2"
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
