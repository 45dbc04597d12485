"""The broker in memory: what nameko needs of it and kombu's own does not give."""

import time
from collections.abc import Iterator
from typing import Any

import eventlet
import kombu
import pytest
from kombu import Connection, Exchange, Queue

from foundation.messaging import embedded

EXCHANGE = Exchange("calls", type="topic", durable=True)
URI = "guanjia-memory://test-embedded"


@pytest.fixture
def connection() -> Iterator[Connection]:
    embedded.register()
    with Connection(URI) as made:
        yield made
    embedded.forget(URI)


def consume(connection: Connection, queue: Queue, **options: Any) -> list[Any]:
    """Consume the queue; the list grows as messages arrive."""
    arrived: list[Any] = []
    consumer = kombu.Consumer(
        connection.channel(), [queue], on_message=arrived.append, accept=["json"], **options
    )
    consumer.consume()
    return arrived


def publish(connection: Connection, body: Any, **options: Any) -> None:
    connection.Producer(exchange=EXCHANGE).publish(
        body, **{"routing_key": "teller.echo", "retry": False, **options}
    )


def test_kombus_own_transports_are_left_alone() -> None:
    embedded.register()
    assert kombu.transport.TRANSPORT_ALIASES["memory"] == "kombu.transport.memory:Transport"


def test_a_message_names_its_content_type_among_its_properties(connection: Connection) -> None:
    arrived = consume(connection, Queue("q", EXCHANGE, "teller.*"))
    publish(connection, {"text": "您好"}, correlation_id="7")
    connection.drain_events(timeout=1)
    (message,) = arrived
    assert message.properties["content_type"] == "application/json"
    assert message.properties["content_encoding"] == "utf-8"
    assert message.properties["correlation_id"] == "7"
    assert message.decode() == {"text": "您好"}


def test_who_waits_is_woken_at_once(connection: Connection) -> None:
    arrived = consume(connection, Queue("q", EXCHANGE, "teller.*"))
    with Connection(URI) as other:
        eventlet.spawn_after(0.05, publish, other, {})
        begun_at = time.monotonic()
        connection.drain_events(timeout=5)
    assert len(arrived) == 1
    assert time.monotonic() - begun_at < 0.5


def test_nothing_to_deliver_is_a_timeout(connection: Connection) -> None:
    consume(connection, Queue("q", EXCHANGE, "teller.*"))
    begun_at = time.monotonic()
    with pytest.raises(TimeoutError):
        connection.drain_events(timeout=0.1)
    assert 0.09 < time.monotonic() - begun_at < 1


def test_prefetch_bounds_what_is_in_hand_and_an_acknowledgement_makes_room(
    connection: Connection,
) -> None:
    arrived = consume(connection, Queue("q", EXCHANGE, "teller.*"), prefetch_count=1)
    for n in range(2):
        publish(connection, n)
    connection.drain_events(timeout=1)
    with pytest.raises(TimeoutError):
        connection.drain_events(timeout=0.05)
    eventlet.spawn_after(0.05, arrived[0].ack)
    connection.drain_events(timeout=5)
    assert [message.decode() for message in arrived] == [0, 1]


def test_a_message_whose_sender_gave_up_is_not_delivered(connection: Connection) -> None:
    arrived = consume(connection, Queue("q", EXCHANGE, "teller.*"))
    publish(connection, ["late"], expiration=0.01)
    publish(connection, ["in time"], expiration=30)
    eventlet.sleep(0.05)
    connection.drain_events(timeout=1)
    assert [message.decode() for message in arrived] == [["in time"]]


def test_a_mandatory_message_without_a_queue_comes_back(connection: Connection) -> None:
    with pytest.raises(connection.channel_errors, match="NO_ROUTE"):
        publish(connection, {}, mandatory=True, declare=[EXCHANGE])


def test_a_queue_goes_with_its_last_consumer_if_it_is_to(connection: Connection) -> None:
    queue = Queue("q", EXCHANGE, "teller.*", auto_delete=True)
    others = [Connection(URI) for _ in range(2)]
    for other in others:
        consume(other, queue)
    publish(connection, {}, mandatory=True)
    others[0].release()
    publish(connection, {}, mandatory=True)
    others[1].release()
    with pytest.raises(connection.channel_errors, match="NO_ROUTE"):
        publish(connection, {}, mandatory=True)


def test_brokers_of_different_names_know_nothing_of_each_other(connection: Connection) -> None:
    arrived = consume(connection, Queue("q", EXCHANGE, "teller.*"))
    with Connection("guanjia-memory://elsewhere") as other:
        publish(other, {}, declare=[EXCHANGE])
    with pytest.raises(TimeoutError):
        connection.drain_events(timeout=0.05)
    assert not arrived
