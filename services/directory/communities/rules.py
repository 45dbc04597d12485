"""Where somebody holds which roles, and serves which buildings (P01)."""

from collections.abc import Iterable, Set
from typing import NamedTuple

from foundation.actor import RESIDENT, Grant
from foundation.scope import FIRST_COMMUNITY


class Served(NamedTuple):
    """A building as somebody serves it: by its name in a community."""

    building: str
    community: str


def grants(
    roles: Iterable[str], assigned: Iterable[Grant], homes: Iterable[str] = ()
) -> set[Grant]:
    """The roles that are held, each where it was assigned; one that was given by a process of the
    release before, which assigns nothing, is held in the first community. That of a resident is
    held where the own homes are: `homes` are the ids of their communities."""
    held = set(roles)
    known = {grant for grant in assigned if grant.role in held}
    if RESIDENT in held and (places := set(homes)):
        known = {grant for grant in known if grant.role != RESIDENT}
        known |= {Grant(RESIDENT, place) for place in places}
    first = held - {grant.role for grant in known}
    return known | {Grant(role, FIRST_COMMUNITY) for role in first}


def names(held: Iterable[Grant]) -> set[str]:
    """The roles, wherever they are held."""
    return {one.role for one in held}


def held_in(held: Iterable[Grant], place: str | None) -> set[Grant]:
    """What a list of somebody's roles in a community is about: what is held there or for the
    company; of the company (None), all."""
    return {one for one in held if place is None or one.community in (None, place)}


def held_after(held: Set[Grant], roles: Iterable[str], place: str | None) -> set[Grant]:
    """What is held once somebody is given a list of roles in a community: there these, or what is
    held for the company, and elsewhere as before. Of the company (None) these alone, each where it
    is held already, or else for the company."""
    wanted = set(roles)
    stays = {
        one for one in held if one.role in wanted or (place is not None and one.community != place)
    }
    return stays | {Grant(role, place) for role in wanted - names(held_in(stays, place))}


def served(names: Iterable[str], noted: Iterable[Served]) -> list[Served]:
    """The buildings that are served, in the order of their names; one that was given by a process
    of the release before, which does not say where, is of the first community."""
    found: list[Served] = []
    known = sorted(noted)
    for name in dict.fromkeys(names):
        where = [one for one in known if one.building == name]
        found += where or [Served(name, FIRST_COMMUNITY)]
    return found
