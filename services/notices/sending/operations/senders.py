"""Senders: for each channel a green thread that sends what is due, some at a time.

A server may take minutes for a message (`mail`): it then holds up its own channel alone, neither
other channels nor calls, events or deadlines, and no connection of the database: nothing is held
while a message is on its way. When the process stops, what is on its way has a moment to arrive;
what has not is sent again after its claim has run out, under the same id.
"""

import logging
from typing import Any

from contracts.notices.channels import OUTSIDE, Channel
from foundation.concurrency import Pool, Timeout, sleep
from foundation.messaging.container import DependencyProvider
from foundation.messaging.stores import store_of
from foundation.storage.store import Store
from services.notices.channels.operations import outlet
from services.notices.sending.operations import send as sending

log = logging.getLogger(__name__)

AT_A_TIME = {Channel.EMAIL: 8}
"""Messages of a channel that may be on their way at the same time; 2 if not named."""
PAUSE_SECONDS = 1.0
FAREWELL_SECONDS = 3.0


class Senders(DependencyProvider):
    """Runs the senders while the container runs; safe in all instances at once."""

    def __init__(self) -> None:
        self.stopping = False
        self.pools: list[Pool] = []

    def start(self) -> None:
        """Set a sender going for each channel that leads out of the house."""
        store = store_of(self.container)
        for channel in OUTSIDE:
            pool = Pool(AT_A_TIME.get(channel, 2))
            self.pools.append(pool)
            self.container.spawn_managed_thread(
                lambda channel=channel, pool=pool: self.run(store, channel, pool),
                identifier=f"sender-{channel}",
            )

    def run(self, store: Store, channel: Channel, pool: Pool) -> None:
        """Claim as many as there are free hands, and hand them out."""
        while not self.stopping:
            claimed = []
            try:
                if pool.free() > 0:
                    claimed = sending.claim(store, channel, pool.free())
            except Exception:  # the database is away: it is tried again
                log.exception("nothing can be claimed for %s", channel)
            for parcel, until in claimed:
                pool.spawn_n(deliver, store, parcel, until)
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


def deliver(store: Store, parcel: outlet.Parcel, until: Any) -> None:
    """Send one and write down what became of it; its claim runs out where that cannot be done."""
    failure: outlet.NotTaken | None = outlet.NotTaken("The channel takes too long.")
    try:
        with Timeout(sending.LONGEST_SECONDS, False):
            failure = sending.attempt(outlet.send, parcel)
        sending.record(store, parcel.message_id, until, failure)
    except Exception:  # one message must not end the others
        log.exception("message %s", parcel.message_id)
