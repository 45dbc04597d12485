"""The client of calls, as a nameko extension and for scripts: a timeout on every call.

Lifecycle: as an extension it is set up and stopped with its container; a script uses
`standalone()`. How the call reaches its service is the transport's matter.
"""

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from foundation.errors import ServiceAway
from foundation.messaging.container import SharedExtension, address, setting
from foundation.messaging.transport import Calls, transport_of

RPC_TIMEOUT_CONFIG_KEY = "RPC_TIMEOUT"
DEFAULT_TIMEOUT = 5.0
"""Seconds a caller waits for an answer."""
NO_CONTEXT: Mapping[str, str] = {}


class RpcClient(SharedExtension):
    """Calls methods of services."""

    _calls: Calls

    def __init__(self, uri: str | None = None, timeout: float | None = None) -> None:
        self._uri = uri
        self._timeout = timeout or DEFAULT_TIMEOUT
        self._has_timeout = timeout is not None

    def setup(self) -> None:
        """Read the configuration."""
        if not self._has_timeout:
            self._timeout = setting(RPC_TIMEOUT_CONFIG_KEY, DEFAULT_TIMEOUT)
        self._calls = transport_of(self._uri or address()).calls()

    def start(self) -> None:
        """Begin to connect. Does not wait: calls raise `ServiceAway` until that is done."""
        self._calls.start()

    def stop(self) -> None:
        """Disconnect."""
        self._calls.stop()

    def kill(self) -> None:
        """Disconnect without waiting for it."""
        self._calls.kill()

    def wait_until_connected(self, timeout: float) -> bool:
        """Wait for the connection up to `timeout` seconds; return whether it is there."""
        return self._calls.wait_until_connected(timeout)

    def call(
        self,
        service: str,
        method: str,
        data: dict[str, Any],
        context: Mapping[str, str] = NO_CONTEXT,
        timeout: float | None = None,
    ) -> Any:
        """Call `service.method(data)` and return its answer.

        `context` is the worker's context data there; `timeout` is in seconds. Raises the
        service's refusal, `ServiceAway` when it certainly did not act, or `ServiceTimeout` when
        that is unknown.
        """
        return self._calls.call(service, method, data, context, timeout or self._timeout)


@contextlib.contextmanager
def standalone(
    uri: str, timeout: float = DEFAULT_TIMEOUT, connect_timeout: float = DEFAULT_TIMEOUT
) -> Iterator[RpcClient]:
    """A client for a script or a test, connected; raise `ServiceAway` when no broker is there."""
    client = RpcClient(uri, timeout)
    client.setup()
    client.start()
    try:
        if not client.wait_until_connected(connect_timeout):
            raise ServiceAway("The message broker does not answer.")
        yield client
    finally:
        client.stop()
