"""Where webhooks may lead, and when what was not taken is sent again."""

from collections.abc import Sequence
from datetime import timedelta
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from contracts.notices.webhooks import WebhookUrlUnfit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
PORTS: Final = {"https": 443, "http": 80}
RETRIES: Final = (
    timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2),
    timedelta(hours=5), timedelta(hours=10), timedelta(hours=14), timedelta(hours=20),
    timedelta(hours=24),
)  # fmt: skip
"""After each attempt, how long until the next: as Standard Webhooks proposes, over three days."""
TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""IPv4 as a network of IPv6 alone reaches it (NAT64)."""


class Target(NamedTuple):
    """Where a webhook leads."""

    scheme: str
    host: str
    port: int
    path: str


def target_of(url: str) -> Target:
    """Where an address leads; raise `WebhookUrlUnfit` for one that cannot be told."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
        (parts.path + parts.query).encode("ascii")
    except (ValueError, UnicodeError) as error:
        raise WebhookUrlUnfit(field="url") from error
    odd = parts.username or parts.password or parts.fragment or parts.scheme not in PORTS
    if odd or not host or any(letter <= " " for letter in url):
        raise WebhookUrlUnfit(field="url")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port or PORTS[parts.scheme], path)


def networks_of(texts: Sequence[str]) -> list[Network]:
    """The networks that an installation names."""
    return [ip_network(text) for text in texts]


def is_reachable(address: str, own: Sequence[Network]) -> bool:
    """Whether something may be sent to an address: one of the public net, whatever it is wrapped
    in, or of a network that the installation names."""
    found = unwrapped(address)
    return is_own(address, own) or (found.is_global and not found.is_multicast)


def is_own(address: str, own: Sequence[Network]) -> bool:
    """Whether an address is of a network that the installation names."""
    found = unwrapped(address)
    return any(found.version == one.version and found in one for one in own)


def unwrapped(text: str) -> Address:
    """The IPv4 address that one of IPv6 stands for, or the address itself."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv4Address):
        return address
    teredo = address.teredo
    within = address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
    if within is None and address in TRANSLATED:
        within = IPv4Address(int(address) & 0xFFFF_FFFF)
    return within or address


def retry_after(tried: int) -> timedelta | None:
    """How long until the next attempt after this many; None: there is none."""
    return RETRIES[tried - 1] if tried <= len(RETRIES) else None
