"""The way out: e-mail over SMTP and other channels, by apprise (N03).

Each channel is an apprise URL in the configuration; `{address}` in it stands for the receiver's
number. E-mail also takes a plain `smtp://user:password@host:port?from=desk@example.org`
(`smtps://` for TLS from the start, `?mode=starttls` for STARTTLS).

apprise speaks through Python's own sockets. In a service process these are eventlet's, so that a
slow server holds up nobody else; a native thread would be wrong here, since the locks of `logging`
are green and must not be shared between threads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import apprise

from contracts.notices.codes import Channel
from foundation.config import read, settings

DEFAULT_PORTS = {"smtp": 25, "smtps": 465}
CONNECT_SECONDS = 10
SETTINGS = {Channel.SMS: "SMS_URL", Channel.WECOM: "WECOM_URL", Channel.DINGTALK: "DINGTALK_URL"}


class NotTaken(Exception):
    """A channel did not take a message; the text says why, without the address."""


@dataclass(frozen=True)
class Parcel:
    """A message ready to leave. `message_id` stays the same however often it is sent."""

    message_id: str
    channel: str
    address: str
    title: str
    text: str


Send = Callable[[Parcel], None]
"""Hands a parcel to its channel; raises `NotTaken`."""


def available() -> frozenset[str]:
    """The channels that this installation can use; portal and paper need no configuration."""
    configured = {channel for channel, name in SETTINGS.items() if read(name)}
    email = {Channel.EMAIL} if settings().smtp_url else set()
    return frozenset({Channel.PORTAL, Channel.PAPER} | email | configured)


def send(parcel: Parcel) -> None:
    """Send by apprise; raise `NotTaken` if the channel is not configured or refuses."""
    url = email_url(parcel) if parcel.channel == Channel.EMAIL else other_url(parcel)
    if url is None:
        raise NotTaken(f"The channel {parcel.channel} is not configured.")
    outlet = apprise.Apprise()
    if not outlet.add(url):
        raise NotTaken(f"The address of the channel {parcel.channel} is not valid.")
    if not outlet.notify(
        title=parcel.title, body=parcel.text, body_format=apprise.NotifyFormat.TEXT
    ):
        raise NotTaken(f"The channel {parcel.channel} did not take the message.")


def email_url(parcel: Parcel) -> str | None:
    """apprise's address of one e-mail; None if there is no mail server."""
    configured = settings().smtp_url
    if not configured:
        return None
    server = urlsplit(configured)
    options = dict(parse_qsl(server.query))
    secure = server.scheme in ("smtps", "mailtos")
    host = server.hostname or "localhost"
    sender = options.pop("from", None) or f"guanjia@{host if '.' in host else 'localhost'}"
    login = ""
    if server.username:
        login = quote(server.username, safe="%")
        login += f":{quote(server.password, safe='%')}@" if server.password else "@"
    query = {
        "smtp": host,
        "from": sender,
        "to": parcel.address,
        "format": "text",
        "mode": "ssl" if secure else "insecure",
        "cto": str(CONNECT_SECONDS),
        "+X-Guanjia-Message-Id": parcel.message_id,
    } | options
    if query["mode"] == "starttls":
        secure = True
    port = server.port or DEFAULT_PORTS.get(server.scheme, 465 if secure else 25)
    return f"mailto{'s' if secure else ''}://{login}{host}:{port}/?{urlencode(query)}"


def other_url(parcel: Parcel) -> str | None:
    """apprise's address of a message by text or chat; None if the channel is not configured."""
    name = SETTINGS.get(Channel(parcel.channel))
    configured = read(name) if name else None
    return configured.replace("{address}", quote(parcel.address)) if configured else None
