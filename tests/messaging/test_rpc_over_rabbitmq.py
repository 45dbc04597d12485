"""Calls over RabbitMQ: nameko's own peers, replicas, crashes, and a broker that goes away."""

import threading
from concurrent.futures import ThreadPoolExecutor

import nameko
import pytest
from nameko.exceptions import RemoteError
from nameko.standalone.rpc import ClusterRpcClient

from foundation.errors import ServiceAway, ServiceError, ServiceTimeout
from foundation.messaging.client import standalone
from tests.messaging.conftest import StartHost
from tests.messaging.hosts import Host, until, usual
from tests.support.rabbitmq import Broker


def test_the_stock_client_of_nameko_can_call_our_services(
    amqp_uri: str, start_host: StartHost
) -> None:
    start_host(amqp_uri, "teller")
    context = {"request_id": "r-1"}
    with (
        nameko.config.patch({"AMQP_URI": amqp_uri}),
        ClusterRpcClient(context_data=context, timeout=10) as stock,
    ):
        assert stock.teller.echo({"text": "您好"}) == {"text": "您好"}
        assert stock.teller.told_context({})["request_id"] == "r-1"
        with pytest.raises(RemoteError, match="ServiceError 不行"):
            stock.teller.refuse({})
        with pytest.raises(nameko.exceptions.MethodNotFound):
            stock.teller.no_such({})
        with pytest.raises(nameko.exceptions.UnknownService):
            stock.nobody.echo({})


def test_our_client_can_call_a_stock_service_of_nameko(
    amqp_uri: str, start_host: StartHost
) -> None:
    start_host(amqp_uri, "stock")
    with standalone(amqp_uri) as client:
        answer = client.call("stock", "echo", {"n": 1}, {"request_id": "r-2"})
        assert answer == {"data": {"n": 1}, "request_id": "r-2"}
        with pytest.raises(ServiceError) as refusal:
            client.call("stock", "stumble", {})
        assert refusal.value.code == "internal_error"


def test_a_script_may_call_from_many_threads(amqp_uri: str, start_host: StartHost) -> None:
    start_host(amqp_uri, "teller")
    with standalone(amqp_uri) as client, ThreadPoolExecutor(8) as pool:
        numbers = pool.map(lambda n: client.call("teller", "echo", {"n": n})["n"], range(400))
        assert list(numbers) == list(range(400))


def test_a_script_without_a_broker_is_told_so() -> None:
    with (
        pytest.raises(ServiceAway),
        standalone("amqp://guest:guest@127.0.0.1:1/", connect_timeout=0.3),
    ):
        pass


def test_a_crashed_service_is_away_within_100_ms(amqp_uri: str, start_host: StartHost) -> None:
    service = start_host(amqp_uri, "teller")
    with standalone(amqp_uri) as client:
        client.call("teller", "echo", {})
        service.kill()
        until(lambda: _is_away(client, "teller"), timeout=2)
        caller = start_host(amqp_uri, "")
        assert usual(lambda: caller.ask("teller", "echo"))["seconds"] < 0.1


def test_a_service_told_to_stop_answers_the_calls_in_hand(
    amqp_uri: str, start_host: StartHost
) -> None:
    service = start_host(amqp_uri, "teller")
    with standalone(amqp_uri) as client, ThreadPoolExecutor() as pool:
        slow = pool.submit(client.call, "teller", "sleep", {"seconds": 1.0})
        until(lambda: client.call("teller", "echo", {}) == {})
        service.stop()
        assert slow.result() == 1.0
        assert _is_away(client, "teller")


def test_stopping_one_of_two_replicas_fails_no_call(amqp_uri: str, start_host: StartHost) -> None:
    replicas = [start_host(amqp_uri, "teller") for _ in range(2)]
    enough = threading.Event()

    def keep_calling() -> int:
        calls = 0
        while not enough.is_set():
            client.call("teller", "echo", {})
            calls += 1
        return calls

    with standalone(amqp_uri) as client, ThreadPoolExecutor() as pool:
        callers = [pool.submit(keep_calling) for _ in range(4)]
        replicas[0].stop()
        enough.set()
        assert all(caller.result() > 0 for caller in callers)
        assert client.call("teller", "echo", {}) == {}


def test_a_lost_broker_fails_pending_calls_and_is_found_again(
    own_broker: Broker, start_host: StartHost
) -> None:
    start_host(own_broker.uri(), "teller")
    with standalone(own_broker.uri()) as client, ThreadPoolExecutor() as pool:
        client.call("teller", "echo", {})
        pending = pool.submit(client.call, "teller", "sleep", {"seconds": 20}, timeout=30)
        until(lambda: client.call("teller", "echo", {}) == {})
        own_broker.kill()
        with pytest.raises(ServiceTimeout, match="connection to the message broker was lost"):
            pending.result(timeout=5)
        with pytest.raises(ServiceAway):
            client.call("teller", "echo", {})
        own_broker.start()
        until(lambda: not _is_away(client, "teller"))


def test_a_silent_broker_is_a_timeout(own_broker: Broker, start_host: StartHost) -> None:
    host = start_host(own_broker.uri(), "teller")
    host.call("teller", "echo")
    own_broker.pause()
    assert host.ask("teller", "echo", timeout=0.5)["code"] == "service_timeout"
    own_broker.resume()
    until(lambda: "result" in host.ask("teller", "echo", timeout=0.5))


def _is_away(caller: object, service: str) -> bool:
    """Whether a call comes back as `service_away`."""
    if isinstance(caller, Host):
        return bool(caller.ask(service, "echo").get("code") == "service_away")
    try:
        caller.call(service, "echo", {}, timeout=0.5)  # type: ignore[attr-defined]
    except ServiceAway:
        return True
    except ServiceTimeout:  # it came just before the broker noticed
        return False
    return False
