"""How much alike two messages are (X16): by place, category and words; no database, no model.

`docs/benchmarks.md` says how good it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from rapidfuzz.distance import Indel

from services.complaints.similar.places import Place, agree, place_of
from services.complaints.similar.vocabulary import MEANINGS, PLEASANTRIES, THING

WITHIN: Final = timedelta(days=30)
"""Apart by more than this, two cases are not the same event."""
ENOUGH: Final = 46
"""From how many of 100 two messages are suggested as being about the same."""
OF_PLACE, OF_CATEGORY, OF_MEANING, OF_LETTERS = 15, 10, 50, 25
"""What each likeness is worth, of 100."""
WEIGHT: Final[Mapping[bool, int]] = {True: 3, False: 1}
"""Of a thing that both name, and of what is wrong with it."""
SAID: Final = re.compile(
    "|".join(sorted(map(re.escape, MEANINGS), key=lambda word: (-len(word), word)))
)
NOISE: Final = re.compile(rf"[\W_]+|{'|'.join(PLEASANTRIES)}")
PAIR: Final = 2
"""Letters of an n-gram: most words of Chinese have two."""


@dataclass(frozen=True)
class Message:
    """What is compared of a case."""

    place: Place
    category: str | None
    meanings: frozenset[str]
    pairs: tuple[str, ...]
    """Its pairs of letters, sorted."""


def message(
    text: str,
    place: str | None = None,
    building: str | None = None,
    category: str | None = None,
) -> Message:
    """Read a message once, to compare it with many."""
    plain = NOISE.sub("", text)
    pairs = sorted(plain[at : at + PAIR] for at in range(len(plain) - PAIR + 1))
    meanings = frozenset(MEANINGS[word] for word in SAID.findall(f"{plain} {place or ''}"))
    return Message(place_of(text, place, building), category, meanings, tuple(pairs))


def score(one: Message, other: Message) -> int:
    """How much alike two messages are, of 100; 0 where they are about different places."""
    same_place = agree(one.place, other.place)
    if same_place is False:
        return 0
    letters = Indel.normalized_similarity(one.pairs, other.pairs) if one.pairs else 0.0
    known = one.meanings | other.meanings
    meaning = shared(one.meanings, other.meanings) if known else letters
    return round(
        OF_PLACE * (same_place is True)
        + OF_CATEGORY * (one.category is not None and one.category == other.category)
        + OF_MEANING * meaning
        + OF_LETTERS * letters
    )


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of what two say they both say, from 0 to 1: a thing weighs more than its state."""
    return 2 * weigh(one & other) / (weigh(one) + weigh(other))


def weigh(meanings: frozenset[str]) -> int:
    """The weight of meanings together."""
    return sum(WEIGHT[meaning.startswith(THING)] for meaning in meanings)


def alike(points: int) -> bool:
    """Whether a score is suggested."""
    return points >= ENOUGH
