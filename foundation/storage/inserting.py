"""`INSERT … ON CONFLICT DO NOTHING`: of two who insert the same at once, one is told.

`rowcount` is 0 where the row was there. Statements are made once per table: making one takes
several times as long as binding its values.
"""

from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

MAKERS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def insert_ignoring(session: Session, table: Table) -> Any:
    """The statement, to be executed with the values of a row, or of several."""
    return ignoring(table, dialect_of(session))


@cache
def ignoring(table: Table, dialect: str) -> Any:
    """The statement in the words of a database."""
    return MAKERS[dialect](table).on_conflict_do_nothing()


def dialect_of(session: Session) -> str:
    """The database in use."""
    return session.get_bind().dialect.name
