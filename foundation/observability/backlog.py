"""What waits, as figures for Prometheus: asked for at each scrape.

One registry per process (prometheus_client's own); embedded, all services share it, told apart
by the label `service`.
"""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from prometheus_client import REGISTRY
from prometheus_client.core import GaugeMetricFamily

from foundation import sweep
from foundation.errors import StorageAway
from foundation.messaging import dead_letters, outbox
from foundation.messaging.transport import Transport
from foundation.storage.store import Store


@dataclass(frozen=True)
class Watched:
    """A service of this process whose backlog is of interest."""

    store: Store
    deadline_handlers: Mapping[str, Any]
    transport: Transport
    queues: tuple[str, ...]


class Backlog:
    """Collects what waits: in outboxes, queues, dead letters, and of deadlines.

    A database or broker that is away leaves its figures out, and the scrape goes on.
    """

    def __init__(self) -> None:
        self.services: dict[str, Watched] = {}

    def describe(self) -> list[Any]:
        """Nothing to say before a scrape; the registry must not ask for figures instead."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """All figures of all services, at this moment."""
        waiting = gauge("outbox_waiting", "Events that have not been handed on")
        lag = gauge("outbox_lag_seconds", "Age of the oldest of them")
        dead = gauge("dead_letters", "Events that wait for a replay")
        late = gauge("sweep_lag_seconds", "By how much the oldest due deadline is late")
        depth = gauge("queue_depth", "Messages in a queue", "queue")
        for service, watched in self.services.items():
            with contextlib.suppress(StorageAway):
                count, seconds = outbox.lag(watched.store)
                waiting.add_metric([service], count)
                lag.add_metric([service], seconds)
                dead.add_metric([service], dead_letters.count(watched.store))
                late.add_metric([service], sweep.lag(watched.store, watched.deadline_handlers))
            for queue, messages in watched.transport.depths(watched.queues).items():
                depth.add_metric([service, queue], messages)
        yield from (waiting, lag, dead, late, depth)


BACKLOG = Backlog()


def watch(service: str, watched: Watched) -> None:
    """Show the backlog of a service from now on."""
    if not BACKLOG.services:
        REGISTRY.register(BACKLOG)  # type: ignore[arg-type]
    BACKLOG.services[service] = watched


def unwatch(service: str) -> None:
    """Show it no more."""
    if BACKLOG.services.pop(service, None) and not BACKLOG.services:
        REGISTRY.unregister(BACKLOG)  # type: ignore[arg-type]


def gauge(name: str, documentation: str, *labels: str) -> GaugeMetricFamily:
    """A gauge by service."""
    return GaugeMetricFamily(f"guanjia_{name}", documentation, labels=["service", *labels])
