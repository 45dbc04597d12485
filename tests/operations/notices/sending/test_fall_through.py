"""From channel to channel, and to the door in the end: N04."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from contracts.notices.door import AlreadyHandedOver
from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.storage.store import Store
from services.notices.channels.operations.outlet import NotTaken, Parcel
from services.notices.sending.operations import send as sending
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import events, perform, process_due
from tests.operations.notices.conftest import Make

TWO_DAYS = timedelta(hours=48)


def taken(parcel: Parcel) -> None:
    """A channel that takes everything."""


def refused(parcel: Parcel) -> None:
    """A channel that takes nothing."""
    raise NotTaken("refused")


@pytest.fixture
def door(store: Store, actor: Callable[..., Actor]) -> Callable[..., list[str]]:
    """Households on the door-delivery list."""

    def listed(**query: Any) -> list[str]:
        found = perform(store, Notices.door_deliveries, actor("steward"), **query)["items"]
        return sorted(one["household_id"] for one in found)

    return listed


def test_N04_those_not_reached_by_the_deadline_get_it_by_the_next_channel(
    store: Store,
    published: Make,
    act: Make,
    clock: FixedClock,
    with_email: None,
    resident: Callable[[int], Actor],
    door: Callable[..., list[str]],
) -> None:
    notice = published()
    act("read", notice, resident(1))
    clock.advance(TWO_DAYS - timedelta(seconds=1))
    process_due(store, Notices)
    assert sending.send_due(store, taken) == 0
    clock.advance(timedelta(seconds=1))
    process_due(store, Notices)
    sent: list[str] = []
    sending.send_due(store, lambda parcel: sent.append(parcel.address))
    assert sent == ["r2@example.org"]
    assert door() == ["h3", "h4"]  # they have no address
    reach = act("reach", notice)
    assert [one["household_id"] for one in reach["missing"]] == ["h3", "h4"]


def test_N04_nobody_is_sent_the_same_channel_twice(
    store: Store, published: Make, clock: FixedClock, with_email: None, act: Make
) -> None:
    published(must_acknowledge=True)  # an e-mail that arrives is not enough here
    counts = []
    for _ in range(4):
        clock.advance(TWO_DAYS)
        process_due(store, Notices)
        counts.append(sending.send_due(store, taken))
    assert counts == [2, 0, 0, 0]


def test_N04_in_the_end_everybody_who_is_missing_is_on_the_door_delivery_list(
    store: Store,
    published: Make,
    clock: FixedClock,
    with_email: None,
    door: Callable[..., list[str]],
    resident: Callable[[int], Actor],
    act: Make,
) -> None:
    notice = published(must_acknowledge=True)
    act("acknowledge", notice, resident(2))
    for _ in range(3):
        clock.advance(TWO_DAYS)
        process_due(store, Notices)
        sending.send_due(store, taken)
    assert door() == ["h1", "h3", "h4"]
    assert door(building="2栋") == ["h3", "h4"]
    assert door(notice_id=notice["id"]) == ["h1", "h3", "h4"]


def test_N04_without_email_the_door_comes_at_once_after_the_deadline(
    store: Store, published: Make, clock: FixedClock, door: Callable[..., list[str]]
) -> None:
    published(kind="outage")
    assert door() == ["h3", "h4"]  # nobody there can log in: they are not waited for
    clock.advance(TWO_DAYS)
    process_due(store, Notices)
    assert door() == ["h1", "h2", "h3", "h4"]


def test_N04_the_deadline_is_policy(
    store: Store,
    published: Make,
    clock: FixedClock,
    door: Callable[..., list[str]],
    actor: Callable[..., Actor],
) -> None:
    perform(store, Notices.change_policy, actor("director"), name="reach_hours", value=2)
    published(kind="outage")
    clock.advance(timedelta(hours=2))
    process_due(store, Notices)
    assert door() == ["h1", "h2", "h3", "h4"]


def test_N04_who_reads_it_after_all_leaves_the_list(
    store: Store,
    published: Make,
    act: Make,
    clock: FixedClock,
    door: Callable[..., list[str]],
    resident: Callable[[int], Actor],
) -> None:
    notice = published(kind="outage")
    clock.advance(TWO_DAYS)
    process_due(store, Notices)
    act("read", notice, resident(1))
    assert door() == ["h2", "h3", "h4"]


def test_N04_handing_a_copy_over_delivers_it_once(
    store: Store, published: Make, act: Make, clock: FixedClock, actor: Callable[..., Actor]
) -> None:
    notice = published(channels=["paper"], must_acknowledge=True)
    steward = actor("steward")
    copies = perform(store, Notices.door_deliveries, steward)["items"]
    assert {one["household_id"] for one in copies} == {"h1", "h2", "h3", "h4"}
    for copy, signed in zip(copies, (True, False), strict=False):
        done = perform(
            store,
            Notices.hand_over,
            steward,
            message_id=copy["id"],
            received_by="王芳",
            signed=signed,
        )
        assert done["status"] == "sent"
    reach = act("reach", notice)
    assert (reach["delivered"], reach["acknowledged"], reach["reached"]) == (2, 1, 1)
    with pytest.raises(AlreadyHandedOver):
        perform(store, Notices.hand_over, steward, message_id=copies[0]["id"], received_by="王芳")


def test_N04_an_undeliverable_copy_falls_through_at_once(
    store: Store,
    published: Make,
    clock: FixedClock,
    with_email: None,
    door: Callable[..., list[str]],
) -> None:
    published(kind="outage", channels=["portal", "email"], audience={"household_ids": ["h1"]})
    for _ in range(12):
        sending.send_due(store, refused)
        clock.advance(timedelta(hours=3))
    assert len(events(store, "message_undeliverable")) == 1
    assert door() == ["h1"]


def test_N04_an_undeliverable_copy_of_a_withdrawn_notice_falls_nowhere(
    store: Store,
    published: Make,
    act: Make,
    clock: FixedClock,
    with_email: None,
    door: Callable[..., list[str]],
) -> None:
    notice = published(channels=["email"], audience={"household_ids": ["h1"]})
    ((parcel, until),) = sending.claim(store)
    act("withdraw", notice, reason="有误")  # while it is being sent
    sending.record(store, parcel.message_id, until, NotTaken("refused"))
    clock.advance(timedelta(days=3))
    process_due(store, Notices)
    assert sending.send_due(store, taken) == 0
    assert door() == []


@pytest.mark.parametrize("ending", ["withdraw", "correct"])
def test_N04_the_deadline_of_a_text_that_is_no_longer_in_force_does_nothing(
    store: Store,
    published: Make,
    act: Make,
    clock: FixedClock,
    door: Callable[..., list[str]],
    ending: str,
) -> None:
    notice = published(kind="outage", audience={"buildings": ["1栋"]})
    clock.advance(timedelta(hours=47))
    act(ending, notice, **({"reason": "有误"} if ending == "withdraw" else {"body": "更正。"}))
    clock.advance(timedelta(hours=1))
    process_due(store, Notices)
    assert door() == []
