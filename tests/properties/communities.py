"""Sequences dealt over two communities of one installation, which know nothing of each other (P01).

What a machine does it does in one community. Two of it stand side by side, with the same buildings
and flats and other ids; each step that is drawn is dealt to one of them, and time passes for both.
What must hold holds in each; and in the end one of them is lived through once more, on an
installation that has no other: all that is read there is the same.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import product
from sys import exception
from typing import Any, ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from contracts.roles import Role
from foundation.actor import Actor, Grant
from foundation.bound_method import BoundMethod
from foundation.clock import FixedClock
from foundation.errors import InvalidInput, ServiceError
from foundation.scope import ALL, Scope
from foundation.service import Service
from foundation.storage.store import Store
from tests.operations import conftest as support
from tests.properties.conftest import SEQUENCES, Template, template_of
from tests.support.community import HERE, THERE, known_in
from tests.support.extent import NIGHTLY
from tests.support.twin import AN_ID

WAIT = "wait_for"
TURNS = 2 if NIGHTLY else 12
"""Of so many sequences one is compared by the first community, and one by the second."""
Step = tuple[str | None, str, dict[str, Any]]
"""In which community (None: for the whole company), what, with which values."""


@dataclass(frozen=True)
class Place:
    """A community as those know it who work and live there."""

    scope: Scope
    mark: str = ""
    """What the ids of households and people end in."""

    @property
    def community(self) -> str | None:
        """Its id."""
        return self.scope.community

    def id(self, known: str) -> str:
        """The id of who or what is called so here."""
        return known.removesuffix(self.mark) + self.mark

    def actor(self, role: str, *, id: str | None = None, name: str = "", **more: Any) -> Actor:
        """Somebody of a role, which is held here alone."""
        homes = frozenset(map(self.id, more.pop("household_ids", ())))
        return Actor(
            self.id(id or f"p-{role}"), name or role, frozenset({role}), household_ids=homes,
            request_id="test", grants=frozenset({Grant(role, self.community)}), **more,
        )  # fmt: skip

    def household(self, store: Store, household_id: str, **values: Any) -> None:
        """Fill the replica with a household."""
        support.put_household(store, self.id(household_id), where=self.scope, **values)

    def person(
        self, store: Store, id: str, role: str, buildings: Sequence[str] = (), **more: Any
    ) -> None:
        """Fill the replica with somebody who works here."""
        known = known_in(self.community, roles=[role], buildings=buildings)
        support.put_person(store, self.id(id), **known, **more)


PLACES = (Place(HERE), Place(THERE, "-twin"))
COMPANY = Place(ALL)
"""Where that is entered which is the same for all."""

Prepare = Callable[[Store, FixedClock, tuple[Place, ...]], None]
"""Fills an installation with these communities."""


@dataclass
class World:
    """An installation, and what was done on it."""

    template: Template
    store: Store
    clock: FixedClock
    service: type[Service]
    sides: list["Community"] = field(default_factory=list)
    done: list[Step] = field(default_factory=list)

    def wait(self, by: timedelta, place: Place) -> None:
        """Let time pass, because of a step in a community; all live through it."""
        self.done.append((place.community, WAIT, {"by": by}))
        since = self.clock.now()
        self.clock.advance(by)
        for side in self.sides:
            side.live(since)
        support.process_due(self.store, self.service)

    def act(self, side: "Community", name: str, drawn: dict[str, Any]) -> None:
        """Take a step."""
        whose = None if name in side.of_company else side.place.community
        self.done.append((whose, name, drawn))
        getattr(side, name)(**drawn)


class Community(RuleBasedStateMachine):
    """What is done in one community; its rules and invariants are dealt over two."""

    service: ClassVar[type[Service]]
    templates: ClassVar[dict[tuple[Place, ...], Template]]
    of_company: ClassVar[frozenset[str]] = frozenset()
    """Rules by which something is entered for all communities."""
    homes: ClassVar[tuple[str, ...]] = ("h1",)
    """The households, as they are called in each community."""

    def __init__(self, place: Place, world: World) -> None:
        super().__init__()
        self.place, self.world = place, world
        self.store, self.clock = world.store, world.clock

    def wait_for(self, by: timedelta) -> None:
        """Let time pass."""
        self.world.wait(by, self.place)

    def receives(self, handler: str, **data: Any) -> None:
        """An event of another service arrives."""
        support.deliver(self.store, self.service, handler, where=self.place.scope, **data)

    def live(self, since: datetime) -> None:
        """Put down what time has brought about."""

    def finish(self) -> None:
        """What is checked once per sequence."""

    def came_to(self) -> set[str]:
        """What the sequence came to."""
        return set()

    @contextmanager
    def alone(self, without: Sequence[str] = ()) -> Iterator["Community"]:
        """The same community with the same steps, at the same times, but for some, on an
        installation that has no other."""
        with beginning(type(self), (self.place,)) as world:
            (other,) = world.sides
            for whose, name, drawn in self.world.done:
                if name == WAIT:
                    if whose != self.place.community:
                        other.wait_for(**drawn)
                elif whose in (None, self.place.community) and name not in without:
                    getattr(other, name)(**drawn)
            yield other

    def all_read(self) -> dict[str, Any]:
        """What is answered to those who read here, of all and of each household."""
        homes = [{"household_id": self.place.id(one)} for one in self.homes]
        return {
            f"{entry.method.key} {data}": without_ids(answered(self.store, entry, data, reader))
            for entry in reads(self.service)
            for data in ({}, *(homes if "household_id" in entry.method.request().fields else ()))
            for reader in [self.place.actor(min(entry.method.roles - {Role.RESIDENT}))]
        }


def reads(service: type[Service]) -> Iterator[BoundMethod]:
    """The methods of a service that only read."""
    for one in vars(service).values():
        entry = getattr(one, "entry", None)
        if isinstance(entry, BoundMethod) and not entry.writes and entry.method.name not in TOLD:
            yield entry


def answered(store: Store, entry: BoundMethod, data: Any, reader: Actor) -> Any:
    """What a method answers, or the code of its refusal; None where more must be named."""
    try:
        return entry.perform(store, reader, data)
    except InvalidInput:
        return None
    except ServiceError as refusal:
        return refusal.code


UNLIKE = {"id", "hash", "community_id"}
TOLD = {"list_policies"}
"""Its values are the company's, and a community's own only where there are several."""


def without_ids(said: Any) -> Any:
    """An answer without ids, which are drawn at random or counted for all, the order of what is of
    one moment, which is theirs, the hashes of the audit trail, which are over them, and the id of
    the community, which some say only where there are several."""
    if isinstance(said, dict):
        return {name: without_ids(one) for name, one in said.items() if name not in UNLIKE}
    if isinstance(said, list):
        return sorted(map(without_ids, said), key=repr)
    return AN_ID.sub("id", said) if isinstance(said, str) else said


@contextmanager
def beginning(machine: type[Community], places: tuple[Place, ...]) -> Iterator[World]:
    """An installation as it was prepared, with these communities."""
    template = machine.templates[places]
    with template.opened() as (store, clock):
        world = World(template, store, clock, machine.service)
        world.sides = [machine(place, world) for place in places]
        yield world


class Dealt(RuleBasedStateMachine):
    """Two of a machine, over which the steps are dealt."""

    machine: ClassVar[type[Community]]
    reached: ClassVar[Counter[str]]
    """By what they came to, sequences."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = beginning(self.machine, PLACES)
        self.world = self.opened.__enter__()
        self.sides = self.world.sides
        self.turn: int | None = None
        """Which is compared in the end; none beyond the second, for want of time."""

    def able(self, one: Any) -> list[Community]:
        """Where a step can be taken."""
        return [side for side in self.sides if all(met(side) for met in one.preconditions)]

    @invariant()
    def both_agree(self) -> None:
        for side, one in product(self.sides, self.machine.setup_state().invariants):
            if all(met(side) for met in one.preconditions):
                one.function(side)

    def teardown(self) -> None:
        """Compare one with itself alone, if its turn has come; see to what is checked in the
        end."""
        try:
            if exception() is None and self.turn is not None:  # else nothing was begun
                for side in self.sides[self.turn : self.turn + 1]:
                    require_as_alone(side)
                for side in self.sides:
                    side.finish()
                self.reached.update(set().union(*(side.came_to() for side in self.sides)))
        finally:
            self.opened.__exit__(None, None, None)


