"""Scope: which communities (项目/小区) a unit of work sees, in which one it writes (P01), and what
of households in them: all, or what is a resident's own (D06, B19).

Nothing filters by hand. The scope stands beside the unit of work; statements on tables whose rows
have a place, or are of a household, read it when they are executed (`foundation.storage.placed`,
`foundation.storage.resident_visibility`).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, NamedTuple

from foundation.errors import CommunityClosed, NotYourHousehold, Said
from foundation.membership import Standing

FIRST_COMMUNITY = "00000000-0000-7000-8000-000000000001"
"""The community of an installation that has but one, and of all rows, events and logins of a
release that knew none."""

COMPANY = "00000000-0000-7000-8000-000000000000"
"""The company itself: there is one in an installation."""


class NoCommunity(Exception):
    """A row with a place was to be written by a unit that is in no community, or read by none."""


@dataclass(frozen=True)
class Sight:
    """Who sees of households what is their own, and where all of it."""

    person_id: str
    standings: tuple[Standing, ...]
    """What the person is to which households."""
    whole: frozenset[str] = frozenset()
    """Ids of the communities in which the person works, and sees what is of any household."""

    def is_home(self, household_id: str) -> bool:
        """Whether a household is one of the own."""
        return any(one.household_id == household_id for one in self.standings)


@dataclass(frozen=True)
class Scope:
    """What a unit of work may see and where it is."""

    communities: frozenset[str] | None
    """Ids of the communities whose rows are seen; None: of all."""
    community: str | None = None
    """Id of the one in which rows are made; None: the unit has not entered one yet."""
    sight: Sight | None = None
    """What is seen of the rows of households; None: all that is in scope."""

    @classmethod
    def over(cls, communities: Iterable[str], sight: Sight | None = None) -> "Scope":
        """Some communities; where it is one, the unit is in it from the beginning."""
        seen = frozenset(communities)
        return cls(seen, next(iter(seen)) if len(seen) == 1 else None, sight)

    @classmethod
    def within(cls, community: str | None) -> "Scope":
        """One community; None: what the system does for all of them."""
        return ALL if community is None else cls(frozenset({community}), community)

    def sees(self, community: str | None) -> bool:
        """Whether rows of a community are seen; those of the whole company (None) always are."""
        return self.communities is None or community is None or community in self.communities

    @property
    def of_company(self) -> bool:
        """Whether it is about all communities there are, and what is of none (P01)."""
        return self.communities is None

    def concerns(self, community: str | None) -> bool:
        """Whether what somebody holds or serves in a community counts for the unit: in the one that
        it is in, if it is in one, else in any that it sees. What is held for the whole company
        (None) always does."""
        if self.community is None:
            return self.sees(community)
        return community in (None, self.community)

    def at(self, community: str) -> "Scope":
        """The same in one of its communities, the only one that stays of several. What the system
        does for all still sees all."""
        if self.communities is None:
            return replace(self, community=community)
        sight = self.sight
        if sight is not None:
            works_here = community in sight.whole
            sight = None if works_here else replace(sight, whole=frozenset())
        return Scope(frozenset({community}), community, sight)

    def admits(self, household_id: str) -> bool:
        """Whether a caller may name a household: a resident one of the own. Who works somewhere as
        well may name any, and does not find what is out of sight."""
        sight = self.sight
        return sight is None or bool(sight.whole) or sight.is_home(household_id)

    def require_admitted(self, said: Any) -> None:
        """Raise `NotYourHousehold` where a request or an answer names a household that the caller
        may not; in all of them it is called `household_id`."""
        named = said.get("household_id") if isinstance(said, Mapping) else None
        if isinstance(named, str) and not self.admits(named):
            raise NotYourHousehold


ALL = Scope(None)
"""All communities: the system's own work, and roles that are held for the company."""

Closed = Mapping[str, Said]
"""What the closed communities are called, by their ids."""
NONE_CLOSED: Closed = {}

_current: ContextVar[Scope | None] = ContextVar("scope", default=None)
_closed: ContextVar[Closed] = ContextVar("closed", default=NONE_CLOSED)


@contextmanager
def beginning(closed: Closed, community: str | None) -> Iterator[None]:
    """Let something new begin within the block, which starts in a community, if in any: raise
    `CommunityClosed` there, and as soon as a unit of work enters one that is closed (P01)."""
    token = _closed.set(closed)
    try:
        require_open(community)
        yield
    finally:
        _closed.reset(token)


def require_open(community: str | None) -> None:
    """Raise `CommunityClosed` where something new begins and a community is closed: for what names
    one without being in it yet. Units of work are held to it wherever they go."""
    if community is not None and (name := _closed.get().get(community)) is not None:
        raise CommunityClosed(name=name)


@contextmanager
def entered(scope: Scope) -> Iterator[None]:
    """Let statements be about a scope until the block ends."""
    require_open(scope.community)
    token = _current.set(scope)
    try:
        yield
    finally:
        _current.reset(token)


def enter(scope: Scope) -> None:
    """Let the unit that is under way go on in another scope."""
    require_open(scope.community)
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


def own(name: str) -> str:
    """The name of what each community has one of, in the community that the unit is in.

    The first's bears the name alone: so it was called before there were others.
    """
    community = current().community
    return name if community in (None, FIRST_COMMUNITY) else f"{name}:{community}"


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


def sight() -> Sight | None:
    """What is seen of households; None: all that is in scope."""
    scope = _current.get()
    return None if scope is None else scope.sight


def places() -> int:
    """For how many standings a statement is compiled: the next power of two, so that there are few
    kinds of statements however many homes somebody has."""
    seen = sight()
    count = 0 if seen is None else len(seen.standings)
    return 1 << (count - 1).bit_length() if count else 0


def standing_in(place: int) -> Standing | None:
    """The standing that a statement has in a place; None in the places that are left over."""
    seen = sight()
    standings = () if seen is None else seen.standings
    return standings[place] if place < len(standings) else None


class Shape(NamedTuple):
    """What a statement is compiled for; it is bound to the scope when it is executed."""

    width: Width
    places: int | None
    """None: of households all is seen."""
    somewhere_whole: bool
    """Whether there are communities in which it is, beside what is one's own."""


def shape() -> Shape:
    """The shape of the scope."""
    seen = sight()
    if seen is None:
        return Shape(width(), None, False)
    return Shape(width(), places(), bool(seen.whole))


UNLIMITED = Shape(Width.ALL, None, False)
"""Nothing is left out."""
