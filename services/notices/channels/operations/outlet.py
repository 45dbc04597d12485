"""The way out: e-mail over SMTP, other channels by apprise (N03).

Each channel has an address: set on a page and kept sealed, else the configuration's (P02). In an
address of apprise `{address}` stands for the receiver's number.

Both speak through Python's own sockets. In a service process these are green, so that a slow
server holds up nobody else; a native thread would be wrong here, since the locks of `logging` are
green and must not be shared between threads.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

import apprise
from sqlalchemy import select

from contracts.notices.channels import Channel
from foundation.config import read, settings
from foundation.sealing import SealBroken, unseal
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.channels.operations import mail
from services.notices.channels.rules import NotTaken, Parcel, Send
from services.notices.channels.tables import Outlet

SETTINGS = {Channel.SMS: "SMS_URL", Channel.WECOM: "WECOM_URL", Channel.DINGTALK: "DINGTALK_URL"}
PURPOSE = "addresses of channels"
"""For which an address is sealed, about its channel."""
SET: Final = select(Outlet.channel, Outlet.sealed).where(Outlet.sealed.is_not(None))

__all__ = ["NotTaken", "Parcel", "Send", "address_of", "available", "configured", "send"]


def available(uow: UnitOfWork) -> frozenset[str]:
    """The channels that this installation can use; portal and paper need no address."""
    return frozenset({Channel.PORTAL, Channel.PAPER}) | sealed(uow).keys() | configured().keys()


def sealed(uow: UnitOfWork) -> Mapping[str, str]:
    """What is set on the page, sealed, by channel."""
    return uow.recently("outlets", lambda: {row.channel: row.sealed for row in uow.rows(SET)})


def configured() -> Mapping[str, str]:
    """What the configuration says, by channel."""
    named = {channel: read(name) for channel, name in SETTINGS.items()}
    every = {Channel.EMAIL: settings().smtp_url, **named}
    return {channel: url for channel, url in every.items() if url}


def address_of(uow: UnitOfWork, channel: str) -> str | None:
    """By what a channel is reached; None: by nothing, or what was set cannot be opened, since it
    was sealed with another secret."""
    if kept := sealed(uow).get(channel):
        try:
            return unseal(PURPOSE, channel, kept)
        except SealBroken:
            return None
    return configured().get(channel)


def send(parcel: Parcel) -> None:
    """Send it; raise `NotTaken` if the channel has no address or does not take it."""
    if parcel.by is None:
        raise NotTaken(f"The channel {parcel.channel} is not configured.")
    if parcel.channel == Channel.EMAIL:
        mail.send(parcel.by, parcel)
        return
    outlet = apprise.Apprise()
    if not outlet.add(by_number(parcel.by, parcel.address)):
        raise NotTaken(f"The address of the channel {parcel.channel} is not valid.")
    if not outlet.notify(
        title=parcel.title, body=parcel.text, body_format=apprise.NotifyFormat.TEXT
    ):
        raise NotTaken(f"The channel {parcel.channel} did not take the message.")


def by_number(url: str, number: str) -> str:
    """An address of apprise with the receiver's number."""
    return url.replace("{address}", quote(number))


def is_usable(channel: str, url: str) -> bool:
    """Whether a channel can be reached by an address at all."""
    if channel == Channel.EMAIL:
        return mail.is_address(url)
    return bool(apprise.Apprise().add(by_number(url, "13800138000")))
