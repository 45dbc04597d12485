"""Failed logins: ten in five minutes for one user name from one address, then a pause."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from threading import Lock
from time import time
from weakref import WeakValueDictionary

from flask import request
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from foundation.errors import ServiceError
from gateway.problems import Refusal

FAILURES = parse("10 per 5 minutes")
SCOPE = "login"


class Attempts:
    """Counts failures only, so that a busy desk that types correctly is never locked out."""

    def __init__(self, storage: str) -> None:
        self.rules = MovingWindowRateLimiter(storage_from_string(storage))
        self._locks: WeakValueDictionary[str, Lock] = WeakValueDictionary()

    @contextmanager
    def attempt(self, username: str) -> Iterator[None]:
        """One attempt; whatever is refused as `bad_credentials` inside counts.

        Raises `too_many_attempts` before anything is tried. Attempts on the same name from the
        same address queue up: else a burst would be checked before its failures are counted.
        """
        key = f"{username.strip().casefold()[:100]}@{request.remote_addr}"
        lock = self._locks.setdefault(key, Lock())
        rules = self.rules
        with lock:
            if not rules.test(FAILURES, SCOPE, key):
                window = rules.get_window_stats(FAILURES, SCOPE, key)
                raise Refusal("too_many_attempts", seconds=ceil(window.reset_time - time()) or 1)
            try:
                yield
            except ServiceError as error:
                if error.code == "bad_credentials":
                    rules.hit(FAILURES, SCOPE, key)
                raise
