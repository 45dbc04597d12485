"""Senders: for each channel, and for webhooks, a green thread that sends what is due, some at a
time.

A server may take minutes for a message (`mail`): it then holds up its own channel alone, neither
other channels nor calls, events or deadlines, and no connection of the database: nothing is held
while a message is on its way. When the process stops, what is on its way has a moment to arrive;
what has not is sent again after its claim has run out, under the same id.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from contracts.notices.channels import OUTSIDE, Channel
from foundation.concurrency import Pool, Timeout, sleep
from foundation.messaging.container import DependencyProvider
from foundation.messaging.stores import store_of
from foundation.storage.store import Store
from services.notices.channels.operations import outlet
from services.notices.sending.operations import send as sending
from services.notices.webhooks.operations import delivering

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
FAREWELL_SECONDS = 3.0


class Lane(NamedTuple):
    """What one thread sends."""

    claim: Callable[[Store, int], Sequence[Any]]
    """Takes some of what is due, at most so many."""
    deliver: Callable[[Store, Any], None]
    """Sends one of them and writes down what became of it; lets nothing out."""
    at_a_time: int = 2
    """How many may be on their way at the same time."""


def deliver(store: Store, claimed: tuple[outlet.Parcel, datetime]) -> None:
    """Send a message and write down what became of it; its claim runs out where that cannot be
    done."""
    parcel, until = claimed
    failure: outlet.NotTaken | None = outlet.NotTaken("The channel takes too long.")
    try:
        with Timeout(sending.LONGEST_SECONDS, False):
            failure = sending.attempt(outlet.send, parcel)
        sending.record(store, parcel.message_id, until, failure)
    except Exception:  # one message must not end the others
        log.exception("message %s", parcel.message_id)


def claiming(channel: Channel) -> Callable[[Store, int], Sequence[Any]]:
    """What takes messages of a channel."""
    return lambda store, most: sending.claim(store, channel, most)


LANES: Mapping[str, Lane] = {
    **{
        channel: Lane(claiming(channel), deliver, 8 if channel == Channel.EMAIL else 2)
        for channel in OUTSIDE
    },
    "webhooks": Lane(delivering.claim, delivering.deliver, 8),
}


class Senders(DependencyProvider):
    """Runs the senders while the container runs; safe in all instances at once."""

    def __init__(self) -> None:
        self.stopping = False
        self.pools: list[Pool] = []

    def start(self) -> None:
        """Set a sender going for each way out of the house."""
        store = store_of(self.container)
        for name, lane in LANES.items():
            pool = Pool(lane.at_a_time)
            self.pools.append(pool)
            self.container.spawn_managed_thread(
                partial(self.run, store, name, lane, pool), identifier=f"sender-{name}"
            )

    def run(self, store: Store, name: str, lane: Lane, pool: Pool) -> None:
        """Claim as many as there are free hands, and hand them out."""
        while not self.stopping:
            claimed: Sequence[Any] = []
            try:
                if pool.free() > 0:
                    claimed = lane.claim(store, pool.free())
            except Exception:  # the database is away: it is tried again
                log.exception("nothing can be claimed for %s", name)
            for one in claimed:
                pool.spawn_n(lane.deliver, store, one)
            sleep(0 if claimed and pool.free() > 0 else PAUSE_SECONDS)

    def stop(self) -> None:
        """Claim nothing more; wait a moment for what is on its way."""
        self.stopping = True
        with Timeout(FAREWELL_SECONDS, False):
            for pool in self.pools:
                pool.waitall()

    def kill(self) -> None:
        """Claim nothing more."""
        self.stopping = True

    def get_dependency(self, worker_ctx: Any) -> "Senders":
        """For whoever asks."""
        return self
