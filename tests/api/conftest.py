"""The app before a stand-in, and people to be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from foundation.clock import SystemClock
from foundation.config import Settings
from gateway.app import create_app
from gateway.tokens import Tokens
from tests.api.logins import credentials_of, opened
from tests.api.stand_in import StandIn

SECRET = "a secret of the tests, long enough to sign with"
NOW = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)

Bearer = Callable[..., dict[str, str]]


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Settings of a demonstration."""
    return replace(
        Settings.from_environment(),
        secret_key=SECRET,
        demo=True,
        rate_limit_storage="memory://",
        streams_per_person=100,
    )


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    """The gateway's app; made once, since its OpenAPI document takes a moment."""
    return create_app(StandIn(), settings)


@pytest.fixture(autouse=True)
def services(app: Flask) -> StandIn:
    """What stands in for the services; the app forgets what earlier tests did."""
    stand_in: StandIn = app.extensions["guanjia"].calls
    stand_in.answers.clear()
    stand_in.calls.clear()
    stand_in.session_calls.clear()
    app.extensions["guanjia"].sessions.forget()
    app.extensions["guanjia"].communities.forget()
    app.extensions["guanjia"].site.forget()
    app.extensions["attempts"].rules.storage.reset()
    return stand_in


@pytest.fixture
def directory(services: StandIn) -> None:
    """A directory with one password."""
    services.answers["directory.authenticate"] = credentials_of


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the app."""
    return app.test_client()


@pytest.fixture
def bearer() -> Bearer:
    """Makes the header of somebody with a role."""

    def header(*roles: str, household_ids: tuple[str, ...] = ()) -> dict[str, str]:
        person = {
            "id": "a-person", "name": "王芳", "roles": roles, "household_ids": household_ids,
        }  # fmt: skip
        return {"Authorization": f"Bearer {Tokens(SECRET, SystemClock()).issue(opened(person))}"}

    return header
