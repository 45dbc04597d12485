"""Servers for the tests, and one clear line about what could not be tested."""

import os
import random
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import postgres, rabbitmq, shared
from tests.support.extent import NIGHTLY
from tests.support.product import ROOT, Product, embedded

UNTESTED: dict[str, str] = {
    "postgres": "PostgreSQL (install the postgresql package, or set GUANJIA_TEST_DATABASE_URL)",
    "rabbitmq": "RabbitMQ (install the rabbitmq-server package, or set GUANJIA_TEST_AMQP_URI)",
    "chromium": "pages in a browser (install the chromium-headless-shell package)",
    "promtool": "alert rules and the dashboard's queries (install the prometheus package)",
    "small_disk": "a full disk (a small file system must be mounted, which takes root)",
}
MARK = "not tested: "
SEED = "hypothesis_seed"
KILLS = "kills"
"""Property under which a test tells how many processes of the product it has killed."""

# Hypothesis would fail what takes longer than 200 ms: a timed test, which a busy machine breaks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A run starts a hundred processes; each would compile all that it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give the run its folder and its seed before workers are started.

    All that is drawn at random is drawn from the seed: the commit's, or a new one for each night
    and soak; `--hypothesis-seed` repeats a run.
    """
    os.environ.setdefault("GUANJIA_FILES", str(shared.folder() / "files"))
    if config.getoption(SEED) is None:
        setattr(config.option, SEED, str(random.randrange(2**32) if NIGHTLY else seed_of_commit()))


def seed_of_commit() -> int:
    """By the hash of the commit that is tested; 1 where that is not known."""
    done = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return int(done.stdout[:8] or "1", 16)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop shared servers; only the controller does."""
    if not hasattr(config, "workerinput"):
        shared.stop_all()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> Generator[None, None, None]:
    """Say, after all else, what this machine could not test, and by what the run is repeated."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = {str(report.longrepr[2]).rpartition(MARK) for report in skipped}
    if absent := sorted(what for _, mark, what in reasons if mark):
        terminalreporter.write_line(f"NOT TESTED: {'; '.join(absent)}", yellow=True, bold=True)
    ended = [report for reports in terminalreporter.stats.values() for report in reports]
    found = [one.user_properties for one in ended if getattr(one, "when", None) == "teardown"]
    if kills := sum(count for each in found for name, count in each if name == KILLS):
        terminalreporter.write_line(f"{kills} processes killed")
    seed = terminalreporter.config.getoption(SEED)
    terminalreporter.write_line(f"seed {seed}: --hypothesis-seed={seed} draws the same again")


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The URL of a private PostgreSQL."""
    if not postgres.available():
        missing("postgres")
    return postgres.server()


@pytest.fixture(scope="session")
def broker() -> rabbitmq.Broker:
    """The private RabbitMQ of this run; do not stop it."""
    if not rabbitmq.available():
        missing("rabbitmq")
    return rabbitmq.shared_broker()


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The embedded product with its demonstration's data, for all tests of a worker."""
    with embedded(tmp_path_factory.mktemp("product"), loaded=True) as running:
        yield running


@pytest.fixture
def amqp_uri(broker: rabbitmq.Broker) -> str:
    """A fresh virtual host of the private RabbitMQ."""
    return broker.new_vhost()


@pytest.fixture
def own_broker(tmp_path: Path) -> Iterator[rabbitmq.Broker]:
    """A RabbitMQ of this test alone, which may be stopped, paused and killed."""
    if rabbitmq.scripts() is None:
        missing("rabbitmq")
    node = rabbitmq.Broker(tmp_path / "rabbitmq")
    node.start()
    yield node
    rabbitmq.remove(node)


def missing(what: str) -> None:
    """Skip, or fail where everything must be there."""
    message = MARK + UNTESTED[what]
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