def require_as_alone(side: Community) -> None:
    """Fail unless all that is read in a community is what would be read if there were no other."""
    with side.alone() as other:
        alone = other.all_read()
    for data, answer in side.all_read().items():
        assert answer == alone[data], data


def begun(all_: Sequence[Any]) -> Any:
    """The steps with which each of both begins."""

    def begin(dealt: Dealt, turn: int, first: Any, second: Any) -> None:
        for side, drawn in zip(dealt.sides, (first, second), strict=True):
            for name, values in drawn.items():
                dealt.world.act(side, name, values)
        dealt.turn = turn

    each = {one.function.__name__: st.fixed_dictionaries(one.arguments) for one in all_}
    values = st.fixed_dictionaries(each)
    return initialize(turn=st.integers(0, TURNS - 1), first=values, second=values)(begin)


def step(one: Any) -> Any:
    """A step that one of both takes: the one that it is dealt to, or else who can."""

    def take(dealt: Dealt, second: bool, **drawn: Any) -> None:
        side, able = dealt.sides[second], dealt.able(one)
        dealt.world.act(side if side in able else able[0], one.function.__name__, drawn)

    take.__name__ = one.function.__name__
    return precondition(lambda dealt: bool(dealt.able(one)))(
        rule(second=st.booleans(), **one.arguments)(take)
    )


@contextmanager
def prepared(machine: type[Community], prepare: Prepare) -> Iterator[None]:
    """Installations on which a machine's sequences begin: with both communities, and each alone."""
    with ExitStack() as templates:
        machine.templates = {
            places: templates.enter_context(
                template_of(machine.service.name, partial(prepare, places=places))
            )
            for places in (PLACES, *((one,) for one in PLACES))
        }
        yield


def run_dealt(
    machine: type[Community], prepare: Prepare, how: settings = SEQUENCES
) -> Counter[str]:
    """Run a machine's sequences over two communities; tell how many came to what."""
    state = machine.setup_state()
    steps = {one.function.__name__: step(one) for one in state.rules}
    own = {"machine": machine, "reached": Counter(), "begin": begun(state.initializers)}
    dealt = type(f"Dealt{machine.__name__}", (Dealt,), steps | own)
    with prepared(machine, prepare):
        run_state_machine_as_test(dealt, settings=how)
    return dealt.reached
