"""Where a unit of work is, what it sees there, and who acts in it (P01, D06, B19)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from foundation import scope
from foundation.actor import Actor
from foundation.errors import NotFound
from foundation.storage.audit import TrailedSession
from foundation.storage.placed import NAME, Compiled


@dataclass
class ScopedUnit:
    """The part of a unit of work that knows its scope.

    The scope itself stands beside the unit (`foundation.scope`), for statements to be compiled
    with it; here it is moved, and here operations learn what the caller may where the unit is.
    """

    session: TrailedSession
    caller: Actor
    """Whoever calls, with all roles wherever they are held; see `actor`."""
    compiled: Compiled = field(default_factory=Compiled, kw_only=True)
    _actors: dict[str | None, Actor] = field(init=False, default_factory=dict)

    @property
    def actor(self) -> Actor:
        """Whoever calls, with the roles that are held where the unit is (P01): a director of one
        community is none in another. While it is in none of several, with those held in each."""
        return self._actor_in(scope.current())

    def actor_at(self, row: Any) -> Actor:
        """Whoever calls, with the roles that are held where a row is: in lists, which may be of
        several communities."""
        return self._actor_in(scope.Scope.within(getattr(row, NAME)))

    def _actor_in(self, place: scope.Scope) -> Actor:
        if place.community not in self._actors:
            self._actors[place.community] = self.caller.within(place)
        return self._actors[place.community]

    def as_staff(self, row: Any = None) -> bool:
        """Whether the caller acts for the company where the unit is, or where a row is; else as a
        resident, to whom it is shown and who does it in the form for residents."""
        sight = scope.sight()
        if sight is None:
            return self.caller.is_staff
        return (self.community if row is None else getattr(row, NAME)) in sight.whole

    def held_in(self, *roles: str) -> frozenset[str] | None:
        """Ids of those communities of a list in which the caller holds one of the roles; None: of
        all of them."""
        held, seen = self.caller.communities(*roles), scope.current().communities
        if held is None or seen is None:
            return held
        return None if seen <= held else held & seen

    def held(self, name: str, *roles: str) -> dict[str, Any]:
        """The values of a condition `where_held(model, name)` on where the roles are held."""
        there = self.held_in(*roles)
        return {f"{name}_everywhere": there is None, name: there or ()}

    def staffed_in(self) -> frozenset[str] | None:
        """Ids of those communities of a list in which the caller acts for the company; None: all
        of them. See `as_staff`."""
        sight = scope.sight()
        if sight is None:
            return None if self.caller.is_staff else frozenset()
        return sight.whole

    @property
    def community(self) -> str | None:
        """Id of the community that the unit is in, in which its new rows are."""
        return scope.current().community

    def enter(self, community: str) -> None:
        """Go on in one community: new rows are made there, and of several that were in scope it
        alone stays. Raise `NotFound` for one that is out of scope.

        A unit that loads a row is in the row's community from then on; what the system does for
        all goes from one to the next.
        """
        present = scope.current()
        if not present.sees(community):
            raise NotFound
        if present.community != community:
            self._move(present.at(community))

    @contextmanager
    def within(self, community: str | None) -> Iterator[None]:
        """Be about one community until the block ends: what the system does for all goes through
        them, and finds and makes in each what is of it alone. With None, be about all: what is
        told of a person is told whole."""
        before = scope.current()
        self.session.flush()
        self._move(scope.Scope.within(community))
        try:
            yield
            self.session.flush()
        finally:
            self._move(before)

    def _move(self, to: scope.Scope) -> None:
        """Have statements be about another scope from now on; they are compiled for its shape."""
        shape = scope.shape()
        scope.enter(to)
        if scope.shape() != shape and self.session.is_active:  # not on the way out of a failure
            self.session.connection().execution_options(**self.compiled.options())

    @contextmanager
    def beyond_sight(self) -> Iterator[None]:
        """See within the block what is of any household, as the system does: what a resident sets
        going meets rows that are not shown to them, and a paper that is names others.

        Rare, and never for what is chosen by the caller.
        """
        present = scope.current()
        self._move(replace(present, sight=None))
        try:
            yield
        finally:
            self._move(replace(scope.current(), sight=present.sight))
