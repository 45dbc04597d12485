"""Events sent again after the broker lost what it held: each is processed once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from foundation.clock import SystemClock
from foundation.messaging import inbox, outbox, resending
from foundation.messaging.pruning import prune_inbox
from foundation.retention_policy import RetentionPolicy
from foundation.storage import tables
from foundation.storage.engine import make_engine
from foundation.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A database with three events, of which one is still to be sent."""
    store = Store(make_engine(f"sqlite:///{tmp_path}/a.db", durable=False), SystemClock(), "teller")
    tables.metadata.create_all(store.engine)
    now = datetime.now(UTC)
    with store.write() as uow:
        for number in (1, 2, 3):
            row = {
                "event_id": f"e{number}",
                "source": "teller",
                "type": "told",
                "version": 1,
                "aggregate_id": "a",
                "occurred_at": now,
                "request_id": "r",
                "actor": {},
                "data": {},
                "sent_at": now if number < 3 else None,
            }
            uow.session.execute(insert(tables.outbox).values(row))
    return store


def test_all_that_is_kept_is_sent_again_in_its_order(store: Store) -> None:
    """Also what was sent; what was not yet sent stays behind it."""
    assert resending.send_again(store) == 2
    with store.read() as uow:
        assert [row.event_id for row in outbox.unsent(uow.session, 10)] == ["e1", "e2", "e3"]


@pytest.mark.parametrize("remembered", [True, False], ids=["as it is", "negative control"])
def test_an_inbox_from_an_old_backup_does_not_forget_before_they_come(
    store: Store, remembered: bool
) -> None:
    """Without `remember`, the pruning would come first and the event be processed again."""
    keep = timedelta(days=RetentionPolicy.keep_worked_days)
    old = datetime.now(UTC) - keep - timedelta(days=1)
    with store.write() as uow:
        assert inbox.first_time(uow.session, "listener.on_told", "e1")
        uow.session.execute(update(tables.inbox).values(handled_at=old))
    if remembered:
        resending.remember(store)
    prune_inbox(store, keep)
    with store.write() as uow:
        assert inbox.first_time(uow.session, "listener.on_told", "e1") is not remembered
        assert len(uow.session.execute(select(tables.inbox)).all()) == 1
