"""What is wrong with the rows of a sheet, as an answer and as a refusal show it."""

from collections.abc import Sequence
from typing import Any, Protocol

MOST_NAMED = 200
"""Rows named in a refusal; a dry run lists all."""


class BadCell(Protocol):
    """What is wrong with one cell: where, and in both languages."""

    @property
    def row(self) -> int:
        """As the sheet counts them."""

    @property
    def field(self) -> str:
        """Which column."""

    def words(self) -> dict[str, str]:
        """`{"zh": …, "en": …}`"""


def refused(errors: Sequence[BadCell], language: str) -> dict[str, Any]:
    """The facts of the refusal that names the first bad rows and counts all."""
    named = {
        f"rows.{error.row}.{error.field}": [error.words()[language_of(language)]]
        for error in errors[:MOST_NAMED]
    }
    return {"errors": named, "count": len({error.row for error in errors})}


def shown(error: BadCell, language: str) -> dict[str, Any]:
    """An error as the contract shows it."""
    words = error.words()
    return {
        "row": error.row,
        "field": error.field,
        "message": words[language_of(language)],
        "messages": words,
    }


def language_of(language: str) -> str:
    """`en` for English callers, else `zh`."""
    return "en" if language.startswith("en") else "zh"
