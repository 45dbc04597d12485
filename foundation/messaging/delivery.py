"""One event, one handler: try, wait, try again, and in the end dead-letter it. Or several at once.

The waiting is done in the process. Stopping cuts it short and gives the event back to where it
came from (its queue, or the outbox).
"""

import logging
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from foundation import failpoints
from foundation.actor import SYSTEM
from foundation.concurrency import Event
from foundation.messaging import dead_letters
from foundation.messaging.container import ContainerBeingKilled
from foundation.messaging.envelope import Envelope
from foundation.messaging.retry import RetryPolicy
from foundation.messaging.topology import Subscription
from foundation.storage.store import Store

log = logging.getLogger(__name__)

CONTEXT = SYSTEM.to_context()


class Delivery:
    """Hands the events of one subscription to the method of a service.

    An attempt waits for its turn; waiting for the next attempt takes nobody's turn.
    """

    def __init__(
        self,
        subscription: Subscription,
        entrypoint: Any,
        store: Store,
        turns: AbstractContextManager[Any],
        retry_policy: Callable[[], RetryPolicy] = RetryPolicy,
    ) -> None:
        self.subscription = subscription
        self._entrypoint = entrypoint
        self._store = store
        self._turns = turns
        self._retry_policy = retry_policy
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Begin nothing more and wait for no further attempt."""
        self._stopping.set()

    def process(self, envelope: Envelope) -> bool:
        """Have the event processed, or dead-lettered; False when stopping prevents it."""
        retry_policy = self._retry_policy()
        first_failed_at = None
        while not self._stopping.is_set():
            try:
                with self._turns:
                    error = self._attempt(envelope)
            except ContainerBeingKilled:
                return False
            if error is None:
                failpoints.hit(failpoints.EVENT_PROCESSED)
                return True
            first_failed_at = first_failed_at or self._store.clock.now()
            delay = retry_policy.delay_after(error)
            if delay is None:
                text = f"{type(error).__name__}: {error}\n\n{tail_of(error)}"
                return self.dead_letter(
                    envelope.to_dict(), text, retry_policy.attempts, first_failed_at
                )
            log.warning(
                "%s will try event %s again in %s s: %r",
                self.subscription.subscriber,
                envelope.id,
                delay,
                error,
            )
            self._stopping.wait(delay)
        return False

    def process_together(self, envelopes: Sequence[Envelope]) -> bool:
        """Try once to have several processed in one transaction; if False, none of them was."""
        if self._stopping.is_set():
            return False
        try:
            with self._turns:
                error = self._attempt(*envelopes)
        except ContainerBeingKilled:
            return False
        if error is not None:
            log.warning(
                "%s works %d events one by one: %r",
                self.subscription.subscriber,
                len(envelopes),
                error,
            )
            return False
        failpoints.hit(failpoints.EVENT_PROCESSED)
        return True

    def dead_letter(
        self, envelope: dict[str, Any], error: str, attempts: int, first_failed_at: Any = None
    ) -> bool:
        """Keep the event as a dead letter, however long the database is away."""
        retry_policy = RetryPolicy(delays=())
        while not self._stopping.is_set():
            try:
                dead_letters.dead_letter(
                    self._store,
                    self.subscription.subscriber,
                    envelope,
                    error,
                    attempts,
                    first_failed_at,
                )
            except Exception as failure:
                delay = retry_policy.delay_after(failure)
                if delay is None:
                    raise
                self._stopping.wait(delay)
            else:
                log.error("event %s is dead for %s", envelope["id"], self.subscription.subscriber)
                return True
        return False

    def _attempt(self, *envelopes: Envelope) -> BaseException | None:
        """Run the method in a worker; what it raised, or None."""
        outcome: Event = Event()
        request_id = " ".join(dict.fromkeys(envelope.request_id for envelope in envelopes))

        def settle(_worker: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
            outcome.send(exc_info[1] if exc_info else None)
            return result, exc_info

        self._entrypoint.container.spawn_worker(
            self._entrypoint,
            envelopes,
            {},
            context_data={**CONTEXT, "request_id": request_id},
            handle_result=settle,
        )
        error: BaseException | None = outcome.wait()
        return error


def tail_of(error: BaseException, characters: int = 3000) -> str:
    """The end of a traceback, which tells the most."""
    return "".join(traceback.format_exception(error))[-characters:]
