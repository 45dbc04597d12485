"""Limits on failed attempts at what is open to all, such as logging in: in five minutes ten for a
user name (or the number of a paper) from one network, a hundred for all names from it; of what is
guessed as a whole, such as a household code, ten from it.

The second keeps one password from being tried on every name. It is wide, since a whole community
may come from one address.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from math import ceil
from threading import Condition, Lock
from time import time
from weakref import WeakValueDictionary

from flask import request
from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from foundation.errors import ServiceError
from gateway.problems import Refusal

OF_A_NAME = parse("10 per 5 minutes")
OF_A_NETWORK = parse("100 per 5 minutes")


@dataclass(frozen=True)
class LimitedAction:
    """What is tried, which refusals count as failures, and how further attempts are refused."""

    scope: str
    failures: frozenset[str]
    refusal: str


LOGIN = LimitedAction(
    "login", frozenset({"bad_credentials", "bad_second_factor"}), "too_many_attempts"
)
KEYS = LimitedAction("keys", frozenset({"not_authenticated"}), "too_many_attempts")
"""Calling by a program's key (P06)."""
PAPERS = LimitedAction("papers", frozenset({"paper_not_verified"}), "too_many_checks")
"""Verifying a paper by its code (P10)."""
LINKS = LimitedAction("links", frozenset({"link_unknown"}), "too_many_links")
"""Opening a one-time link (P03)."""
CODES = LimitedAction("codes", frozenset({"code_unknown"}), "too_many_links")
"""Coming in by a household code (P04)."""
WHO_COMES = LimitedAction(
    "who_comes", frozenset({"not_in_archive", "member_twice"}), "too_many_links"
)
"""Saying who one is, by a code that there is."""
WHOLE = ""
"""The name of what is guessed as a whole: each guess is another, so all of an address count as of
one."""
FORGOTTEN = LimitedAction("forgotten", frozenset(), "too_many_attempts")
"""Asking for a link by message: each time counts."""


class UnderWay:
    """Attempts of which it is not known yet whether they fail."""

    def __init__(self) -> None:
        self.count = 0
        self.changed = Condition(Lock())


class Attempts:
    """Counts failures only, so that a busy desk that types correctly is never locked out."""

    def __init__(self, storage: str) -> None:
        self.rules = MovingWindowRateLimiter(storage_from_string(storage))
        self._under_way: WeakValueDictionary[str, UnderWay] = WeakValueDictionary()

    @contextmanager
    def attempt(self, username: str, action: LimitedAction = LOGIN) -> Iterator[None]:
        """One attempt; what is refused inside as the action's failure counts.

        Raises the action's refusal before anything is tried.
        """
        network = network_of(request.remote_addr or "")
        name = f"{username.strip().casefold()[:100]}@{network}"
        with self._counted(action, OF_A_NAME, name), self._counted(action, OF_A_NETWORK, network):
            yield

    def spend(self, name: str, action: LimitedAction) -> None:
        """Count what is done, whatever comes of it; raise the action's refusal where it is done too
        often, by name or by network."""
        network = network_of(request.remote_addr or "")
        named = f"{name.strip().casefold()[:100]}@{network}"
        for limit, key in ((OF_A_NAME, named), (OF_A_NETWORK, network)):
            if not self.rules.hit(limit, action.scope, key):
                window = self.rules.get_window_stats(limit, action.scope, key)
                raise Refusal(action.refusal, seconds=ceil(window.reset_time - time()) or 1)

    @contextmanager
    def _counted(self, action: LimitedAction, limit: RateLimitItem, key: str) -> Iterator[None]:
        under_way = self._under_way.setdefault(limit.key_for(action.scope, key), UnderWay())
        with under_way.changed:
            self._wait_for_room(action, limit, key, under_way)
            under_way.count += 1
        try:
            yield
        except ServiceError as error:
            if error.code in action.failures:
                self.rules.hit(limit, action.scope, key)
            raise
        finally:
            with under_way.changed:
                under_way.count -= 1
                under_way.changed.notify_all()

    def _wait_for_room(
        self, action: LimitedAction, limit: RateLimitItem, key: str, under_way: UnderWay
    ) -> None:
        """Wait while the limit would be passed if all that is under way failed.

        Else a burst would be let in before its first failure is counted.
        """
        rules, scope = self.rules, action.scope
        while not rules.test(limit, scope, key, cost=under_way.count + 1):
            if not rules.test(limit, scope, key):
                window = rules.get_window_stats(limit, scope, key)
                raise Refusal(action.refusal, seconds=ceil(window.reset_time - time()) or 1)
            under_way.changed.wait()


def network_of(address: str) -> str:
    """The network of an address: of IPv4 the address itself; of IPv6 the /64, all of which one host
    may use. A text that is no address stays as it is."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and not parsed.ipv4_mapped:
        return str(IPv6Network((parsed, 64), strict=False))
    return address
