"""Words of papers that were written before there was an index of them, or by processes of the
release before: each start looks for them, portion by portion, and indexes them (P07)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import delete, select

from foundation.deadlines import WAITING, Deadline
from foundation.storage.tables import deadlines, words
from foundation.storage.unit_of_work import UnitOfWork
from foundation.storage.words_of_rows import put, row_id

INDEX: Final = "index_words"
SUBJECT: Final = "words"
BATCH: Final = 1_000
"""Rows that one portion looks at; most of them are indexed already."""


def arm(uow: UnitOfWork) -> None:
    """Look through all of them from the beginning."""
    uow.deadlines.set(INDEX, SUBJECT, uow.now, data={"model": 0, "after": None}, again=True)


def indexing(models: Sequence[type[Any]]) -> Mapping[str, Any]:
    """The handler of the deadline, for a service with classes that have words."""

    def index(uow: UnitOfWork, deadline: Deadline) -> None:
        """Index what is missing of a portion, the oldest first; come again behind it while there
        is more."""
        at, after = deadline.data["model"], deadline.data["after"]
        last = index_portion(uow, models[at], after)
        if last is None:
            at += 1
        uow.session.execute(
            delete(deadlines)
            .where(deadlines.c.kind == INDEX, deadlines.c.state != WAITING)
            .where(deadlines.c.step != "", deadlines.c.id < deadline.id)
        )
        if at < len(models):
            data = {"model": at, "after": last}
            step = f"{at}:{':'.join(map(str, last or ()))}"
            uow.deadlines.set(INDEX, SUBJECT, uow.now, step=step, data=data, again=True)

    return {INDEX: index}


def index_portion(uow: UnitOfWork, model: type[Any], after: Sequence[Any] | None) -> Any:
    """Index what is missing behind a key; the key of the last row that was looked at, None where
    there was none."""
    keys = list(model.__mapper__.primary_key)
    rows = select(model).order_by(*keys).limit(BATCH)
    if after is not None:
        first, *others = zip(keys, after, strict=True)
        behind = first[0] > first[1]
        for key, value in others:
            behind |= (first[0] == first[1]) & (key > value)
        rows = rows.where(behind)
    found = list(uow.session.scalars(rows).unique())
    if not found:
        return None
    named = select(words.c.row_id).where(words.c.row_id.in_([row_id(row) for row in found]))
    known = set(uow.session.scalars(named))
    put(uow.session, [row for row in found if row_id(row) not in known and says(row)])
    return list(model.__mapper__.primary_key_from_instance(found[-1]))


def says(row: Any) -> bool:
    """Whether there are any words; those of what was erased are not."""
    return any(getattr(row, name) for name in row.__words__)
