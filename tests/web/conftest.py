"""The app of the API's tests, looked at by a browser."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.conftest import app, services, settings
from tests.api.logins import opened
from tests.api.stand_in import StandIn
from tests.web.browsing import Browsing

__all__ = ["app", "services", "settings"]

NO_MORE = {"items": [], "next_cursor": None}
NO_FACTOR = {"enrolled": False, "required": False, "due_at": None, "recovery_codes_left": 0}
LogIn = Callable[..., Browsing]


@pytest.fixture
def browsing(app: Flask) -> Browsing:
    """Somebody who is not logged in."""
    return Browsing(FlaskClient(app, app.response_class))


@pytest.fixture
def log_in(browsing: Browsing, services: StandIn) -> LogIn:
    """Logs somebody in by the page."""

    def enter(
        *roles: str, household_ids: tuple[str, ...] = ("h1",), places: tuple[str, ...] = ()
    ) -> Browsing:
        person = {
            "id": "a-person", "name": "王芳", "roles": list(roles), "household_ids": household_ids,
        }  # fmt: skip
        if places:
            held = [{"role": role, "community_id": one} for role in roles for one in places]
            person["grants"] = held
        services.answers["directory.me"] = person
        services.answers["directory.authenticate"] = opened(person)
        services.answers["directory.list_sessions"] = NO_MORE
        services.answers["directory.own_second_factor"] = NO_FACTOR
        answer = browsing.send("/login", username="somebody", password="secret")
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return browsing

    return enter
