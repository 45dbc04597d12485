"""Where somebody holds which roles, and serves which buildings (P01)."""

from collections.abc import Iterable
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


def served(names: Iterable[str], noted: Iterable[Served]) -> list[Served]:
    """The buildings that are served, in the order of their names; one that was given by a process
    of the release before, which does not say where, is of the first community."""
    found: list[Served] = []
    known = sorted(noted)
    for name in dict.fromkeys(names):
        where = [one for one in known if one.building == name]
        found += where or [Served(name, FIRST_COMMUNITY)]
    return found
