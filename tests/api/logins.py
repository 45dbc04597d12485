"""Logging in where one password is right."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from foundation.errors import RemoteRefusal

PERSON = {"id": "p1", "name": "王芳", "roles": ["resident"], "household_ids": ["h1"]}


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
