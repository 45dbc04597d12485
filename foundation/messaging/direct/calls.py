"""Calls within one process: the method runs in a worker of its service, nothing in between.

As over RabbitMQ, payload, context and answer cross as JSON, so that nothing is shared and what
works here works there; a caller waits no longer than its timeout, while the method goes on; no
more are processed at a time than a service has workers, and a call whose caller has given up
waiting for one is not processed. A service that has not started, or is stopping, is away.
"""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from foundation import failpoints
from foundation.concurrency import Event, Timeout, sleep
from foundation.errors import ServiceAway, ServiceTimeout
from foundation.messaging.container import ContainerBeingKilled
from foundation.messaging.topology import call_queue_of
from foundation.messaging.transport import Methods
from foundation.messaging.wire import read_answer, request_body

STOP_TIMEOUT = 30.0
"""Seconds to wait for the calls in hand when stopping."""
FINISHING_TURN = 0.02
_receivers: dict[str, "DirectReceiver"] = {}
"""Those who take calls, by the name of their service."""


class DirectReceiver:
    """Takes the calls of one service."""

    def __init__(self, methods: Methods) -> None:
        self.service: str = methods.container.service_name
        self.waiting = 0
        """Calls that wait for a worker."""
        self.in_progress = 0
        """Calls that wait or are being processed."""
        self._methods = methods

    def start(self) -> None:
        """Let callers find the service."""
        _receivers[self.service] = self

    def stop(self) -> None:
        """Be away from now on, and wait for the calls in hand."""
        self.kill()
        with Timeout(STOP_TIMEOUT, False):
            while self.in_progress:
                sleep(FINISHING_TURN)

    def kill(self) -> None:
        """Be away from now on."""
        if _receivers.get(self.service) is self:
            del _receivers[self.service]

    def take(self, method: str, body: bytes, context: str, answer: Event) -> None:
        """Have a call processed, as soon as there is a worker for it."""
        self.waiting += 1
        self.in_progress += 1
        try:
            answered = partial(self._deliver, answer)
            self._methods.perform(method, json.loads(body), json.loads(context), answered)
        except BaseException:
            self.in_progress -= 1
            raise
        finally:
            self.waiting -= 1

    def _deliver(self, answer: Event, body: bytes) -> None:
        self.in_progress -= 1
        answer.send(body)
        if failpoints.FOLDER:
            sleep(0)  # the caller goes on with the hub's next turn
        failpoints.hit(failpoints.RPC_ANSWERED)


class DirectCalls:
    """Calls services of this process."""

    def start(self) -> None:
        """Nothing to connect."""

    stop = kill = start

    def wait_until_connected(self, timeout: float) -> bool:
        """Always."""
        return True

    def call(
        self, service: str, method: str, data: Any, context: Mapping[str, str], timeout: float
    ) -> Any:
        """As `Calls.call`."""
        receiver = _receivers.get(service)
        if receiver is None:
            raise ServiceAway(service=service)
        headers = json.dumps({key: value for key, value in context.items() if value is not None})
        answer: Event = Event()
        try:
            with Timeout(timeout, ServiceTimeout(service=service)):
                receiver.take(method, request_body(data), headers, answer)
                body = answer.wait()
        except ContainerBeingKilled:
            raise ServiceAway(service=service) from None
        return read_answer(body)


def waiting_calls() -> dict[str, int]:
    """How many calls wait for a worker, by the name of the service's queue over RabbitMQ."""
    return {call_queue_of(name): one.waiting for name, one in _receivers.items()}
