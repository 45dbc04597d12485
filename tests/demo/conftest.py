"""The five databases of the demo community, loaded once per moment."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from foundation.clock import FixedClock
from foundation.storage.engine import make_engine
from foundation.storage.store import Store
from guanjia.demo.load import load
from tests.operations.conftest import sqlite_copy

AFTERNOON = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
"""A Saturday, 14:00 in Shanghai."""
NEW_YEAR = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
"""1 January 2027, 00:30 in Shanghai: day, quarter and year have just changed."""
EVENING = datetime(2027, 2, 28, 13, 10, tzinfo=UTC)
"""21:10 in Shanghai: the desk is closed."""

Loaded = Callable[..., Store]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """The store of a service with its demo data: `loaded("billing", at=NEW_YEAR)`."""
    stores: list[Store] = []

    @cache
    def open_loaded(service: str, at: datetime) -> Store:
        home: Path = tmp_path_factory.mktemp(f"demo-{service}")
        url = sqlite_copy(service, home)
        clock = FixedClock(at)
        assert load(service, url, clock)
        stores.append(Store(make_engine(url, durable=False), clock, service))
        return stores[-1]

    yield lambda service, at=AFTERNOON: open_loaded(service, at)
    for store in stores:
        store.engine.dispose()
