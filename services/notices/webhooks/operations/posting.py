"""One request to the address of a webhook: to an address that was looked at, and nowhere else."""

import socket
import ssl
from functools import cache
from typing import NamedTuple

import certifi
import urllib3
from urllib3.exceptions import HTTPError

from contracts.notices.webhooks import (
    WebhookAddressPrivate,
    WebhookHostUnknown,
    WebhookUrlUnfit,
)
from foundation.config import settings
from services.notices.webhooks.rules import (
    Target,
    is_own,
    is_reachable,
    networks_of,
    target_of,
)

CONNECT_SECONDS, READ_SECONDS = 5.0, 10.0
LONGEST_SECONDS = 30.0
"""For all of it; an answer that drips longer is cut off."""
MOST_BYTES = 2_000
"""Of an answer, how much is read."""
MOST_ADDRESSES = 3
"""Of a host, how many are tried."""


class Answer(NamedTuple):
    """What came back."""

    status: int | None
    """None: nothing did."""
    said: str

    @property
    def is_taken(self) -> bool:
        """Whether the address has taken it."""
        return self.status is not None and 200 <= self.status < 300


def looked_up(target: Target) -> list[str]:
    """The addresses of a host, all of which may be reached.

    Raise `WebhookHostUnknown`, and `WebhookAddressPrivate` where one of them lies in a network into
    which nothing is sent, `WebhookUrlUnfit` for one that would travel unencrypted.
    """
    own = networks_of(settings().webhook_networks)
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise WebhookHostUnknown(field="url", host=target.host) from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not addresses:
        raise WebhookHostUnknown(field="url", host=target.host)
    if not all(is_reachable(one, own) for one in addresses):
        raise WebhookAddressPrivate(field="url", host=target.host)
    if target.scheme != "https" and not all(is_own(one, own) for one in addresses):
        raise WebhookUrlUnfit(field="url")
    return addresses


def post(url: str, body: str, headers: dict[str, str]) -> Answer:
    """Send it; whatever goes wrong is an answer as well. Raises the refusals of `looked_up`.

    The host is looked up once and the connection made to what was found: whoever answers otherwise
    the second time (DNS rebinding) is not asked. Redirects are not followed.
    """
    target = target_of(url)
    answer = Answer(None, "")
    for address in looked_up(target)[:MOST_ADDRESSES]:
        answer = sent(target, address, body, headers)
        if answer.status is not None:
            break
    return answer


def sent(target: Target, address: str, body: str, headers: dict[str, str]) -> Answer:
    """One request to one address."""
    default = {"https": 443, "http": 80}[target.scheme]
    host = f"[{target.host}]" if ":" in target.host else target.host
    named = host if target.port == default else f"{host}:{target.port}"
    pool = pool_of(target, address)
    try:
        answer = pool.urlopen(
            "POST", target.path, body=body.encode(), headers={**headers, "Host": named},
            redirect=False, retries=False, preload_content=False, assert_same_host=False,
        )  # fmt: skip
        text = answer.read(MOST_BYTES, decode_content=False).decode("utf-8", "replace")
        return Answer(answer.status, plain(text))
    except (HTTPError, OSError, ValueError) as error:
        return Answer(None, type(error).__name__)
    finally:
        pool.close()


def pool_of(target: Target, address: str) -> urllib3.HTTPConnectionPool:
    """Connections to an address; the certificate must be the host's."""
    limits = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(address, target.port, timeout=limits)
    return urllib3.HTTPSConnectionPool(
        address,
        target.port,
        timeout=limits,
        ssl_context=trusted(),
        server_hostname=target.host,
        assert_hostname=target.host,
    )


@cache
def trusted() -> ssl.SSLContext:
    """Whose certificates count: the machine's, and those of the public net."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def plain(text: str) -> str:
    """What an address said, fit to be shown."""
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()[:500]
