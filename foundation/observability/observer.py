"""Observes the workers of a container: log lines, figures, and what readiness asks.

Lifecycle: a dependency provider, so that nameko calls it around every worker: calls, events and
timer ticks. It must be part of every service (`foundation.service.Service` has it).
"""

import json
from time import perf_counter
from typing import Any
from weakref import WeakKeyDictionary

import structlog

from foundation.errors import InternalError, ServiceError
from foundation.messaging import topology
from foundation.messaging.container import DependencyProvider, Timer, address
from foundation.messaging.relay import RelayProvider
from foundation.messaging.stores import store_of
from foundation.messaging.subscribe import subscriptions_of
from foundation.messaging.transport import transport_of
from foundation.observability import backlog, figures, readiness

log = structlog.get_logger("guanjia.entrypoint")


class Observer(DependencyProvider):
    """See the module's docstring."""

    def __init__(self) -> None:
        self._begun: WeakKeyDictionary[Any, float] = WeakKeyDictionary()

    def start(self) -> None:
        """Let the container's store and relay be seen."""
        service, cls = self.container.service_name, self.container.service_cls
        store = store_of(self.container)
        subscribed = subscriptions_of(cls)
        queues = [topology.call_queue_of(service), *(one.queue for one in subscribed)]
        if subscribed:
            queues.append(topology.dead_queue_of(service))
        handlers = getattr(cls, "deadline_handlers", {})
        transport = transport_of(address())
        backlog.watch(service, backlog.Watched(store, handlers, transport, tuple(queues)))
        readiness.ask(f"{service}.database", store.ping)
        for provider in self.container.dependencies:
            if isinstance(provider, RelayProvider):
                readiness.ask(f"{service}.broker", provider.require_broker)

    def stop(self) -> None:
        """Let them be seen no more."""
        service = self.container.service_name
        backlog.unwatch(service)
        readiness.forget(f"{service}.database", f"{service}.broker")

    kill = stop

    def worker_setup(self, worker_ctx: Any) -> None:
        """Bind to the log what the call's context says."""
        self._begun[worker_ctx] = perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(
            service=worker_ctx.service_name,
            entrypoint=worker_ctx.entrypoint.method_name,
            request_id=worker_ctx.data.get("request_id") or "",
            person=person_of(worker_ctx.data.get("actor")),
        )

    def worker_result(self, worker_ctx: Any, result: Any = None, exc_info: Any = None) -> None:
        """Count the call and log it; each of the events that were processed together counts."""
        labels = (worker_ctx.service_name, worker_ctx.entrypoint.method_name)
        seconds = perf_counter() - self._begun.pop(worker_ctx)
        figures.CALLS.labels(*labels).inc(len(worker_ctx.args) or 1)
        figures.SECONDS.labels(*labels).observe(seconds)
        if exc_info is not None:
            code = code_of(exc_info[1])
            figures.ERRORS.labels(*labels, code).inc()
            log.info("refused", code=code, seconds=round(seconds, 6))
        elif not isinstance(worker_ctx.entrypoint, Timer):
            log.info("worked", seconds=round(seconds, 6))

    def worker_teardown(self, worker_ctx: Any) -> None:
        """Nothing of this call belongs to the next."""
        structlog.contextvars.clear_contextvars()


def person_of(claims: str | None) -> str:
    """The id of the person in the context's actor."""
    return str(json.loads(claims)["id"]) if claims else ""


def code_of(error: BaseException) -> str:
    """The code by which an error is counted."""
    return error.code if isinstance(error, ServiceError) else InternalError.code
