"""Calls within one process: nothing is shared, nobody is held up, and who stops is away."""

import time
from collections.abc import Iterator
from typing import Any, ClassVar

import eventlet
import nameko
import pytest
from nameko.containers import ServiceContainer

from foundation.errors import ServiceAway, ServiceError, ServiceTimeout
from foundation.messaging.client import RpcClient, standalone
from foundation.messaging.rpc import rpc
from foundation.messaging.transport import DIRECT, transport_of

WORKERS = 2


class Teller:
    """Answers calls."""

    name = "direct_teller"
    processed: ClassVar[list[Any]] = []

    @rpc
    def grow(self, data: Any) -> Any:
        data["grown"] = True
        self.processed.append(data)
        return data

    @rpc
    def sleep(self, data: Any) -> Any:
        eventlet.sleep(data["seconds"])
        self.processed.append(data)
        return data


@pytest.fixture
def container() -> Iterator[ServiceContainer]:
    """The service, started."""
    Teller.processed.clear()
    with nameko.config.patch({"AMQP_URI": DIRECT, "max_workers": WORKERS}):
        made = ServiceContainer(Teller)
        made.start()
        yield made
        made.stop()


@pytest.fixture
def client() -> Iterator[RpcClient]:
    with standalone(DIRECT, timeout=10) as made:
        yield made


pytestmark = pytest.mark.usefixtures("container")


def test_nothing_is_shared_with_the_service(client: RpcClient) -> None:
    payload = {"text": "您好", "pairs": (1, 2)}
    answer = client.call(Teller.name, "grow", payload)
    assert payload == {"text": "您好", "pairs": (1, 2)}
    assert answer == {"text": "您好", "pairs": [1, 2], "grown": True}
    answer["text"] = "changed"
    assert Teller.processed == [{"text": "您好", "pairs": [1, 2], "grown": True}]


def test_what_is_not_json_cannot_be_sent(client: RpcClient) -> None:
    with pytest.raises(TypeError):
        client.call(Teller.name, "grow", {"it": object()})
    assert Teller.processed == []


def test_a_call_that_does_not_fit_is_refused_as_over_rabbitmq(client: RpcClient) -> None:
    for method in ("no_such", "name"):
        with pytest.raises(ServiceError, match="MethodNotFound") as refusal:
            client.call(Teller.name, method, {})
        assert refusal.value.code == "internal_error"


def test_no_more_are_worked_at_a_time_than_there_are_workers_and_the_others_wait(
    client: RpcClient,
) -> None:
    begun_at = time.monotonic()
    calls = [eventlet.spawn(client.call, Teller.name, "sleep", {"seconds": 0.2}) for _ in range(5)]
    eventlet.sleep(0.1)
    assert transport_of(DIRECT).depths(["rpc-direct_teller"]) == {"rpc-direct_teller": 3}
    assert [call.wait() for call in calls] == [{"seconds": 0.2}] * 5
    assert time.monotonic() - begun_at >= 0.6
    assert transport_of(DIRECT).depths(["rpc-direct_teller"]) == {"rpc-direct_teller": 0}


def test_who_gave_up_waiting_for_a_worker_is_not_worked_and_takes_no_place(
    client: RpcClient,
) -> None:
    busy = [eventlet.spawn(client.call, Teller.name, "sleep", {"seconds": 0.3}) for _ in range(2)]
    eventlet.sleep(0)
    with pytest.raises(ServiceTimeout):
        client.call(Teller.name, "grow", {}, timeout=0.05)
    assert [call.wait() for call in busy] == [{"seconds": 0.3}] * 2
    both = [eventlet.spawn(client.call, Teller.name, "sleep", {"seconds": 0.1}) for _ in range(2)]
    assert [call.wait() for call in both] == [{"seconds": 0.1}] * 2
    assert len(Teller.processed) == 4


def test_who_gives_up_on_a_slow_answer_does_not_end_the_work(client: RpcClient) -> None:
    with pytest.raises(ServiceTimeout):
        client.call(Teller.name, "sleep", {"seconds": 0.2}, timeout=0.05)
    assert Teller.processed == []
    eventlet.sleep(0.3)
    assert Teller.processed == [{"seconds": 0.2}]


def test_a_service_that_stops_answers_the_calls_in_hand_and_those_that_wait_and_is_away(
    client: RpcClient, container: ServiceContainer
) -> None:
    calls = [eventlet.spawn(client.call, Teller.name, "sleep", {"seconds": 0.2}) for _ in range(3)]
    eventlet.sleep(0.05)
    stopping = eventlet.spawn(container.stop)
    eventlet.sleep(0.05)
    with pytest.raises(ServiceAway):
        client.call(Teller.name, "grow", {})
    stopping.wait()
    assert [call.wait() for call in calls] == [{"seconds": 0.2}] * 3
