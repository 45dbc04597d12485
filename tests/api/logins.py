"""Logging in where one password is right."""

import json
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from foundation.errors import RemoteRefusal


def opened(person: dict[str, Any]) -> dict[str, Any]:
    """A login of this person, as the stand-in for the directory tells of it."""
    said = {
        key: list(value) if key != "id" and key != "name" else value
        for key, value in person.items()
    }
    return person | {"session_id": json.dumps(said, sort_keys=True)}


PERSON = opened({"id": "p1", "name": "王芳", "roles": ["resident"], "household_ids": ["h1"]})


def credentials_of(data: dict[str, Any]) -> Any:
    """What the directory answers: one password is right."""
    if data["password"] == "right":
        return PERSON
    return RemoteRefusal("bad_credentials", "Wrong.", {}, {})


def login(
    client: FlaskClient, username: str = "wang", password: str = "right", address: str = "10.0.0.1"
) -> TestResponse:
    """One attempt."""
    return client.post(
        "/api/v1/auth/token",
        json={"username": username, "password": password},
        environ_base={"REMOTE_ADDR": address},
    )
