"""Papers found by their words, newest first (P07); rows of them kept and forgotten."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, cast, column, delete, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from foundation import scope
from foundation.storage.tables import words
from foundation.storage.unit_of_work import UnitOfWork
from foundation.storage.words import (
    MOST_PLACES,
    WINDOW,
    asked_of_postgresql,
    asked_of_sqlite,
    wanted,
)

INDEX: Final = table("words_fts", column("rowid"))
MOST: Final[Any] = bindparam("most")
BY_FTS: Final = (
    select(words.c.paper_id)
    .join(INDEX, INDEX.c.rowid == words.c.no)
    .where(literal_column("words_fts").op("MATCH")(bindparam("asked")))
    .order_by(INDEX.c.rowid.desc())
    .limit(MOST)
)
ASKED: Final[Any] = cast(bindparam("asked"), TSQUERY)
newest = (
    select(words.c.paper_id, words.c.words)
    .order_by(words.c.paper_id.desc())
    .limit(WINDOW)
    .subquery("newest")
)
AMONG_NEWEST: Final = (
    select(newest.c.paper_id)
    .where(newest.c.words.op("@@")(ASKED))
    .order_by(newest.c.paper_id.desc())
    .limit(MOST)
)
found = (
    select(words.c.paper_id)
    .where(words.c.words.op("@@")(ASKED))
    .cte("found")
    .prefix_with("MATERIALIZED")
)
AMONG_ALL: Final = select(found.c.paper_id).order_by(found.c.paper_id.desc()).limit(MOST)
"""By the index, whatever the planner expects of it."""


def papers_with(uow: UnitOfWork, text: str, limit: int) -> list[str]:
    """Ids of papers in scope that have all words of a text, newest first; of a text without words,
    none. A few more than are shown, because some may not be for the caller to see."""
    if not wanted(text):
        return []
    seen = scope.current().communities
    places = seen if seen is not None and len(seen) <= MOST_PLACES else ()
    most = limit * 4
    if uow.session.get_bind().dialect.name == "sqlite":
        rows = uow.rows(BY_FTS, asked=asked_of_sqlite(text, places), most=most)
    else:
        asked = asked_of_postgresql(text, places)
        rows = uow.rows(AMONG_NEWEST, asked=asked, most=most)
        if len(rows) < limit:
            rows = uow.rows(AMONG_ALL, asked=asked, most=most)
    return list(dict.fromkeys(row.paper_id for row in rows))


def forget(uow: UnitOfWork, paper_ids: Sequence[str]) -> None:
    """Have papers be found by their words no more: these were erased (P08)."""
    uow.session.execute(delete(words).where(words.c.paper_id.in_(paper_ids)))
