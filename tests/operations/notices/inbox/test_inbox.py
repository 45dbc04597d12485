"""One's own messages: unread, read, nobody else's (N03)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import ColumnElement, and_, event, select

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.errors import NotFound
from foundation.storage.store import Store
from services.notices.inbox import queries
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, perform, put_person
from tests.operations.notices.happenings import BILL, PAYMENT


def test_N03_an_inbox_counts_what_is_unread_and_reading_is_noted_once(
    store: Store,
    inbox: Callable[..., list[dict[str, Any]]],
    resident: Callable[[int], Actor],
    clock: FixedClock,
) -> None:
    deliver(store, Notices, "on_bill_issued", **BILL)
    clock.advance(timedelta(seconds=1))
    deliver(store, Notices, "on_payment_received", **PAYMENT)
    listed = perform(store, Notices.messages, resident(1))
    assert [one["purpose"] for one in listed["items"]] == ["payment_received", "bill_issued"]
    assert listed["unread"] == 2
    message_id = listed["items"][0]["id"]
    first = perform(store, Notices.read_message, resident(1), message_id=message_id)
    clock.advance(timedelta(hours=1))
    again = perform(store, Notices.read_message, resident(1), message_id=message_id)
    assert first["read_at"] == again["read_at"] == "2026-11-02T10:00:01+08:00"
    assert perform(store, Notices.messages, resident(1), limit=1)["unread"] == 1
    assert [one["purpose"] for one in inbox(resident(1), unread=True)] == ["bill_issued"]


def test_N03_nobody_reads_the_messages_of_others(
    store: Store, resident: Callable[[int], Actor], actor: Callable[..., Actor]
) -> None:
    put_person(store, "p-other", "engineer")
    deliver(store, Notices, "on_bill_issued", **BILL)
    message_id = perform(store, Notices.messages, resident(1))["items"][0]["id"]
    for stranger in (resident(2), actor("director"), actor("engineer", id="p-other")):
        with pytest.raises(NotFound):
            perform(store, Notices.read_message, stranger, message_id=message_id)


def plan_of(store: Store, by: Actor, condition: ColumnElement[bool]) -> str:
    """How SQLite finds the messages of somebody."""
    statements: list[Any] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        statements.append((f"EXPLAIN QUERY PLAN {statement}", values))

    event.listen(store.engine, "before_cursor_execute", note)
    with store.read(by) as uow:
        uow.rows(select(queries.MESSAGES.id).where(condition), **queries.who(uow))
    event.remove(store.engine, "before_cursor_execute", note)
    with store.engine.connect() as connection:
        return str(connection.exec_driver_sql(*statements[-1]).all())


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_inbox_is_found_by_whose_it_is_among_all_that_was_ever_sent(
    store: Store, resident: Callable[[int], Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(store, resident(1), queries.of(1))
    assert "ix_messages_person_id" in plan and "ix_messages_household_id" in plan
    plainly = and_(*queries.IN_PORTAL.clauses)
    monkeypatch.setattr(queries, "IN_PORTAL", plainly)
    plan = plan_of(store, resident(1), queries.of.__wrapped__(1))
    assert "(status=?" in plan and "household_id" not in plan, "negative control"
