"""The way out: e-mail over SMTP, other channels by apprise (N03).

Each other channel is an apprise URL in the configuration; `{address}` in it stands for the
receiver's number.

Both speak through Python's own sockets. In a service process these are green, so that a slow
server holds up nobody else; a native thread would be wrong here, since the locks of `logging` are
green and must not be shared between threads.
"""

from urllib.parse import quote

import apprise

from contracts.notices.channels import Channel
from foundation.config import read, settings
from services.notices.channels.operations import mail
from services.notices.channels.rules import NotTaken, Parcel, Send

SETTINGS = {Channel.SMS: "SMS_URL", Channel.WECOM: "WECOM_URL", Channel.DINGTALK: "DINGTALK_URL"}
OUTSIDE = (Channel.EMAIL, *SETTINGS)
"""Channels that lead out of the house; each has senders of its own."""

__all__ = ["OUTSIDE", "NotTaken", "Parcel", "Send", "available", "other_url", "send"]


def available() -> frozenset[str]:
    """The channels that this installation can use; portal and paper need no configuration."""
    configured = {channel for channel, name in SETTINGS.items() if read(name)}
    email = {Channel.EMAIL} if settings().smtp_url else set()
    return frozenset({Channel.PORTAL, Channel.PAPER} | email | configured)


def send(parcel: Parcel) -> None:
    """Send it; raise `NotTaken` if the channel is not configured or does not take it."""
    if parcel.channel == Channel.EMAIL:
        if not settings().smtp_url:
            raise NotTaken("The channel email is not configured.")
        mail.send(settings().smtp_url or "", parcel)
        return
    url = other_url(parcel)
    if url is None:
        raise NotTaken(f"The channel {parcel.channel} is not configured.")
    outlet = apprise.Apprise()
    if not outlet.add(url):
        raise NotTaken(f"The address of the channel {parcel.channel} is not valid.")
    if not outlet.notify(
        title=parcel.title, body=parcel.text, body_format=apprise.NotifyFormat.TEXT
    ):
        raise NotTaken(f"The channel {parcel.channel} did not take the message.")


def other_url(parcel: Parcel) -> str | None:
    """apprise's address of a message by text or chat; None if the channel is not configured."""
    name = SETTINGS.get(Channel(parcel.channel))
    configured = read(name) if name else None
    return configured.replace("{address}", quote(parcel.address)) if configured else None
