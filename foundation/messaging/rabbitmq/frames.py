"""One connection for many green threads that write and one that reads; few system calls.

py-amqp asks the system three times per frame it reads and once per method it writes; a system
call that wakes the broker costs more than making the frame. In a shared connection, what green
threads write until the hub's next turn leaves together, in its order, and reading takes what
has arrived.

Hazards: a write returns before it is sent. Whoever has written learns of a lost connection from
its reader, as of everything that is lost after it was sent. py-amqp's `basic_publish` reads too
when the broker can announce that it blocks connections, therefore the capability is hidden from
it. A process without green threads writes and reads as ever, and so does TLS.
"""

import contextlib
from socket import SHUT_RDWR
from typing import Any

import eventlet
from amqp.transport import TCPTransport
from eventlet.patcher import is_monkey_patched

READ_SIZE = 16 * 1024
"""Bytes taken at a time; more would only be copied about."""

MOST_WAITING = 16 * 1024**2
"""Bytes; when more waits to be sent, the broker does not read, and is as good as lost."""


def share(connection: Any) -> None:
    """Prepare a connected py-amqp connection; another transport's is left alone."""
    properties = getattr(connection, "client_properties", {})
    properties.get("capabilities", {})["connection.blocked"] = False
    transport: Any = getattr(connection, "transport", None)
    if type(transport) is TCPTransport and is_monkey_patched("socket"):
        receive = transport.sock.recv
        transport._quick_recv = lambda size: receive(max(size, READ_SIZE))
        transport._write = Bundle(transport.sock).write


class Bundle:
    """What is written to a socket until the hub's next turn."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._waiting = bytearray()
        self._sending = False

    def write(self, data: bytes | memoryview) -> None:
        """Have the data sent after all that was written before.

        Raise `ConnectionAbortedError`, and let the reader connect anew, if nothing leaves.
        """
        if len(self._waiting) > MOST_WAITING:
            self._socket.shutdown(SHUT_RDWR)
            raise ConnectionAbortedError("The message broker does not read.")
        self._waiting += data
        if not self._sending:
            self._sending = True
            eventlet.spawn_n(self._send)

    def _send(self) -> None:
        with contextlib.suppress(OSError):  # the reader of the connection finds out as well
            while self._waiting:
                rest = memoryview(bytes(self._waiting))
                self._waiting.clear()
                while rest:
                    with contextlib.suppress(TimeoutError):  # of the reader, who shares the socket
                        rest = rest[self._socket.send(rest) :]
        self._sending = False
