"""A cluster that may be broken, for all tests of a file: starting one takes a while."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.faults.cluster import Cluster, cluster
from tests.support import postgres, rabbitmq
from tests.support.shared import folder

SOAK = os.environ.get("GUANJIA_SOAK") == "1"


@pytest.fixture(scope="module")
def breakable() -> Iterator[Cluster]:
    """The services as processes, on servers of their own."""
    if rabbitmq.scripts() is None:
        missing("rabbitmq")
    if postgres.binaries() is None:
        missing("postgres")
    home = Path(tempfile.mkdtemp(prefix="faults-", dir=folder()))
    home.chmod(0o755)  # PostgreSQL runs as a user of its own
    with cluster(home) as running:
        yield running
