"""Which communities (项目) there are, and acting in one of several (P01).

Whoever holds a role in several communities may say with any request in which it is meant: then
nothing that is held or seen elsewhere counts.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from contracts.directory import methods
from foundation.actor import SYSTEM, Actor
from foundation.errors import NotFound, ServiceError
from foundation.scope import Scope
from gateway.calls import Calls

FRESH = 5.0
"""Seconds for which an answer of the directory is good; another gateway may have entered one."""
ARGUMENT = "community"
"""The argument of a query that names a community by its code."""


@dataclass(frozen=True)
class Community:
    """A community as people choose it."""

    id: str
    name: str
    code: str
    closed: bool = False
    """Whether it takes nothing new."""


@dataclass
class Communities:
    """All communities, asked of the directory once in a while."""

    calls: Calls
    clock: Callable[[], float] = monotonic
    _known: tuple[Community, ...] = field(init=False, default=())
    _good_until: float = field(init=False, default=0.0)

    def all(self) -> tuple[Community, ...]:
        """All of them, the first one first; raises what keeps the directory from being asked
        while nothing is known."""
        if self.clock() >= self._good_until:
            try:
                self._ask()
            except ServiceError:
                if not self._known:
                    raise
        return self._known

    def forget(self) -> None:
        """Ask again before the next answer."""
        self._good_until = 0.0

    def of(self, actor: Actor) -> tuple[Community, ...]:
        """Those in which somebody holds a role; raises as `all`."""
        return tuple(one for one in self.all() if actor.scope.sees(one.id))

    def within(self, actor: Actor, code: str) -> Actor:
        """Somebody as they act in the community of a code; raise `NotFound` for one that there is
        not, or in which they hold nothing."""
        for one in self.of(actor):
            if code and one.code == code:
                return actor.only(Scope.within(one.id))
        raise NotFound(field=ARGUMENT)

    def _ask(self) -> None:
        method, asking = methods.ALL_COMMUNITIES, SYSTEM.to_context()
        found = self.calls.call(method.service, method.name, {}, asking, timeout=method.timeout)
        self._known = tuple(
            Community(one["id"], one["name"], one["code"], one.get("closed_at") is not None)
            for one in found["items"]
        )
        self._good_until = self.clock() + FRESH
