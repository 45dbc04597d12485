"""Numbers on papers that people hold: without gaps, per series and year (B07)."""

from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from foundation.storage.inserting import MAKERS, dialect_of
from foundation.storage.tables import number_series as table


def draw(session: Session, series: str, year: int, count: int = 1) -> list[str]:
    """The next `count` numbers, such as `SJ-2026-000001`.

    The row stays locked until the transaction ends: a rollback gives the numbers back, and
    nobody else can draw in between.
    """
    row = {"series": series, "year": year, "last": count}
    last = session.execute(drawing(dialect_of(session)), row).scalar_one()
    return [f"{series}-{year}-{number:06d}" for number in range(last - count + 1, last + 1)]


@cache
def drawing(dialect: str) -> Any:
    """The statement that draws, in the words of a database."""
    made = MAKERS[dialect](table)
    further = {"last": table.c.last + made.excluded.last}
    return (
        made.on_conflict_do_update(index_elements=[table.c.series, table.c.year], set_=further)
        .returning(table.c.last)
        .execution_options(autoflush=False)
    )
