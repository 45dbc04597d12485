"""A nameko consumer that comes back soon after the broker does, and stops soon when told to."""

import contextlib
from collections.abc import Iterator
from typing import Any

from nameko.amqp.consume import Consumer

from foundation.messaging.rabbitmq import frames

READ_TURN = 0.2
"""Seconds after which the reading thread looks after other things than messages."""
FIRST_PAUSE = 0.2
PAUSE_STEP = 0.4
LONGEST_PAUSE = 2.0
"""Seconds between attempts to connect (kombu's own grow to half a minute)."""


class BrokerReader(Consumer):
    """Base of what reads queues in a thread of its own."""

    def run(self) -> None:
        """Read until stopped; connect again when the connection is lost."""
        super().run(safety_interval=READ_TURN)

    @contextlib.contextmanager
    def establish_connection(self) -> Iterator[Any]:
        """A connection, however long it takes."""
        with self.create_connection() as connection:
            connection.ensure_connection(
                self.on_connection_error,
                interval_start=FIRST_PAUSE,
                interval_step=PAUSE_STEP,
                interval_max=LONGEST_PAUSE,
            )
            frames.share(connection.connection)
            yield connection
