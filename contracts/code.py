"""Codes and their words: what people call a code stands on the member, and nowhere else."""

from enum import StrEnum
from typing import NamedTuple, Self


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


QUIET, WAITING, ACTIVE, GOOD, BAD = Tone


class Word(NamedTuple):
    """What people call a code."""

    zh: str
    en: str
    tone: Tone = Tone.QUIET


class Code(StrEnum):
    """A set of codes, each with its word: `PAID = "paid", "已缴清", "Paid", GOOD`."""

    word: Word

    def __new__(cls, code: str, zh: str = "", en: str = "", tone: Tone = QUIET) -> Self:
        """A member; words have defaults only because `Kind(text)` reads like a call of this."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.word = Word(zh, en, tone)
        return member

    @property
    def stands_out(self) -> bool:
        """Whether it is of note: all but what is quiet."""
        return self.word.tone is not QUIET
