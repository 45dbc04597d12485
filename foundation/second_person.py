"""Two persons decide (双人审批): whoever asked for it or had a part in it is not the second."""

from foundation.actor import Actor
from foundation.errors import SecondPersonNeeded

REQUESTED = "requested"
"""The state of what waits for a second person, whatever it is."""


def may_decide(actor: Actor, *involved: str | None) -> bool:
    """Whether the caller is none of the persons (by id) who asked for it or had a part in it."""
    return actor.id not in involved


def require_second_person(actor: Actor, *involved: str | None) -> None:
    """Raise `SecondPersonNeeded` to whoever may not decide."""
    if not may_decide(actor, *involved):
        raise SecondPersonNeeded
