"""How PostgreSQL finds the next events of a long backlog: without looking at all of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection

from foundation.messaging import outbox
from foundation.storage import tables
from foundation.storage.engine import make_engine
from tests.support import postgres

EVENTS = """
INSERT INTO outbox (
    event_id, source, type, version, aggregate_id, occurred_at, request_id, actor, data
)
SELECT gen_random_uuid(), 'teller', 'told', 1, 'a' || mod(n, 100), now(), '', '{}',
    to_jsonb(repeat('x', 300))
FROM generate_series(1, 50000) AS n
"""


@pytest.fixture
def connection(postgres_server: str) -> Iterator[Connection]:
    """A database with many sent events, of which some are to be sent again."""
    engine = make_engine(postgres.create_database(), durable=False)
    tables.metadata.create_all(engine)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(EVENTS)
        connection.exec_driver_sql("UPDATE outbox SET sent_at = now()")
        connection.exec_driver_sql("VACUUM outbox")
        connection.exec_driver_sql("UPDATE outbox SET sent_at = NULL WHERE id > 45000")
        connection.exec_driver_sql("ANALYZE outbox")
        yield connection
    engine.dispose()


def plan(connection: Connection) -> str:
    """How the relay's next window is found."""
    params: Any = connection.execute(outbox.UNSENT, {"besides": [], "most": 1000})
    statement = params.cursor.query.decode()
    return "\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}").scalars())


def test_the_next_events_are_found_by_their_index_and_none_is_sorted(
    connection: Connection,
) -> None:
    found = plan(connection)
    assert "Index Scan using ix_outbox_unsent" in found and "Sort" not in found


def test_an_index_of_the_moments_would_have_every_window_sort_the_backlog(
    connection: Connection,
) -> None:
    connection.exec_driver_sql("CREATE INDEX ix_outbox_sent_at ON outbox (sent_at)")
    assert "Sort" in plan(connection)
