"""Connections that the server closes: replaced before they are used, named when they break."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from foundation.clock import SystemClock
from foundation.errors import OutcomeUnknown, StorageAway
from foundation.storage import engine as engines
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from tests.support import postgres
from tests.support.community import HERE


@pytest.fixture
def engine(postgres_server: str) -> Iterator[Engine]:
    """An engine with one connection, on a database of its own."""
    url = postgres.create_database()
    made = engines.postgres_engine(url, pool_size=1)
    yield made
    made.dispose()
    postgres.drop_database(url)


def use(engine: Engine) -> int:
    """The server's process behind the connection."""
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT pg_backend_pid()")) or 0)


def close_from_afar(engine: Engine, process: int) -> None:
    """Have the server close a connection, as its restart does."""
    other = engines.postgres_engine(engine.url.render_as_string(hide_password=False), pool_size=1)
    with other.connect() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(:process, 5000)"), {"process": process}
        )
    other.dispose()


def test_a_connection_that_idled_is_asked_before_it_is_used(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody notices that the server was started again."""
    monkeypatch.setattr(engines, "IDLE_SECONDS", 0.0)
    before = use(engine)
    close_from_afar(engine, before)
    assert use(engine) != before


def test_a_connection_that_was_just_used_is_asked_once_the_server_has_closed_it(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the server said when it closed it waits to be read, which costs no round trip to see."""
    monkeypatch.setattr(engines, "IDLE_SECONDS", 3600.0)
    before = use(engine)
    assert use(engine) == before
    close_from_afar(engine, before)
    assert use(engine) != before


def test_unasked_the_first_use_would_fail_and_the_next_would_not(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control; and what a connection costs that was in use a moment ago."""
    monkeypatch.setattr(engines, "IDLE_SECONDS", 3600.0)
    monkeypatch.setattr(engines, "is_spoken_to", lambda _connection: False)
    before = use(engine)
    close_from_afar(engine, before)
    with pytest.raises(OperationalError):
        use(engine)
    assert use(engine) != before


def test_lost_in_the_commit_it_is_not_said_that_nothing_was_written(engine: Engine) -> None:
    """The commit may have arrived; only the same key again tells."""
    store = Store(engine, SystemClock(), "test")
    with pytest.raises(OutcomeUnknown), store.write(scope=HERE) as uow:
        close_from_afar(engine, process_of(uow))


def test_lost_before_the_commit_it_is_said_that_nothing_was_written(engine: Engine) -> None:
    store = Store(engine, SystemClock(), "test")
    with pytest.raises(StorageAway) as refused, store.write(scope=HERE) as uow:
        close_from_afar(engine, process_of(uow))
        process_of(uow)
    assert refused.type is StorageAway


def process_of(uow: UnitOfWork) -> int:
    """The server's process behind a unit."""
    return int(uow.session.scalar(text("SELECT pg_backend_pid()")) or 0)
