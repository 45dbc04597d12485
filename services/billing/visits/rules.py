"""Door visits (上门催缴): who goes where in which order, and what follows (B04)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from contracts.billing.visit_outcomes import NextStep, VisitOutcome
from foundation.natural_sort import natural_key


@dataclass(frozen=True)
class Door:
    """A household to be visited."""

    household_id: str
    building: str
    unit: str
    floor: int
    two_persons: bool

    @property
    def entrance(self) -> str:
        """单元: `2` of `2-1001`; empty where the building has one door."""
        return self.unit.rpartition("-")[0]


@dataclass(frozen=True)
class Steward:
    """A steward (管理员) and the buildings looked after."""

    person_id: str
    name: str
    buildings: frozenset[str]


@dataclass(frozen=True)
class Follow:
    """What follows from an outcome, and from which day on."""

    step: NextStep
    on: date


def route(doors: Iterable[Door]) -> list[Door]:
    """Doors in the order of walking: building, entrance, floor upwards, unit."""
    return sorted(doors, key=walking)


def walking(door: Door) -> tuple[str, str, int, str]:
    """Where a door comes on the way: nobody goes down and up again between two entrances."""
    entrance, unit = natural_key(door.entrance), natural_key(door.unit)
    return natural_key(door.building), entrance, door.floor, unit


def assign(doors: Sequence[Door], stewards: Sequence[Steward]) -> dict[str | None, list[Door]]:
    """Doors per steward of their building; None: for a building without one.

    A building with several stewards goes to whoever has the fewest doors so far, as a whole.
    """
    by_building: dict[str, list[Door]] = {}
    for door in route(doors):
        by_building.setdefault(door.building, []).append(door)
    lists: dict[str | None, list[Door]] = {}
    for building, here in by_building.items():
        candidates = [person.person_id for person in stewards if building in person.buildings]
        chosen = min(candidates, key=lambda key: (len(lists.get(key, ())), key), default=None)
        lists.setdefault(chosen, []).extend(here)
    return lists


def steward_of(building: str, stewards: Sequence[Steward]) -> Steward | None:
    """The steward to whom the figures of a building are counted."""
    candidates = [person for person in stewards if building in person.buildings]
    return min(candidates, key=lambda person: person.person_id, default=None)


def follow(
    outcome: VisitOutcome,
    today: date,
    attempt: int,
    attempts: int,
    waits: Mapping[str, int],
    promised: date | None,
) -> Follow:
    """The next step after a visit.

    `waits` has the days `in_flight` and `visit_again`. Nobody in: again on another day, until
    `attempts` visits were made.
    """
    tomorrow = today + timedelta(days=1)
    match outcome:
        case VisitOutcome.PAID:
            days = timedelta(days=waits["in_flight"])
            return Follow(NextStep.CHECK_BOOKS, today + days)
        case VisitOutcome.PROMISE if promised:
            return Follow(NextStep.AWAIT_PROMISE, promised)
        case VisitOutcome.DISPUTE:
            return Follow(NextStep.LODGE_COMPLAINT, today)
        case VisitOutcome.HARDSHIP:
            return Follow(NextStep.OFFER_INSTALMENTS, tomorrow)
        case VisitOutcome.ABSENT if attempt < attempts:
            days = timedelta(days=waits["visit_again"])
            return Follow(NextStep.VISIT_AGAIN, today + days)
        case _:
            return Follow(NextStep.GO_ON, tomorrow)
