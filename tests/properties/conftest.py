"""Sequences that nobody thought of, against plain models written apart from the code.

A failure prints the steps and a blob that repeats them (`@reproduce_failure`). Each commit has 60
sequences of its own, so that who runs it again sees the same; each night looks for 300 new ones,
a soak for 10,000. Every run ends with its seed, and `--hypothesis-seed` repeats it.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.storage.engine import make_engine
from foundation.storage.store import Store
from tests.operations.conftest import NOON, renew, sqlite_copy
from tests.support.extent import NIGHTLY, SOAK

COMMON: dict[str, Any] = {
    "deadline": None,
    "database": None,
    "derandomize": False,
    "print_blob": True,
    "suppress_health_check": list(HealthCheck),
}
EXAMPLES = 10_000 if SOAK else 300 if NIGHTLY else 60
SEQUENCES = settings(max_examples=EXAMPLES, stateful_step_count=20 if SOAK else 9, **COMMON)

LOCAL = timezone(timedelta(hours=8))
"""China has one time and no summer time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let many sequences take the time they need, and a soak its hours."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(0 if SOAK else 900))


@dataclass
class Template:
    """A migrated database of a service with what every sequence begins with."""

    service: str
    path: Path
    fresh: Path
    engine: Engine
    """Of the fresh copies; one for all, since it remembers the statements that it has compiled."""

    @contextmanager
    def opened(self) -> Iterator[tuple[Store, FixedClock]]:
        """The database as it was prepared, for one sequence."""
        renew(self.engine, self.path)
        clock = FixedClock(NOON)
        try:
            yield Store(self.engine, clock, self.service), clock
        finally:
            self.engine.dispose()

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, as another connection sees it."""
        with sqlite3.connect(f"file:{self.fresh}?mode=ro", uri=True) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            found = {
                name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
                for (name,) in tables.fetchall()
            }
        connection.close()
        return found


@contextmanager
def template_of(service: str, prepare: Callable[[Store, FixedClock], None]) -> Iterator[Template]:
    """Migrate and prepare once what is copied for each sequence."""
    with TemporaryDirectory() as home:
        url = sqlite_copy(service, Path(home))
        path = Path(url.removeprefix("sqlite:///"))
        clock = FixedClock(NOON)
        engine = make_engine(url, durable=False)
        prepare(Store(engine, clock, service), clock)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()
        fresh = Path(home) / "fresh.db"
        yield Template(service, path, fresh, make_engine(f"sqlite:///{fresh}", durable=False))


def actor(role: str, *, id: str | None = None, **more: Any) -> Actor:
    """Somebody of a role."""
    ids = frozenset(more.pop("household_ids", ()))
    name = more.pop("name", role)
    who = id or f"p-{role}"
    return Actor(who, name, frozenset({role}), household_ids=ids, request_id="test", **more)


def local(at: datetime) -> datetime:
    """A moment as the clock on the wall shows it."""
    return at.astimezone(LOCAL)
