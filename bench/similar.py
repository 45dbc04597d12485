"""How well similar cases are found: precision and recall on labelled messages (X16).

    python -m bench.similar

`tests/data/similar_messages.csv` is made up: messages about some hundred issues of nine buildings,
in different words, as well as the same words about other places. Weights and threshold were chosen
by the issues of even place in the file; the others show what they are worth.
"""

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from time import perf_counter

from bench.tables import say, table
from services.complaints.similar.rules import Message, alike, message, score

DATA = Path("tests/data/similar_messages.csv")


@dataclass(frozen=True)
class Labelled:
    """A message, and what it is about."""

    issue: str
    message: Message
    text: str
    chosen: bool
    """Whether it is one of those by which the weights were chosen."""


@dataclass(frozen=True)
class Figures:
    """How many pairs there are, and how well they were found."""

    messages: int
    pairs: int
    precision: float
    """Of the pairs that are suggested, how many are about the same."""
    recall: float
    """Of the pairs that are about the same, how many are suggested."""
    reached: float
    """Of the messages that have a like, how many are shown at least one of them."""


def messages() -> list[Labelled]:
    """The labelled messages."""
    with DATA.open(newline="") as file:
        rows = list(csv.DictReader(file))
    order = {
        issue: place for place, issue in enumerate(dict.fromkeys(row["issue"] for row in rows))
    }
    return [
        Labelled(
            row["issue"],
            message(row["text"], row["place"] or None, row["building"], row["category"]),
            row["text"],
            order[row["issue"]] % 2 == 0,
        )
        for row in rows
    ]


def measured(known: Collection[Labelled]) -> Figures:
    """How well the pairs among messages are found."""
    right = suggested = true = 0
    have: set[int] = set()
    shown: dict[int, bool] = defaultdict(bool)
    for (at, one), (to, other) in combinations(enumerate(known), 2):
        same = one.issue == other.issue
        found = alike(score(one.message, other.message))
        true, suggested, right = true + same, suggested + found, right + (same and found)
        if same:
            have |= {at, to}
            for which in (at, to):
                shown[which] |= found
    return Figures(
        len(known), true, right / suggested, right / true, sum(shown.values()) / len(have)
    )


def parts(known: Iterable[Labelled]) -> dict[str, list[Labelled]]:
    """The two halves, all messages, and all as they are to who knows no word of the trade."""
    known = list(known)
    return {
        "chosen by": [one for one in known if one.chosen],
        "held back": [one for one in known if not one.chosen],
        "all": known,
        "all, by letters alone": [
            replace(one, message=replace(one.message, meanings=frozenset())) for one in known
        ],
    }


def main() -> None:
    """Measure and say."""
    known = messages()
    rows = []
    for name, some in parts(known).items():
        found = measured(some)
        rows.append(
            [name, found.messages, found.pairs]
            + [f"{figure:.2f}" for figure in (found.precision, found.recall, found.reached)]
        )
    begun = perf_counter()
    measured(known)
    each = (perf_counter() - begun) / (len(known) * (len(known) - 1) / 2) * 1e6
    headings = ["messages", "number", "pairs about the same", "precision", "recall", "shown one"]
    say(table(headings, rows), f"A comparison takes {each:.1f} µs: most end at the place.")


if __name__ == "__main__":
    main()
