"""Hosts of the messaging tests, on RabbitMQ and embedded."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from foundation.messaging.transport import DIRECT
from tests.messaging.hosts import Host

StartHost = Callable[..., Host]


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Where the hosts of a test keep their data: a SQLite file per service."""
    return f"sqlite:///{tmp_path}/{{service}}.db"


@pytest.fixture
def start_host(database: str) -> Iterator[StartHost]:
    """Starts hosts that end with the test."""
    started: list[Host] = []

    def start(uri: str, services: str, **more: Any) -> Host:
        started.append(Host(uri, more.pop("database", database), services, **more))
        return started[-1]

    yield start
    for host in started:
        host.kill()
        for line in host.log.read_text().splitlines(keepends=True):
            if '"processed"' not in line:
                sys.stderr.write(line)  # shown when the test has failed
        host.log.unlink()


@pytest.fixture(params=["embedded", "rabbitmq"])
def uri(request: pytest.FixtureRequest) -> str:
    """The address of each kind of broker in turn."""
    if request.param == "embedded":
        return DIRECT
    return str(request.getfixturevalue("amqp_uri"))
