"""Live pages: who is told what."""

from collections.abc import Iterator

import pytest

from contracts.events import catalogue
from contracts.roles import Role
from foundation.actor import Actor
from gateway.web.live import KINDS, OF_EVENT, OF_SOURCE, Hub
from tests.web.browsing import Browsing


def person(role: Role, *households: str) -> Actor:
    """Somebody."""
    return Actor("p1", "王芳", frozenset({role}), frozenset(households))


def told(stream: Iterator[str], hub: Hub) -> list[str]:
    """What a stream has told until it ends."""
    hub.close()
    return [line.removeprefix("data: ").strip() for line in stream if line.startswith("data")]


@pytest.mark.parametrize(
    ("role", "household", "data", "hears"),
    [
        (Role.RESIDENT, "h1", {"household_id": "h1"}, True),
        (Role.RESIDENT, "h2", {"household_id": "h1"}, False),
        (Role.RESIDENT, "h2", {"household_id": None}, False),
        (Role.RESIDENT, "h2", {"lodged_by_id": "p1"}, True),
        (Role.RESIDENT, "h2", {"lodged_by_id": "p2"}, False),
        (Role.RECEPTIONIST, "", {"household_id": "h1"}, True),
        (Role.ADMIN, "", {"household_id": "h1"}, False),
    ],
)
def test_one_hears_of_ones_own(
    role: Role, household: str, data: dict[str, str | None], hears: bool
) -> None:
    hub = Hub()
    stream = hub.open(person(role, household))
    next(stream)
    hub.hear("repairs", "repair_requested", data)
    assert told(stream, hub) == (["repairs messages"] if hears else [])


def test_a_published_notice_is_told_to_all() -> None:
    hub = Hub()
    stream = hub.open(person(Role.RESIDENT, "h1"))
    next(stream)
    hub.hear("notices", "notice_published", {"notice_id": "n1"})
    assert told(stream, hub) == ["notices messages"]


def test_a_page_that_has_gone_is_forgotten() -> None:
    hub = Hub()
    stream = hub.open(person(Role.RESIDENT, "h1"))
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert not hub._streams


def test_every_event_is_of_a_kind_on_which_pages_may_depend() -> None:
    for source, type_, _ in catalogue():
        assert set(OF_EVENT.get((source, type_), OF_SOURCE[source])) <= set(KINDS)


def test_nobody_hears_who_is_not_logged_in(browsing: Browsing) -> None:
    assert browsing.client.get("/events").status_code == 401
