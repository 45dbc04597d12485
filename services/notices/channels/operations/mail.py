"""E-mail over SMTP, with the patience that the standard asks for (RFC 5321, 4.5.3.2).

A server may take minutes to answer, and ten for the end of a message: who gives up earlier has
it sent again, and the receiver gets it twice. Each message has a Message-ID of its own that stays
the same however often it is sent, by which receivers tell copies.

The address is `smtp://user:password@host:port?from=desk@example.org`; `smtps://` means TLS from
the start, `?mode=starttls` STARTTLS.
"""

import smtplib
import socket
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from contracts.notices.channels import MAIL_SCHEMES
from services.notices.channels.rules import NotTaken, Parcel

CONNECT_SECONDS = 30
ANSWER_SECONDS = 300
"""For each answer before the message itself."""
OPENING_SECONDS = 600
"""For all of them together; nothing is lost by giving up before the message is handed over."""
MESSAGE_SECONDS = 600
"""For each answer about the message: most of all for the one after its final dot."""
LONGEST_SECONDS = CONNECT_SECONDS + OPENING_SECONDS + 3 * MESSAGE_SECONDS
"""However a server behaves, a message takes no longer."""
DEFAULT_PORTS = {"smtp": 25, "mailto": 25, "smtps": 465, "mailtos": 465}
GONE_FOR_GOOD = range(550, 552), range(553, 555)
"""Answers of a server that will not change: no such mailbox, refused (552: its box is full)."""


@dataclass(frozen=True)
class Server:
    """A mail server, and as whom to speak to it."""

    host: str
    port: int
    mode: str
    """insecure, starttls or ssl."""
    user: str | None
    password: str | None
    sender: str

    @classmethod
    def of(cls, address: str) -> "Server":
        """The server that an address of the configuration names."""
        parts = urlsplit(address)
        options = dict(parse_qsl(parts.query))
        host = parts.hostname or "localhost"
        secure = parts.scheme in ("smtps", "mailtos")
        mode = options.get("mode", "ssl" if secure else "insecure")
        default = 465 if mode == "ssl" else DEFAULT_PORTS.get(parts.scheme, 25)
        return cls(
            host=host,
            port=parts.port or default,
            mode=mode,
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            sender=options.get("from") or f"guanjia@{host if '.' in host else 'localhost'}",
        )


def is_address(address: str) -> bool:
    """Whether it names a mail server, and a sender where it names one."""
    parts = urlsplit(address)
    sender = dict(parse_qsl(parts.query)).get("from", "a@b")
    return parts.scheme in MAIL_SCHEMES and bool(parts.hostname) and "@" in sender


class Patient(smtplib.SMTP):
    """A session that waits for each answer as long as it should, and for all not for ever."""

    opened_at: float = 0.0
    handing_over = False

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Connect within a time of its own."""
        self.opened_at = monotonic()
        made: socket.socket = super()._get_socket(host, port, CONNECT_SECONDS)  # type: ignore[misc]
        return made

    def getreply(self) -> tuple[int, bytes]:
        """Wait for an answer."""
        if self.sock is not None:
            self.sock.settimeout(self.reply_seconds())
        return super().getreply()

    def reply_seconds(self) -> float:
        """Seconds that the next answer may take."""
        if self.handing_over:
            return MESSAGE_SECONDS
        left = self.opened_at + OPENING_SECONDS - monotonic()
        if left <= 0:
            raise TimeoutError("the server takes too long")
        return min(left, ANSWER_SECONDS)

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand the message over: from here on nobody knows whether it was taken, until told."""
        self.handing_over = True
        try:
            if self.sock is not None:
                self.sock.settimeout(MESSAGE_SECONDS)
            return super().data(msg)
        finally:
            self.handing_over = False


class PatientTls(Patient, smtplib.SMTP_SSL):
    """The same, with TLS from the start."""


def send(address: str, parcel: Parcel) -> None:
    """Hand a parcel to the server at an address; raise `NotTaken` unless it took it."""
    server = Server.of(address)
    try:
        transmit(server, letter(server, parcel), parcel.address)
    except smtplib.SMTPRecipientsRefused as refusal:
        ((code, _text),) = refusal.recipients.values()
        raise refused(code) from refusal
    except smtplib.SMTPResponseException as refusal:
        gone = isinstance(refusal, smtplib.SMTPDataError)
        raise refused(refusal.smtp_code, final=gone) from refusal
    except (smtplib.SMTPException, OSError) as failure:
        raise NotTaken(f"The mail server does not answer ({type(failure).__name__}).") from failure


def refused(code: int, *, final: bool = True) -> NotTaken:
    """That the server answered no; another attempt is spared where it would say so again."""
    for_good = final and any(code in each for each in GONE_FOR_GOOD)
    return NotTaken(f"The mail server answered {code}.", for_good=for_good)


def transmit(server: Server, message: EmailMessage, receiver: str) -> None:
    """One session with one message."""
    session = PatientTls() if server.mode == "ssl" else Patient()
    session._host = server.host  # type: ignore[attr-defined]  # what TLS checks the name by
    try:
        code, answer = session.connect(server.host, server.port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, answer)
        if server.mode == "starttls":
            session.starttls(context=ssl.create_default_context())
        if server.user:
            session.login(server.user, server.password or "")
        session.send_message(message, server.sender, [receiver])
    finally:
        session.close()  # it has answered: no farewell is waited for


def letter(server: Server, parcel: Parcel) -> EmailMessage:
    """The message as it travels."""
    message = EmailMessage()
    message["From"] = server.sender
    message["To"] = parcel.address
    message["Subject"] = " ".join(parcel.title.split())
    message["Date"] = formatdate()
    message["Message-ID"] = f"<{parcel.message_id}@{server.sender.rpartition('@')[2]}>"
    message["X-Guanjia-Message-Id"] = parcel.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(parcel.text)
    return message
