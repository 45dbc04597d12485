"""An installation whose own programs may be told, and one that is."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from foundation import config
from tests.operations.notices.webhooks.receiver import Receiver, listening


@pytest.fixture(autouse=True)
def installation() -> Iterator[None]:
    """An installation with a secret, whose own programs listen on this machine."""
    before = config.settings()
    config.use(replace(before, secret_key="s" * 40, webhook_networks=("127.0.0.0/8",)))
    yield
    config.use(before)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A program that is told."""
    with listening() as one:
        yield one
