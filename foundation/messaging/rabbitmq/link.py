"""A connection to the broker that is kept open and is shared by many green threads.

Lifecycle: `start()` spawns a thread that connects, prepares the channel, and reads from it until
the connection is lost; it then connects again, after a growing pause. `stop()` ends it.

Hazards: that thread alone may read. Publishing never waits for a confirm: use this for calls,
which have a timeout, and not for events.
"""

import contextlib
import logging
import threading
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from amqp.exceptions import AMQPError
from kombu import Connection

from foundation.messaging.rabbitmq import frames
from foundation.messaging.wire import CONTENT_ENCODING, CONTENT_TYPE

log = logging.getLogger(__name__)

HEARTBEAT = 10
"""Seconds; a peer that is silent for twice as long is gone."""
READ_TURN = 0.5
"""Seconds after which the reading thread looks whether it should stop."""
PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0)
"""Seconds between attempts to connect; the last one is repeated."""
CONNECT_TIMEOUT = 5.0
PUBLISH_ERRORS = (OSError, AMQPError, AttributeError)
"""py-amqp raises AttributeError when the connection goes away under its feet."""


class LinkDown(Exception):
    """There is no connection to the broker at the moment."""


class Link:
    """One connection with one channel; see the module's docstring for its lifecycle."""

    def __init__(
        self,
        uri: str,
        prepare: Callable[[Any], None],
        lost: Callable[[], None] = lambda: None,
        heartbeat: int = HEARTBEAT,
    ) -> None:
        self.uri = uri
        self._prepare = prepare
        self._lost = lost
        self._heartbeat = heartbeat
        self._channel: Any = None
        self._up = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def is_up(self) -> bool:
        """Whether the broker is connected."""
        return self._up.is_set()

    def start(self) -> None:
        """Begin to connect; does not wait for it."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="broker-link", daemon=True)
        self._thread.start()

    def wait_until_up(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds; return whether the broker is connected."""
        return self._up.wait(timeout)

    def stop(self) -> None:
        """Close the connection and wait until the thread has ended. May be called again."""
        self.kill()
        if self._thread is not None:
            self._thread.join()

    def kill(self) -> None:
        """Let the thread end by itself."""
        self._stopping.set()

    def publish(
        self,
        body: bytes,
        exchange: str,
        routing_key: str,
        properties: dict[str, Any],
        headers: Mapping[str, Any] | None = None,
        mandatory: bool = False,
    ) -> None:
        """Send a transient JSON message; raise `LinkDown` when that is not possible now."""
        channel = self._channel
        if channel is None:
            raise LinkDown
        publish(channel, body, exchange, routing_key, properties, headers, mandatory)

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            connection = Connection(
                self.uri, heartbeat=self._heartbeat, connect_timeout=CONNECT_TIMEOUT
            )
            errors = (OSError, *connection.connection_errors, *connection.channel_errors)
            try:
                self._read(connection)
                failures = 0
            except errors as error:
                was_up, failures = self.is_up, 0 if self.is_up else failures
                log.warning("broker %s: %s", "lost" if was_up else "not reached", error)
            finally:
                self._channel = None
                self._up.clear()
                self._lost()
                with contextlib.suppress(*errors):
                    connection.release()
            self._stopping.wait(PAUSES[min(failures, len(PAUSES) - 1)])
            failures += 1

    def _read(self, connection: Connection) -> None:
        connection.ensure_connection(
            max_retries=1, interval_start=0, interval_step=0, reraise_as_library_errors=False
        )
        channel = connection.channel()
        frames.share(connection.connection)
        self._prepare(channel)
        self._channel = channel
        self._up.set()
        checked_at = monotonic()
        while not self._stopping.is_set():
            with contextlib.suppress(TimeoutError):
                connection.drain_events(timeout=READ_TURN)
            if monotonic() - checked_at >= READ_TURN:
                connection.heartbeat_check()
                checked_at = monotonic()


def publish(
    channel: Any,
    body: bytes,
    exchange: str,
    routing_key: str,
    properties: dict[str, Any],
    headers: Mapping[str, Any] | None = None,
    mandatory: bool = False,
) -> None:
    """Send a transient JSON message; raise `LinkDown` when the channel is lost."""
    message = channel.prepare_message(
        body,
        content_type=CONTENT_TYPE,
        content_encoding=CONTENT_ENCODING,
        headers=headers or {},
        properties={"delivery_mode": 1, **properties},
    )
    try:
        channel.basic_publish(
            message, exchange=exchange, routing_key=routing_key, mandatory=mandatory
        )
    except PUBLISH_ERRORS as error:
        raise LinkDown from error
