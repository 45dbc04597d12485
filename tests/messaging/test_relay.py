"""The relay of the cluster: confirmed, in order, never lost; and what its guards are for."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import amqp
import pytest
from sqlalchemy import create_engine

from tests.messaging.conftest import StartHost
from tests.messaging.hosts import Host, until
from tests.support import postgres
from tests.support.rabbitmq import Broker

EVENTS = 300
KEYS = 7
FULL = """
CREATE SEQUENCE tries;
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM nextval('tries');
    RAISE EXCEPTION 'no room for another version of the row' USING ERRCODE = 'disk_full';
END $$;
CREATE TRIGGER no_room BEFORE UPDATE ON outbox FOR EACH ROW EXECUTE FUNCTION no_room();
"""
"""No row of the outbox can be changed; the sequence counts who tries, also in vain."""


class Tap:
    """Hears everything that `teller` publishes."""

    def __init__(self, uri: str) -> None:
        address, _, vhost = uri.removeprefix("amqp://guest:guest@").partition("/")
        self.connection = amqp.Connection(address, virtual_host=vhost.replace("%2F", "/"))
        self.connection.connect()
        self.channel = self.connection.channel()
        self.channel.exchange_declare("teller.events", "topic", durable=True, auto_delete=False)
        self.channel.queue_declare("tap", durable=True, auto_delete=False)
        self.channel.queue_bind("tap", "teller.events", "#")
        self.received: list[tuple[str, int]] = []

    def listen(self) -> list[tuple[str, int]]:
        """Everything heard so far, in the order of the broker."""
        while message := self.channel.basic_get("tap", no_ack=True):
            data = json.loads(message.body)["data"]
            self.received.append((data["key"], data["number"]))
        return self.received


@pytest.fixture
def postgres_database(postgres_server: str) -> str:
    return postgres.create_database()


def publish_by(hosts: list[Host]) -> None:
    """Have each host tell its part of the events, at the same time."""

    def tell(part: int) -> None:
        own = [number for number in range(EVENTS) if number % KEYS % len(hosts) == part]
        hosts[part].tell(*({"key": f"k{n % KEYS}", "number": n} for n in own))

    with ThreadPoolExecutor() as pool:
        list(pool.map(tell, range(len(hosts))))
    until(lambda: hosts[0].call("teller", "waiting") == 0)


@pytest.mark.parametrize("window", ["1000", "3"])
def test_several_relays_publish_each_event_once_and_in_order(
    amqp_uri: str, postgres_database: str, start_host: StartHost, window: str
) -> None:
    tap = Tap(amqp_uri)
    more: Any = {"database": postgres_database, "environment": {"TEST_WINDOW": window}}
    hosts = [start_host(amqp_uri, "teller", **more) for _ in range(3)]
    publish_by(hosts)
    received = tap.listen()
    assert len(received) == EVENTS
    for k in range(KEYS):
        assert [n for key, n in received if key == f"k{k}"] == list(range(k, EVENTS, KEYS))


def test_without_their_locks_several_relays_would_publish_twice(
    amqp_uri: str, postgres_database: str, start_host: StartHost
) -> None:
    tap = Tap(amqp_uri)
    more: Any = {"database": postgres_database, "environment": {"TEST_UNLOCKED_CLAIM": "1"}}
    hosts = [start_host(amqp_uri, "teller", **more) for _ in range(3)]
    publish_by(hosts)
    assert len(tap.listen()) > EVENTS


def test_an_event_that_cannot_be_marked_is_not_told_again_and_again(
    amqp_uri: str, postgres_database: str, start_host: StartHost
) -> None:
    tap = Tap(amqp_uri)
    host = start_host(amqp_uri, "teller", database=postgres_database)
    database = create_engine(postgres_database, isolation_level="AUTOCOMMIT").connect()
    database.exec_driver_sql(FULL)
    host.tell({"key": "a", "number": 1})
    until(lambda: (database.exec_driver_sql("SELECT last_value FROM tries").scalar() or 0) >= 3)
    assert tap.listen() == []
    database.exec_driver_sql("DROP TRIGGER no_room ON outbox")
    until(lambda: tap.listen() == [("a", 1)])
    database.close()


@pytest.mark.parametrize("database_kind", ["sqlite", "postgres"])
def test_an_event_told_while_the_broker_is_down_arrives_when_it_is_back(
    own_broker: Broker,
    start_host: StartHost,
    database: str,
    database_kind: str,
    request: pytest.FixtureRequest,
) -> None:
    if database_kind == "postgres":
        database = request.getfixturevalue("postgres_database")
    host = start_host(own_broker.uri(), "teller", database=database)
    Tap(own_broker.uri())
    own_broker.kill()
    _write_event(host, {"key": "a", "number": 1})
    own_broker.start()
    tap = Tap(own_broker.uri())
    until(lambda: tap.listen() == [("a", 1)])


@pytest.mark.parametrize("window", ["1000", "10"])
def test_a_backlog_keeps_its_order_though_the_broker_dies_with_it_unconfirmed(
    own_broker: Broker, postgres_database: str, start_host: StartHost, window: str
) -> None:
    more: Any = {"database": postgres_database, "environment": {"TEST_WINDOW": window}}
    host = start_host(own_broker.uri(), "teller", **more)
    Tap(own_broker.uri())
    own_broker.settle()
    own_broker.pause()
    host.order("write", [{"key": f"k{n % 3}", "number": n} for n in range(120)])
    own_broker.kill()
    own_broker.start()
    tap = Tap(own_broker.uri())
    until(lambda: _unsent(host) == 0)
    first_received = until(lambda: len(once := list(dict.fromkeys(tap.listen()))) == 120 and once)
    for k in range(3):
        assert [n for key, n in first_received if key == f"k{k}"] == list(range(k, 120, 3))


def test_an_event_is_not_lost_with_a_broker_that_dies_before_it_confirms(
    own_broker: Broker, start_host: StartHost
) -> None:
    assert _arrives_after_the_broker_died_unconfirmed(own_broker, start_host, {})


def test_marked_before_it_is_confirmed_an_event_would_be_lost(
    own_broker: Broker, start_host: StartHost
) -> None:
    careless = {"TEST_MARK_UNCONFIRMED": "1"}
    assert not _arrives_after_the_broker_died_unconfirmed(own_broker, start_host, careless)


def _arrives_after_the_broker_died_unconfirmed(
    broker: Broker, start_host: StartHost, environment: dict[str, str]
) -> bool:
    host = start_host(broker.uri(), "teller", environment=environment)
    Tap(broker.uri())
    host.tell({"key": "a", "number": 1})
    until(lambda: host.call("teller", "waiting") == 0)
    broker.pause()
    _write_event(host, {"key": "a", "number": 2})
    if environment:
        until(lambda: _unsent(host) == 0)
    broker.kill()
    broker.start()
    tap = Tap(broker.uri())
    until(lambda: _unsent(host) == 0)
    until(lambda: ("a", 1) in tap.listen())
    return ("a", 2) in tap.listen()


def _write_event(host: Host, event: dict[str, Any]) -> None:
    """Write an event into the outbox as another process of the service would."""
    host.order("write", [event])


def _unsent(host: Host) -> int:
    return int(host.order("unsent", {}))


def test_a_broker_that_crashes_again_and_again_costs_no_event(
    own_broker: Broker, start_host: StartHost
) -> None:
    host = start_host(own_broker.uri(), "teller,listener")
    own_broker.settle()
    for number in range(60):
        _write_event(host, {"key": f"k{number % 5}", "number": number, "seconds": 0.01})
        if number in (20, 40):
            own_broker.kill()
            own_broker.start()
    until(lambda: _unsent(host) == 0)
    until(lambda: "result" in host.ask("listener", "effects", timeout=1))
    effects = until(lambda: len(kept := host.effects()) == 60 and kept)
    for k in range(5):
        assert [n for key, n in effects if key == f"k{k}"] == list(range(k, 60, 5))


def test_a_message_that_kills_its_process_ends_in_the_dead_letters(
    amqp_uri: str, start_host: StartHost
) -> None:
    limit = {"EVENT_DELIVERY_LIMIT": 4}
    teller = start_host(amqp_uri, "teller")
    first = start_host(amqp_uri, "listener", **limit)
    teller.tell({"key": "a", "number": 0})
    until(lambda: first.effects() == [("a", 0)])
    innocent = [{"key": f"k{n}", "number": n, "seconds": 0.1} for n in range(2, 12)]
    teller.tell({"key": "a", "number": 1, "deadly": True}, *innocent)
    first.process.wait(20)
    for _ in range(4):
        start_host(amqp_uri, "listener", **limit).process.wait(20)
    survivor = start_host(amqp_uri, "listener", **limit)
    (letter,) = until(lambda: survivor.call("listener", "dead"))
    assert letter["subscriber"] == "listener.on_told"
    assert letter["error"].startswith("The process died of this event")
    assert letter["data"]["number"] == 1
    assert letter["attempts"] == 5
    until(lambda: len(survivor.effects()) == 11)
    assert len(survivor.call("listener", "dead")) == 1


def test_what_is_no_event_ends_in_the_dead_letters(amqp_uri: str, start_host: StartHost) -> None:
    host = start_host(amqp_uri, "teller,listener")
    tap = Tap(amqp_uri)
    nonsense = amqp.Message("{}", content_type="application/json", content_encoding="utf-8")
    tap.channel.basic_publish(nonsense, "teller.events", "told")
    (letter,) = until(lambda: host.call("listener", "dead"))
    assert letter["subscriber"] == "listener.on_told"
    assert letter["error"] == "This is no event."
