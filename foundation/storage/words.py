"""Words of papers for full text: PostgreSQL's `tsvector` with a GIN index, SQLite's FTS5 (P07).

Chinese is written without spaces. A text is kept by the pairs of characters that follow each other
in it (电梯 梯坏 坏了), and letters and digits by whole words: whatever somebody remembers of it is
found, also names and places that stand in no dictionary, and no process holds a dictionary
(docs/adr/035-words-by-pairs.md). Databases get tokens, and split nothing themselves.

A mapped class says which of its columns are `__words__`, and which names the `__paper__`; what a
unit writes of them is indexed in the same transaction.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Any, Final

from sqlalchemy import Dialect, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import TSVECTOR

MOST_TOKENS: Final = 12
"""Of what is looked for; more narrow nothing down."""
LONGEST_WORD: Final = 40
MOST_PLACES: Final = 20
"""Communities that are looked in by the index; beyond them it finds those of all, and the scope
leaves out what is not seen."""
WINDOW: Final = 4_000
"""So many of the newest are looked through first: what many have is found there, and what is not
there few have."""
_RUNS = re.compile(r"[a-z0-9]+|[\u3400-\u9fff\uf900-\ufaff]+")
_PLACE = "ǂ"
"""A letter with which the token of a community begins; nobody types it."""


def runs(text: str) -> Iterator[str]:
    """What stands together: letters and digits, or Chinese characters."""
    yield from _RUNS.findall(unicodedata.normalize("NFKC", text).lower())


def is_latin(run: str) -> bool:
    """Whether it is a word of letters and digits."""
    return run.isascii()


def tokens(text: str, community: str) -> str:
    """What a text is kept by, each once, with its community's token."""
    found: dict[str, None] = {place_token(community): None}
    for run in runs(text):
        if is_latin(run):
            found[run[:LONGEST_WORD]] = None
            continue
        pairs = (run[at : at + 2] for at in range(len(run)))  # the last is a single one
        found.update(dict.fromkeys(pairs))
    return " ".join(found)


def place_token(community: str) -> str:
    """The token of what is of a community."""
    return _PLACE + community.replace("-", "")


def wanted(text: str) -> list[tuple[str, bool]]:
    """The tokens that must be there, and whether each is only the begin of one."""
    found: dict[tuple[str, bool], None] = {}
    for run in runs(text):
        if is_latin(run):
            found[run[:LONGEST_WORD], True] = None
        elif len(run) == 1:
            found[run, True] = None
        else:
            for at in range(len(run) - 1):
                found[run[at : at + 2], False] = None
    return list(found)[:MOST_TOKENS]


def asked_of_postgresql(text: str, places: Collection[str]) -> str:
    """What is looked for, as a `tsquery`."""
    parts = [f"'{token}'{':*' if begins else ''}" for token, begins in wanted(text)]
    if places:
        parts.append("(" + " | ".join(f"'{place_token(one)}'" for one in sorted(places)) + ")")
    return " & ".join(parts)


def asked_of_sqlite(text: str, places: Collection[str]) -> str:
    """What is looked for, as FTS5 takes it."""
    parts = [f'"{token}"{"*" if begins else ""}' for token, begins in wanted(text)]
    if places:
        parts.append("(" + " OR ".join(f'"{place_token(one)}"' for one in sorted(places)) + ")")
    return " AND ".join(parts)


class Tokens(TypeDecorator[str]):
    """Tokens of a text, separated by spaces."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """PostgreSQL keeps them as it looks for them; SQLite beside its index."""
        kind: Any = TSVECTOR() if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(kind)
