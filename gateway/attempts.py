"""Failed logins: ten in five minutes for a user name from a place, a hundred for all names from it.

The second keeps one password from being tried on every name. It is wide, since a whole community
may come from one address.
"""

from collections.abc import Iterator
from contextlib import contextmanager
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
OF_A_PLACE = parse("100 per 5 minutes")
SCOPE = "login"


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
    def attempt(self, username: str) -> Iterator[None]:
        """One attempt; whatever is refused as `bad_credentials` inside counts.

        Raises `too_many_attempts` before anything is tried.
        """
        place = place_of(request.remote_addr or "")
        name = f"{username.strip().casefold()[:100]}@{place}"
        with self._counted(OF_A_NAME, name), self._counted(OF_A_PLACE, place):
            yield

    @contextmanager
    def _counted(self, limit: RateLimitItem, key: str) -> Iterator[None]:
        under_way = self._under_way.setdefault(limit.key_for(key), UnderWay())
        with under_way.changed:
            self._wait_for_room(limit, key, under_way)
            under_way.count += 1
        try:
            yield
        except ServiceError as error:
            if error.code == "bad_credentials":
                self.rules.hit(limit, SCOPE, key)
            raise
        finally:
            with under_way.changed:
                under_way.count -= 1
                under_way.changed.notify_all()

    def _wait_for_room(self, limit: RateLimitItem, key: str, under_way: UnderWay) -> None:
        """Wait while the limit would be passed if all that is under way failed.

        Else a burst would be let in before its first failure is counted.
        """
        rules = self.rules
        while not rules.test(limit, SCOPE, key, cost=under_way.count + 1):
            if not rules.test(limit, SCOPE, key):
                window = rules.get_window_stats(limit, SCOPE, key)
                raise Refusal("too_many_attempts", seconds=ceil(window.reset_time - time()) or 1)
            under_way.changed.wait()


def place_of(address: str) -> str:
    """Where attempts come from: the address, of IPv6 its network, all of which one host may use."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and not parsed.ipv4_mapped:
        return str(IPv6Network((parsed, 64), strict=False))
    return address
