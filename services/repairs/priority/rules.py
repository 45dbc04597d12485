"""Which priority a request starts with, and how the desk may change it (R02)."""

import re
from dataclasses import dataclass

from contracts.repairs.priority import Priority
from contracts.repairs.requests import RepairCategory
from services.repairs.policy import RepairPolicy

ORDER = (Priority.GENERAL, Priority.SERIOUS, Priority.EMERGENCY)
"""From the least to the most urgent."""


@dataclass(frozen=True)
class Decision:
    """A priority and why it is above the one asked for."""

    priority: Priority
    raised_from: Priority | None = None
    because: str | None = None
    """The category, or the word of danger, that asks for more."""


def at_request(
    policy: RepairPolicy, category: RepairCategory, description: str, wanted: Priority | None
) -> Decision:
    """What is asked for, but never below what the category and the words of danger demand."""
    floor, because = demanded(policy, category, description)
    if wanted is None:
        return Decision(floor or Priority.GENERAL, because=because)
    if floor is not None and lower(wanted, floor):
        return Decision(floor, raised_from=wanted, because=because)
    return Decision(wanted)


def demanded(
    policy: RepairPolicy, category: RepairCategory, description: str
) -> tuple[Priority | None, str | None]:
    """The floor of a request and its ground; (None, None) where there is none."""
    if word := word_of_danger(policy.emergency_words, description):
        return Priority.EMERGENCY, word
    if floor := policy.priority_floors.get(category):
        return Priority(floor), category.value
    return None, None


def word_of_danger(words: tuple[str, ...], text: str) -> str | None:
    """The first word of danger in a text. Latin words count as whole words only."""
    plain = text.casefold()
    for word in words:
        pattern = rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
        if re.search(pattern, plain):
            return word
    return None


def lower(one: Priority, than: Priority) -> bool:
    """Whether a priority is less urgent than another."""
    return ORDER.index(one) < ORDER.index(than)
