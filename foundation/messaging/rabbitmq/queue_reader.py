"""Reads one queue: with caution at first."""

from collections.abc import Callable
from functools import partial
from typing import Any

import kombu
from kombu import Queue

from foundation.messaging import event_batcher

PREFETCH = 2 * event_batcher.MOST
"""Events per subscription that are in hand at a time: some are on their way while others are
processed together."""
SUSPICIOUS_DELIVERIES = 2
"""Earlier deliveries after which a message is read alone."""


class QueueReader(kombu.Consumer):
    """Reads one queue: with caution at first, one message at a time.

    After a crash the messages that were in hand come again, and one of them may be what killed
    the process. Read alone it dies alone; read together with others it would take them along
    to the dead letters. The first message that is not suspect ends the caution.
    """

    def __init__(self, channel: Any, queue: str, take: Callable[["QueueReader", Any], None]):
        self.cautious = True
        self.harmless: Any = None
        """The message that ends the caution."""
        self.is_processed = False
        """Whether that message only waits to be acknowledged."""
        queues = [Queue(queue, no_declare=True)]
        super().__init__(channel, queues, on_message=partial(take, self), accept=["json"])

    def consume(self, no_ack: bool | None = None) -> None:
        """Begin to read; the prefetch count holds for consumers that begin after it was set."""
        self.qos(prefetch_count=1 if self.cautious else PREFETCH)
        super().consume(no_ack)

    def judge(self, message: Any) -> None:
        """Keep the message in mind if it has not come so often that it is suspect."""
        if int(message.headers.get("x-delivery-count", 0)) < SUSPICIOUS_DELIVERIES:
            self.harmless = message

    def may_end_caution(self) -> bool:
        """Whether to begin anew with many messages at a time.

        In between a standby replica becomes the active one. It must not get the next event of
        an aggregate before this one's effect; where there is no standby, nobody need wait.
        """
        if not self.cautious or self.harmless is None:
            return False
        state = self.channel.queue_declare(queue=self.queues[0].name, passive=True)
        return self.is_processed or state.consumer_count == 1

    def end_caution(self) -> None:
        """Read many messages at a time."""
        self.cancel()
        self.cautious = False
        self.consume()
