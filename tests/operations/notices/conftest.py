"""A small community and its notices, on each database."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from foundation import config
from foundation.actor import Actor
from foundation.storage.store import Store
from services.notices.messages.tables import Message
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import (
    perform,
    put_household,
    put_person,
)

Make = Callable[..., dict[str, Any]]


def member(person_id: str | None, email: str | None = None, **more: Any) -> dict[str, Any]:
    """A member of a household as the directory tells it."""
    return {
        "person_id": person_id,
        "name": person_id or "李四",
        "relation": "owner",
        "phone": "13812345678",
        "email": email,
    } | more


@pytest.fixture
def store(store_of: Callable[[str], Store]) -> Store:
    """Notices with four households in two buildings, one of them a shop, and some staff."""
    store = store_of("notices")
    put_household(store, "h1", members=[member("r1", "r1@example.org")])
    put_household(store, "h2", unit="1-102", members=[member("r2", "r2@example.org")])
    put_household(store, "h3", building="2栋", unit="2-101", members=[member(None)])
    put_household(store, "h4", building="2栋", unit="S-01", unit_type="shop", members=[])
    put_person(store, "p-engineer", "engineer", email="engineer@example.org")
    put_person(store, "p-steward", "steward", buildings=["1栋"])
    for role in ("supervisor", "deputy_manager", "director", "receptionist", "finance"):
        put_person(store, f"p-{role}", role)
    return store


@pytest.fixture
def with_email() -> Iterator[None]:
    """E-mail is configured; nothing listens there."""
    before = config.settings()
    config.use(replace(before, smtp_url="smtp://127.0.0.1:9?from=desk@example.org"))
    yield
    config.use(before)


@pytest.fixture
def resident(actor: Callable[..., Actor]) -> Callable[[int], Actor]:
    """Makes the resident of household `h<n>`."""
    return lambda number: actor(
        "resident", id=f"r{number}", name=f"r{number}", household_ids=[f"h{number}"]
    )


@pytest.fixture
def draft(store: Store, actor: Callable[..., Actor]) -> Make:
    """Makes a draft, by the receptionist unless said otherwise."""

    def make(**values: Any) -> dict[str, Any]:
        data = {
            "kind": "notice",
            "title": "清洗水箱",
            "body": "11月5日清洗水箱，请提前储水。",
            "audience": {"everyone": True},
            "channels": ["portal"],
        } | values
        by = data.pop("by", actor("receptionist"))
        return dict(perform(store, Notices.draft, by, **data))

    return make


@pytest.fixture
def published(store: Store, draft: Make, act: Make) -> Make:
    """Makes a published notice; major ones are approved by the director before."""

    def make(**values: Any) -> dict[str, Any]:
        notice = draft(**values)
        act("submit", notice)
        if notice["kind"] in ("major", "disclosure", "penalty"):
            act("approve", notice, "director")
        return act("publish", notice)

    return make


@pytest.fixture
def act(store: Store, actor: Callable[..., Actor]) -> Make:
    """Does something to a notice: `act("publish", notice, "supervisor", ...)`."""

    def do(action: str, notice: dict[str, Any], by: Any = "supervisor", **data: Any) -> Any:
        who = actor(by) if isinstance(by, str) else by
        return perform(store, getattr(Notices, action), who, notice_id=notice["id"], **data)

    return do


@pytest.fixture
def inbox(store: Store, actor: Callable[..., Actor]) -> Callable[..., list[dict[str, Any]]]:
    """Makes the list of messages of a role, or of an actor."""

    def messages(who: Any, **query: Any) -> list[dict[str, Any]]:
        person = actor(who) if isinstance(who, str) else who
        return list(perform(store, Notices.messages, person, **query)["items"])

    return messages


def who_was_notified(inbox: Callable[..., list[dict[str, Any]]]) -> set[str]:
    """Roles whose person has a message."""
    roles = [
        "receptionist",
        "engineer",
        "steward",
        "finance",
        "supervisor",
        "deputy_manager",
        "director",
    ]
    return {role for role in roles if inbox(role)}


def receivers_of(store: Store, purpose: str) -> set[str | None]:
    """Who has a message of a purpose: people, or households."""
    with store.read() as uow:
        rows = uow.session.scalars(select(Message).where(Message.purpose == purpose))
        return {row.person_id or row.household_id for row in rows}


def settled(store: Store, purpose: str) -> list[bool]:
    """Whether the messages of a purpose in the portal say that it is over."""
    with store.read() as uow:
        about = (Message.purpose == purpose, Message.channel == "portal")
        rows = uow.session.scalars(select(Message).where(*about))
        return [row.settled_at is not None for row in rows]
