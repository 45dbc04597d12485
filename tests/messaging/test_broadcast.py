"""What the services tell, heard for screens: by everybody who listens, and by nobody later."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from kombu import Connection

from foundation.messaging.broadcast import Broadcast
from foundation.messaging.direct import bus
from foundation.messaging.envelope import Envelope
from foundation.messaging.topology import exchange_of
from foundation.messaging.transport import DIRECT
from tests.messaging.hosts import until
from tests.support.community import OTHER

EVENTS = {("teller", "told"), ("teller", "told_more"), ("other", "said")}
TIMEOUT = 20.0
Listen = Callable[..., "Listener"]


class Listener:
    """Keeps what it hears."""

    def __init__(self, uri: str) -> None:
        self.received: list[tuple[str, str, Mapping[str, Any]]] = []
        self.where: list[str | None] = []
        self._more = threading.Condition()
        self.broadcast = Broadcast(uri, EVENTS, self._hear)
        self.broadcast.start()

    def _hear(
        self, source: str, type_: str, data: Mapping[str, Any], community: str | None
    ) -> None:
        if data.get("breaks"):
            raise RuntimeError("a listener's own fault")
        with self._more:
            self.received.append((source, type_, data))
            self.where.append(community)
            self._more.notify_all()

    def wait_for(self, count: int) -> list[tuple[str, str, Mapping[str, Any]]]:
        """What was heard, once it is that much."""
        with self._more:
            assert self._more.wait_for(lambda: len(self.received) >= count, TIMEOUT), self.received
            return list(self.received)

    def wait_until_listening(self) -> "Listener":
        """The listener, once it has its queue."""
        until(lambda: self.broadcast.is_listening, TIMEOUT)
        return self


@pytest.fixture
def listen(amqp_uri: str) -> Iterator[Listen]:
    """Makes listeners that end with the test."""
    made: list[Listener] = []

    def start() -> Listener:
        made.append(Listener(amqp_uri))
        return made[-1].wait_until_listening()

    yield start
    for one in made:
        one.broadcast.stop()


def envelope(source: str, type_: str, data: dict[str, Any]) -> Envelope:
    """An event."""
    moment = datetime.now(UTC)
    return Envelope("e1", source, type_, 1, "a1", moment, "", {}, data)


def publish(uri: str, event: Envelope) -> None:
    """Tell an event as a relay does."""
    with Connection(uri) as connection, connection.channel() as channel:
        message = channel.prepare_message(event.to_json(), content_type="application/json")
        channel.basic_publish(message, exchange=exchange_of(event.source), routing_key=event.type)


def test_every_listener_hears_every_event(listen: Listen, amqp_uri: str) -> None:
    both = [listen(), listen()]
    publish(amqp_uri, envelope("teller", "told", {"number": 1}))
    publish(amqp_uri, envelope("other", "said", {"number": 2}))
    for one in both:
        received = sorted(one.wait_for(2), key=lambda event: event[2]["number"])
        assert received == [("teller", "told", {"number": 1}), ("other", "said", {"number": 2})]


def test_a_hint_of_one_is_heard_by_all(listen: Listen) -> None:
    both = [listen(), listen()]
    both[0].broadcast.hint("repairs", {"household_id": "h1"}, None)
    for one in both:
        assert one.wait_for(1) == [("repairs", "hints", {"household_id": "h1"})]


def test_P01_a_listener_is_told_in_which_community(listen: Listen, amqp_uri: str) -> None:
    one = listen()
    publish(amqp_uri, replace(envelope("teller", "told", {}), community_id=OTHER))
    one.wait_for(1)
    one.broadcast.hint("repairs", {}, OTHER)
    one.wait_for(2)
    one.broadcast.hint("repairs", {}, None)
    one.wait_for(3)
    assert one.where == [OTHER, OTHER, None]


def test_a_listener_that_fails_hears_on(listen: Listen) -> None:
    one = listen()
    one.broadcast.hint("repairs", {"breaks": True}, None)
    one.broadcast.hint("repairs", {"number": 2}, None)
    assert one.wait_for(1) == [("repairs", "hints", {"number": 2})]


def test_what_is_no_event_is_passed_over(listen: Listen, amqp_uri: str) -> None:
    one = listen()
    with Connection(amqp_uri) as connection, connection.channel() as channel:
        for body in (b"no json", json.dumps(["no event"]).encode(), b"{}"):
            message = channel.prepare_message(body, content_type="application/json")
            channel.basic_publish(message, exchange="teller.events", routing_key="told")
    publish(amqp_uri, envelope("teller", "told", {"number": 1}))
    assert one.wait_for(1) == [("teller", "told", {"number": 1})]


def test_a_listeners_queue_goes_with_it(listen: Listen, amqp_uri: str) -> None:
    one = listen()
    one.broadcast.stop()
    later = listen()
    publish(amqp_uri, envelope("teller", "told", {"number": 1}))
    later.wait_for(1)
    assert one.received == []


def test_a_hint_without_a_broker_is_lost_quietly() -> None:
    Broadcast("amqp://guest:guest@127.0.0.1:1//", EVENTS, lambda *_: None).hint("repairs", {}, None)


@pytest.fixture
def empty_bus() -> Iterator[None]:
    """The embedded bus without other subscribers."""
    bus.clear()
    yield
    bus.clear()


@pytest.mark.usefixtures("empty_bus")
def test_within_one_process_the_relay_tells_the_listener() -> None:
    one = Listener(DIRECT)
    (ear,) = bus.subscribers_to("teller", "told")
    assert ear.deliver(envelope("teller", "told", {"number": 1}))
    one.broadcast.hint("repairs", {"number": 2}, None)
    assert one.received == [
        ("teller", "told", {"number": 1}),
        ("repairs", "hints", {"number": 2}),
    ]
    one.broadcast.stop()
    assert ear.deliver(envelope("teller", "told", {"number": 3}))
    assert len(one.received) == 2
