"""Where somebody holds which roles (P01)."""

from collections.abc import Iterable

from foundation.actor import Grant
from foundation.scope import FIRST_COMMUNITY


def grants(roles: Iterable[str], assigned: Iterable[Grant]) -> set[Grant]:
    """The roles that are held, each where it was assigned; one that was given by a process of the
    release before, which assigns nothing, is held in the first community."""
    held = set(roles)
    known = {grant for grant in assigned if grant.role in held}
    first = held - {grant.role for grant in known}
    return known | {Grant(role, FIRST_COMMUNITY) for role in first}
