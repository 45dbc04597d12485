"""Addresses of channels, set and tested by an administrator on a page (P02)."""

from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from marshmallow import ValidationError
from sqlalchemy import select

from contracts.directory.communities import CompanyOnly
from contracts.notices.channels import (
    OUTSIDE,
    Channel,
    OutletRefused,
    OutletSource,
    OutletUnset,
    OutletUnusable,
    receiver_of,
)
from contracts.notices.request_types import (
    ChangeOutletRequest,
    ListOutletsRequest,
    NothingRequest,
    SendTestMessageRequest,
)
from foundation import replica, scope
from foundation.actor import Actor
from foundation.concurrency import Timeout
from foundation.errors import InvalidInput, NotFound
from foundation.sealing import seal
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.channels.operations import outlet
from services.notices.channels.operations.outlet import NotTaken, Parcel
from services.notices.channels.tables import Outlet

TEST_SECONDS = 15
"""How long a server may take over a test message, while somebody waits."""
TITLE = "测试消息 Test message"
TEXT = (
    "这是物业客服系统发送的测试消息，收到即表示该通道可以正常使用，无需回复。\n\n"
    "This is a test message: whoever reads it knows that messages arrive. No answer is needed."
)
ALL: Final = select(Outlet.__table__)


def list_of(uow: UnitOfWork, _data: ListOutletsRequest) -> dict[str, Any]:
    """All channels that lead out of the house."""
    known = {row.channel: row for row in uow.rows(ALL)}
    configured = outlet.configured()
    items = [view(channel, known.get(channel), configured) for channel in OUTSIDE]
    return {"items": items, "editable": of_company(uow)}


def in_use(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """The channels by which something can leave the house."""
    ready = outlet.available(uow)
    return {"items": [one for one in OUTSIDE if one in ready]}


def of_company(uow: UnitOfWork) -> bool:
    """Whether the caller acts for all communities that there are."""
    return scope.current().communities is None or len(replica.communities(uow)) <= 1


def view(channel: Channel, row: Any, configured: Any) -> dict[str, Any]:
    """A channel as the page shows it; `row` is what is set and was tested, if anything was."""
    said = configured.get(channel)
    source = OutletSource.CONFIGURATION if said else OutletSource.NONE
    if row is not None and row.sealed is not None:
        source = OutletSource.PAGE
    at_page = source == OutletSource.PAGE
    return {
        "channel": channel,
        "source": source,
        "shown": row.shown if at_page else shown(channel, said) if said else "",
        "changed_at": row.changed_at if row else None,
        "changed_by": row.changed_by if row else "",
        "tested_at": row.tested_at if row else None,
        "test_error": row.test_error if row else "",
        "version": row.version if row else 0,
    }


def shown(channel: str, url: str) -> str:
    """An address without what is secret: of mail all but the password, else its kind alone, since
    any part of it may be a key."""
    parts = urlsplit(url)
    if channel != Channel.EMAIL:
        return f"{parts.scheme}://…"
    sender = dict(parse_qsl(parts.query)).get("from", "")
    user = f"{parts.username}@" if parts.username else ""
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{user}{parts.hostname}{port}{f' ({sender})' if sender else ''}"[:200]


def change(uow: UnitOfWork, data: ChangeOutletRequest) -> dict[str, Any]:
    """Set an address, or take it back. Raise `NotFound` for no channel, `CompanyOnly` for who
    administers some of the communities, `OutletUnusable`, `SecretMissing`, `StaleEdit`."""
    if not of_company(uow):
        raise CompanyOnly
    channel, url = channel_named(data["channel"]), data["url"]
    if url is not None and not outlet.is_usable(channel, url):
        raise OutletUnusable(field="url", channel=channel)
    row = row_of(uow, channel)
    uow.check_version(row)
    row.sealed = None if url is None else seal(outlet.PURPOSE, channel, url)
    row.shown = "" if url is None else shown(channel, url)
    row.changed_at, row.changed_by = uow.now, uow.actor.name
    row.tested_at, row.test_error = None, ""
    row.version += 1
    uow.subject("outlet", channel)
    uow.change_recent()
    return view(channel, row, outlet.configured())


def channel_named(name: str) -> Channel:
    """A channel that leads out of the house; raise `NotFound` for anything else."""
    if name not in OUTSIDE:
        raise NotFound(field="channel")
    return Channel(name)


def row_of(uow: UnitOfWork, channel: str) -> Outlet:
    """What is set of a channel, locked; a new row where nothing was."""
    row = uow.session.get(Outlet, channel, with_for_update=True)
    if row is None:
        row = Outlet(
            channel=channel, sealed=None, shown="", changed_at=None, changed_by="",
            tested_at=None, test_error="", version=0,
        )  # fmt: skip
        uow.session.add(row)
    return row


def send_test(store: Store, actor: Actor, data: SendTestMessageRequest) -> dict[str, Any]:
    """Send a test message while the caller waits.

    Raise `CompanyOnly`, `InvalidInput` for an address that is none of the channel's, `OutletUnset`,
    `OutletRefused` with what the server said.
    """
    channel = channel_named(data["channel"])
    try:
        to = receiver_of(channel, data["to"])
    except ValidationError as error:
        raise InvalidInput(errors={"to": error.messages}) from error
    with store.read(actor) as uow:
        if not of_company(uow):
            raise CompanyOnly
        by = outlet.address_of(uow, channel)
        if by is None:
            raise OutletUnset(channel=channel)
        parcel = Parcel(uow.new_id(), channel, to, TITLE, TEXT, by)
    failure = attempt(parcel)
    with store.write(actor, "notices.send_test_message") as uow:
        row = row_of(uow, channel)
        row.tested_at, row.test_error = uow.now, failure[:500]
        uow.subject("outlet", channel)
    if failure:
        raise OutletRefused(reason=failure)
    return {"channel": channel, "to": to, "tested_at": row.tested_at}


def attempt(parcel: Parcel) -> str:
    """Hand it over; what keeps it from being taken, or nothing."""
    try:
        with Timeout(TEST_SECONDS):
            outlet.send(parcel)
    except NotTaken as refusal:
        return str(refusal)
    except Timeout:
        return f"The server has not answered within {TEST_SECONDS} seconds."
    return ""
