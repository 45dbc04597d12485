"""The state of a unit over time (房屋状态): its type, area and vacancy by the day (B01, B16)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

ALWAYS = date(2000, 1, 1)
"""Since when a unit is what it first was."""


@dataclass(frozen=True)
class Occupancy:
    """The state of a unit from a day on, until the next one."""

    since: date
    unit_type: str
    area_m2: Decimal
    vacant: bool


STATE = ("unit_type", "area_m2", "vacant")
"""What a state says of a unit."""


def history(versions: Iterable[Occupancy]) -> tuple[Occupancy, ...]:
    """The states of a unit, each other than the one before, from its versions in the order of
    arrival.

    The first one has always been. What is new of each later one holds from its day on, whatever
    was said before of that day and those after it; what is not new stays as it was on each day.
    """
    states: list[Occupancy] = []
    known: Occupancy | None = None
    for state in versions:
        if known is None:
            states = [replace(state, since=ALWAYS)]
        else:
            new = {
                name: getattr(state, name)
                for name in STATE
                if getattr(state, name) != getattr(known, name)
            }
            states = changed_from(states, state.since, new)
        known = state
    return tuple(states)


def changed_from(states: list[Occupancy], day: date, new: Mapping[str, Any]) -> list[Occupancy]:
    """The states with what is new from a day on; those that come to be as the one before are left
    out."""
    if not new:
        return states
    before = [state for state in states if state.since < day]
    begin = [state for state in states if state.since <= day][-1:] or states[:1]
    rest = [replace(begin[0], since=day)] + [state for state in states if state.since > day]
    found: list[Occupancy] = []
    for state in before + [replace(state, **new) for state in rest]:
        if not found or replace(state, since=found[-1].since) != found[-1]:
            found.append(state)
    return found
