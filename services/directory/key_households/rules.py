"""When a key household is called next, and which kind a reason means (D04)."""

from dataclasses import dataclass
from datetime import date, timedelta

from contracts.directory.key_households import CallOutcome, KeyKind

WORDS = {
    KeyKind.ELDERLY_ALONE: ("独居", "老人", "高龄"),
    KeyKind.DISABLED: ("残", "行动不便"),
    KeyKind.LARGE_ACCOUNT: ("大户", "大额"),
}
"""By which words a kind is known in what was written before there were kinds."""


@dataclass(frozen=True)
class Next:
    """What follows from a call."""

    due_on: date
    """By when somebody is to be reached."""
    next_call_on: date
    """When it is tried next."""


def following(
    outcome: CallOutcome, today: date, due_on: date, every: int, retry: int, chosen: date | None
) -> Next:
    """What follows from the outcome of a call today, or what was chosen.

    Who was not reached is tried again after `retry` days, and is due as before; whoever was, or
    does not want to talk, is due again after `every` days.
    """
    if outcome == CallOutcome.NOT_REACHED:
        return Next(due_on, chosen or today + timedelta(days=retry))
    at = chosen or today + timedelta(days=every)
    return Next(at, at)


def kind_of(reason: str) -> KeyKind:
    """The kind that a reason in words means."""
    known = (kind for kind, words in WORDS.items() if any(word in reason for word in words))
    return next(known, KeyKind.OTHER)
