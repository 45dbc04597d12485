"""What a unit of work writes of texts in which people look for words (P07).

A mapped class that has some says which: `__words__` names its columns, `__paper__` the one with
the id of the paper that they are of.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, delete, inspect
from sqlalchemy.orm import Session

from foundation.storage.tables import words
from foundation.storage.words import tokens

GONE: Final = delete(words).where(words.c.row_id.in_(bindparam("ids", expanding=True)))
INSERTED: Final = words.insert()


def row_id(row: Any) -> str:
    """What tells a row with words from others: its key."""
    key = inspect(row).mapper.primary_key_from_instance(row)
    return ":".join(str(value) for value in key)


def has_words(row: Any) -> bool:
    """Whether anybody looks for words in it."""
    return bool(getattr(row, "__words__", ()))


class ChangedWords:
    """Collects the rows of one session whose words are others than before."""

    def __init__(self) -> None:
        self.rows: dict[str, Any] = {}
        self.gone: list[str] = []

    def collect_old(self, session: Session) -> None:
        """Note what is going to be changed or deleted."""
        for row in session.dirty:
            if has_words(row) and is_changed(row):
                self.rows[row_id(row)] = row
        for row in session.deleted:
            if has_words(row):
                self.rows.pop(row_id(row), None)
                self.gone.append(row_id(row))

    def collect_new(self, session: Session) -> None:
        """Note what has been inserted."""
        for row in session.new:
            if has_words(row):
                self.rows[row_id(row)] = row

    def put(self, session: Session) -> None:
        """Keep them."""
        if self.rows or self.gone:
            put(session, list(self.rows.values()), self.gone)


def is_changed(row: Any) -> bool:
    """Whether its words are others than before."""
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in row.__words__)


def kept(row: Any) -> dict[str, Any]:
    """A row's words, as they are kept."""
    text = "\\n".join(str(getattr(row, name) or "") for name in row.__words__)
    return {
        "row_id": row_id(row),
        "paper_id": getattr(row, row.__paper__),
        "community_id": row.community_id,
        "words": tokens(text, row.community_id),
    }


def put(session: Session, rows: Sequence[Any], gone: Sequence[str] = ()) -> None:
    """Keep the words of some rows, in place of those that they had, and none of what is gone."""
    ids = [*map(row_id, rows), *gone]
    if ids:
        session.execute(GONE, {"ids": ids})
    if rows:
        session.execute(INSERTED, [kept(row) for row in rows])
