"""A real mail server in a thread of its own, which keeps what it is given."""

import asyncio
import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailServer:
    """What arrived, by arrival; while `refusing`, nothing is taken.

    It says so after `delay` seconds. `answer` is what is said instead of yes to a message,
    `unknown` who has no mailbox here. While `dropping`, a message is taken and the line cut before
    that is said.
    """

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.receivers: list[list[str]] = []
        self.refusing = False
        self.dropping = False
        self.answer = "451 try again later"
        self.unknown: set[str] = set()
        self.delay = 0.0
        self.url = ""

    async def handle_RCPT(  # the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a receiver, or refuse one who is unknown."""
        if address in self.unknown:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take a message, or refuse it."""
        if self.refusing:
            return self.answer
        content = cast("bytes", envelope.content)
        message = email.message_from_bytes(content, policy=email.policy.default)
        self.received.append(cast("EmailMessage", message))
        self.receivers.append(list(envelope.rcpt_tos))
        if self.dropping and server.transport is not None:
            server.transport.abort()
        await asyncio.sleep(self.delay)
        return "250 taken"

    def texts(self) -> list[tuple[str, str]]:
        """Subject and text of what arrived."""
        return [(str(one["subject"]), one.get_content().strip()) for one in self.received]


class OnFreePort(Controller):  # type: ignore[misc]
    """aiosmtpd's thread, listening on whatever port is free."""

    def __init__(self, handler: MailServer) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        super().__init__(handler, hostname="127.0.0.1", port=self.socket.getsockname()[1])

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.socket)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A mail server on a free port."""
    handler = MailServer()
    controller = OnFreePort(handler)
    controller.start()
    try:
        handler.url = f"smtp://127.0.0.1:{controller.port}?from=desk@example.org"
        yield handler
    finally:
        controller.stop()
