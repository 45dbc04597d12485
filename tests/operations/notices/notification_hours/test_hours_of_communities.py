"""P01: each community is told in its own hours, by a deadline of its own."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from contracts.notices.channels import Channel
from foundation.clock import FixedClock
from foundation.scope import ALL, FIRST_COMMUNITY
from foundation.storage.store import Store
from foundation.storage.tables import deadlines
from services.notices.arrival import operations as arrival
from services.notices.messages.tables import Message
from services.notices.policy import NoticesPolicy
from services.notices.retention import TABLE
from services.notices.sending.operations import send as sending
from tests.operations.test_retention import fill
from tests.support.community import HERE, OTHER, THERE
from tests.support.rule_tables import local

pytestmark = pytest.mark.both_databases


@pytest.fixture
def mail(store: Store, clock: FixedClock) -> Store:
    """An e-mail that is due in each of two communities, and one of the company."""
    due = clock.now() - timedelta(days=1)
    for number, place in enumerate((HERE, THERE, ALL)):
        fill(
            store, TABLE, clock.now(), scope=place, key=f"k{number}", channel=Channel.EMAIL,
            status="waiting", due_at=due, urgent=False, community_id=place.community,
        )  # fmt: skip
    return store


def leaving(store: Store, clock: FixedClock, at: str) -> list[str | None]:
    """The communities whose messages may leave at an hour."""
    clock.set(local(f"2026-11-02 {at}"))
    with store.read() as uow:
        rows = uow.session.scalars(sending.due(uow, Channel.EMAIL).order_by(Message.key))
        return [row.community_id for row in rows]


def test_P01_message_leaves_in_the_hours_of_its_community(mail: Store, clock: FixedClock) -> None:
    with mail.write() as uow:
        uow.change_policy(NoticesPolicy, "telling_opens", "09:00", OTHER)
        uow.change_policy(NoticesPolicy, "telling_closes", "22:00", OTHER)
    assert leaving(mail, clock, "08:30") == [FIRST_COMMUNITY, None]
    assert leaving(mail, clock, "12:00") == [FIRST_COMMUNITY, OTHER, None]
    assert leaving(mail, clock, "21:30") == [OTHER]
    assert leaving(mail, clock, "23:00") == []


def test_P01_where_none_has_hours_of_its_own_the_company_s_count(
    mail: Store, clock: FixedClock
) -> None:
    """Negative control."""
    assert leaving(mail, clock, "08:30") == [FIRST_COMMUNITY, OTHER, None]
    assert leaving(mail, clock, "21:30") == []


def releases(store: Store, clock: FixedClock) -> list[Any]:
    """What two communities come to that wait for the same moment."""
    for place in (HERE, THERE):
        with store.write(scope=place) as uow:
            arrival.expect(uow, clock.now() + timedelta(hours=1))
    with store.read() as uow:
        waiting = select(deadlines.c.community_id).where(deadlines.c.kind == arrival.RELEASE)
        return sorted(uow.session.scalars(waiting))


def test_P01_each_community_is_waited_for_by_itself(store: Store, clock: FixedClock) -> None:
    assert releases(store, clock) == [FIRST_COMMUNITY, OTHER]


def test_P01_of_one_deadline_for_all_the_second_would_wait_for_ever(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(arrival, "own", lambda subject: subject)
    assert releases(store, clock) == [FIRST_COMMUNITY]
