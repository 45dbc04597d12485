"""A cluster that may be broken, for all tests of a worker: starting one takes a while."""

import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import KILLS, SEED, missing
from tests.faults.cluster import Cluster, cluster
from tests.support import postgres, rabbitmq
from tests.support.shared import folder

Counted = Callable[[str, object], None]


@pytest.fixture(scope="session")
def running() -> Iterator[Cluster]:
    """The services as processes, on servers of their own."""
    if rabbitmq.scripts() is None:
        missing("rabbitmq")
    if postgres.binaries() is None:
        missing("postgres")
    with cluster(new_home()) as made:
        yield made


@pytest.fixture
def breakable(running: Cluster, record_property: Counted) -> Iterator[Cluster]:
    """The cluster; its kills in this test are counted for the run."""
    before = len(running.kills)
    running.product.tokens.clear()  # a soak outlives them
    yield running
    record_property(KILLS, len(running.kills) - before)


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """What this test draws by chance; the seed of the run repeats it."""
    return random.Random(f"{request.config.getoption(SEED)} {request.node.name}")


def new_home() -> Path:
    """A folder of a cluster, which goes with the run."""
    home = Path(tempfile.mkdtemp(prefix="faults-", dir=folder()))
    home.chmod(0o755)  # PostgreSQL runs as a user of its own
    return home
