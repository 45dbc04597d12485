"""Scope: which communities (项目/小区) a unit of work sees, and in which one it writes (P01).

Nothing filters by hand. The scope stands beside the unit of work; statements on tables whose rows
have a place read it when they are executed (`foundation.storage.placed`).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum

FIRST_COMMUNITY = "00000000-0000-7000-8000-000000000001"
"""The community of an installation that has but one, and of all rows, events and logins of a
release that knew none."""


class NoCommunity(Exception):
    """A row with a place was to be written by a unit that is in no community, or read by none."""


@dataclass(frozen=True)
class Scope:
    """What a unit of work may see and where it is."""

    communities: frozenset[str] | None
    """Ids of the communities whose rows are seen; None: of all."""
    community: str | None = None
    """Id of the one in which rows are made; None: the unit has not entered one yet."""

    @classmethod
    def over(cls, communities: Iterable[str]) -> "Scope":
        """Some communities; where it is one, the unit is in it from the beginning."""
        seen = frozenset(communities)
        return cls(seen, next(iter(seen)) if len(seen) == 1 else None)

    @classmethod
    def within(cls, community: str | None) -> "Scope":
        """One community; None: what the system does for all of them."""
        return ALL if community is None else cls(frozenset({community}), community)

    def sees(self, community: str | None) -> bool:
        """Whether rows of a community are seen; those of the whole company (None) always are."""
        return self.communities is None or community is None or community in self.communities

    def concerns(self, community: str | None) -> bool:
        """Whether what somebody holds or serves in a community counts for the unit: in the one that
        it is in, if it is in one, else in any that it sees. What is held for the whole company
        (None) always does."""
        if self.community is None:
            return self.sees(community)
        return community in (None, self.community)


ALL = Scope(None)
"""All communities: the system's own work, and roles that are held for the company."""

_current: ContextVar[Scope | None] = ContextVar("scope", default=None)


@contextmanager
def entered(scope: Scope) -> Iterator[None]:
    """Let statements be about a scope until the block ends."""
    token = _current.set(scope)
    try:
        yield
    finally:
        _current.reset(token)


def enter(scope: Scope) -> None:
    """Let the unit that is under way go on in another scope."""
    _current.set(scope)


def current() -> Scope:
    """The scope of the unit under way; raise `NoCommunity` where there is none."""
    scope = _current.get()
    if scope is None:
        raise NoCommunity("outside a unit of work")
    return scope


def here() -> str:
    """The community that a new row belongs to; raise `NoCommunity` where the unit is in none."""
    community = current().community
    if community is None:
        raise NoCommunity("the unit of work has entered no community")
    return community


def in_sight() -> list[str]:
    """Ids of the communities that a statement is about; raise `NoCommunity` where it is all."""
    communities = current().communities
    if communities is None:
        raise NoCommunity("a statement about some communities is executed for all")
    return sorted(communities)


def only() -> str:
    """Id of the one community that a statement is about; raise `NoCommunity` for another number."""
    communities = in_sight()
    if len(communities) != 1:
        raise NoCommunity("a statement about one community is executed for several")
    return communities[0]


class Width(Enum):
    """How many communities a statement is about; it is compiled for each in words of its own."""

    ALL = "all"
    ONE = "one"
    SOME = "some"


def width() -> Width:
    """How wide the scope is; outside a unit of work nothing is left out."""
    scope = _current.get()
    if scope is None or scope.communities is None:
        return Width.ALL
    return Width.ONE if len(scope.communities) == 1 else Width.SOME
