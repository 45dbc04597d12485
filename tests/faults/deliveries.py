"""Deliveries as a broker may make them and nobody wants them."""

import json
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kombu import Connection

from foundation.config import SERVICES
from foundation.messaging.envelope import body_of
from foundation.messaging.subscribe import subscriptions_of
from foundation.messaging.topology import exchange_of
from guanjia.registry import service_class
from tests.faults.records import TIMEOUT, Records
from tests.support.rabbitmq import Broker

HELD = """
[begin
    {_, _, _, Name} = amqqueue:get_name(Queue),
    Held = case amqqueue:get_type(Queue) of
        rabbit_quorum_queue ->
            Place = amqqueue:get_pid(Queue),
            {ok, {_, Total}, _} = ra:local_query(Place, fun rabbit_fifo:query_messages_total/1),
            Total;
        _ ->
            proplists:get_value(messages, rabbit_amqqueue:info(Queue, [messages]))
    end,
    io:format("held ~s ~b~n", [Name, Held])
end || Queue <- rabbit_amqqueue:list()].
"""
"""What the queues hold now; `rabbitmqctl list_queues` tells of quorum queues seconds later."""


def send(uri: str, letters: list[tuple[str, str, bytes]]) -> None:
    """Publish (source, type, body)."""
    with Connection(uri) as connection, connection.channel() as channel:
        for source, type_, body in letters:
            message = channel.prepare_message(
                body,
                content_type="application/json",
                content_encoding="utf-8",
                properties={"delivery_mode": 2},
            )
            channel.basic_publish(message, exchange=exchange_of(source), routing_key=type_)


def publish(uri: str, events: list[Any]) -> None:
    """Publish copies of outbox rows."""
    send(uri, [(one.source, one.type, body_of(one)) for one in events])


def publish_text(uri: str, event: Any, body: bytes) -> None:
    """Publish what is no event where an event is expected."""
    send(uri, [(event.source, event.type, body)])


def publish_poison(uri: str, event: Any) -> None:
    """Publish an event of a known type whose content nobody can read."""
    letter = json.loads(body_of(event)) | {
        "id": "00000000-0000-7000-8000-000000000bad",
        "aggregate_id": "poison",
        "data": {"what": "is this"},
    }
    send(uri, [(event.source, event.type, json.dumps(letter).encode())])


@contextmanager
def held_back(uri: str, chance: random.Random) -> Iterator[None]:
    """Let no event reach its subscribers; then deliver them all, late and in any order."""
    bindings = [
        {"queue": one.queue, "exchange": exchange_of(one.source), "routing_key": one.type}
        for name in SERVICES
        for one in subscriptions_of(service_class(name))
    ]
    exchanges = {way["exchange"] for way in bindings}
    limbo = [{"queue": "limbo", "exchange": name, "routing_key": "#"} for name in exchanges]
    with Connection(uri) as connection, connection.channel() as channel:
        channel.queue_declare("limbo", durable=True, auto_delete=False)
        for way in limbo:
            channel.queue_bind(**way)
        for way in bindings:
            channel.queue_unbind(**way)
        yield
        for way in bindings:
            channel.queue_bind(**way)
        for way in limbo:
            channel.queue_unbind(**way)
        letters = []
        while message := channel.basic_get("limbo", no_ack=True):
            source = message.delivery_info["exchange"].removesuffix(".events")
            body = message.body
            text = body if isinstance(body, bytes) else body.encode()
            letters.append((source, message.delivery_info["routing_key"], text))
        channel.queue_delete("limbo")
    chance.shuffle(letters)
    send(uri, letters)


def wait_until_empty(broker: Broker) -> None:
    """Wait until no queue holds anything."""
    end = time.monotonic() + TIMEOUT
    while held := queued(broker):
        assert time.monotonic() < end, held
        time.sleep(0.5)


def queued(broker: Broker) -> dict[str, int]:
    """How much each queue holds that is not empty: what is ready, and what is unacknowledged."""
    found = [
        line.split() for line in broker.evaluate(HELD).splitlines() if line.startswith("held ")
    ]
    return {name: int(count) for _, name, count in found if count != "0"}


def effects(records: Records) -> set[tuple[str, Any]]:
    """What events have caused, in several places."""
    rows = records.rows("notices", "SELECT origin, key FROM messages")
    billed = records.rows("billing", "SELECT id FROM bills WHERE source_reference IS NOT NULL")
    linked = records.rows("repairs", "SELECT id FROM repairs")
    found = {("message", row.key) for row in rows}
    return found | {("bill", row.id) for row in billed} | {("repair", row.id) for row in linked}
