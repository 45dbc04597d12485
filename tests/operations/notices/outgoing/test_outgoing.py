"""N04, P01: what a community sends, and what the company sends, stand in one list, newest first."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update

from foundation.actor import Actor
from foundation.scope import ALL
from foundation.storage import listing
from foundation.storage.store import Store
from services.notices.messages.tables import Message
from services.notices.outgoing.queries import OUTGOING
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, perform
from tests.operations.notices.happenings import ESCALATED, TRANSFERRED, URGENT

pytestmark = pytest.mark.both_databases


@pytest.fixture
def sent(store: Store) -> list[str]:
    """Messages of a community, every other of which is the company's instead; newest first."""
    for number in range(3):
        case = {"complaint_id": f"c{number}", "number": f"TS-2026-00000{number}"}
        deliver(store, Notices, "on_complaint_urgent", **URGENT | case)
        deliver(store, Notices, "on_complaint_transferred", **TRANSFERRED | case)
        deliver(store, Notices, "on_complaint_escalated", **ESCALATED | case)
    with store.write(scope=ALL) as uow:
        ids = list(uow.session.scalars(select(Message.id).order_by(Message.id.desc())))
        company = update(Message).where(Message.id.in_(ids[::2])).values(community_id=None)
        uow.session.execute(company)
    assert len(ids) > 7
    return ids


def walked(store: Store, by: Actor, **filters: Any) -> list[str]:
    """The ids of all pages, one after another."""
    found, cursor = [], None
    while True:
        page = perform(store, Notices.outgoing, by, limit=2, cursor=cursor, **filters)
        found += [one["id"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def test_N04_pages_hold_both_each_once_and_newest_first(
    store: Store, actor: Callable[..., Actor], sent: list[str]
) -> None:
    supervisor = actor("supervisor")
    assert walked(store, supervisor) == sent
    for channel in ("portal", "wecom"):
        with store.read(scope=ALL) as uow:
            statement = select(Message.id).where(Message.channel == channel)
            wanted = list(uow.session.scalars(statement.order_by(Message.id.desc())))
        assert walked(store, supervisor, channel=channel) == wanted


def test_P01_without_the_second_part_the_company_s_would_be_missing(
    store: Store,
    actor: Callable[..., Actor],
    sent: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control."""
    kept = {listing.PARTS[0]: OUTGOING._parts[listing.PARTS[0]]}
    monkeypatch.setattr(OUTGOING, "_parts", kept)
    assert walked(store, actor("supervisor")) == sent[1::2]
