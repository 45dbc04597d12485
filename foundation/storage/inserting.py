"""`INSERT … ON CONFLICT`: of two who insert the same at once, the second leaves the row of the
first as it is and is told so, or changes it.

Statements are made once per table: making one takes several times as long as binding its values.
"""

from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

MAKERS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def insert_ignoring(session: Session, table: Table) -> Any:
    """The statement that leaves a row that is there as it is (`rowcount` 0), to be executed with
    the values of a row, or of several."""
    dialect = dialect_of(session)
    return several(ignoring(table, dialect), dialect)


@cache
def ignoring(table: Table, dialect: str) -> Any:
    """The statement in the words of a database."""
    return MAKERS[dialect](table).on_conflict_do_nothing()


@cache
def updating(table: Table, dialect: str, names: tuple[str, ...], when: Any) -> Any:
    """The statement that changes the columns named of a row that is there, if `when` says so of the
    row and the new one. The row is locked in any case."""
    made = MAKERS[dialect](table)
    updated = made.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={name: made.excluded[name] for name in names},
        where=when(table.c, made.excluded),
    )
    return several(updated, dialect)


@cache
def several(made: Any, dialect: str) -> Any:
    """The statement so that several rows travel together: with `ON CONFLICT`, SQLAlchemy sends each
    by itself unless they return something. SQLite has no way to go, and would keep what is not
    fetched."""
    return made if dialect == "sqlite" else made.returning(*made.table.primary_key)


def dialect_of(session: Session) -> str:
    """The database in use."""
    return session.get_bind().dialect.name
