"""What pages for strangers, papers and links go by: where the pages are reached, and whether
anybody has an account (P02)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from contracts.directory import methods
from foundation.actor import SYSTEM
from foundation.errors import ServiceError
from gateway.calls import Calls

FRESH = 5.0
"""Seconds for which an answer of the directory is good; another gateway may have changed it."""


@dataclass
class Site:
    """What the directory says of the installation, asked once in a while."""

    calls: Calls
    otherwise: str
    """Where the pages are reached while the directory does not say."""
    clock: Callable[[], float] = monotonic
    _public_url: str | None = field(init=False, default=None)
    _entered: bool = field(init=False, default=False)
    _good_until: float = field(init=False, default=0.0)

    def public_url(self) -> str:
        """Where the pages are reached, without a slash at the end; empty: nobody has said."""
        if self.clock() >= self._good_until:
            self._ask()
        return self.otherwise.rstrip("/") if self._public_url is None else self._public_url

    def is_empty(self) -> bool:
        """Whether it is known that nobody has an account; asked anew until somebody has one."""
        return not self._entered and self._ask() and not self._entered

    def forget(self) -> None:
        """Ask again before the next answer."""
        self._good_until, self._entered = 0.0, False

    def _ask(self) -> bool:
        """Ask the directory; whether it answered."""
        method, asking = methods.SITE, SYSTEM.to_context()
        try:
            found = self.calls.call(method.service, method.name, {}, asking, timeout=method.timeout)
        except ServiceError:
            return False
        self._public_url, self._entered = found["public_url"], found["entered"]
        self._good_until = self.clock() + FRESH
        return True
