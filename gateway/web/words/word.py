"""A code's word and the colour of its state."""

from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """One colour for each kind of state; the style sheet has a class of the same name."""

    QUIET = "quiet"
    """Over, or of no consequence: grey."""
    WAITING = "waiting"
    """Waits for somebody: amber."""
    ACTIVE = "active"
    """Somebody is at it: blue."""
    GOOD = "good"
    """Done, paid, kept: green."""
    BAD = "bad"
    """Late, refused, in danger: red."""


class Word(NamedTuple):
    """What people call a code."""

    zh: str
    en: str
    tone: Tone = Tone.QUIET


QUIET, WAITING, ACTIVE, GOOD, BAD = Tone
