"""A second community that is the twin of the first: each row with a place, once more (P01).

Ids are other ones, and papers have other numbers; staff are the company's, and stay who they are.
What is alike in both (buildings, flats, names, amounts) shows whether anything is told apart by
less than its community.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Integer, MetaData, Table

from foundation.config import SERVICES
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.placed import MARK, NAME
from foundation.storage.tables import metadata as shared
from guanjia.registry import service_class
from services.directory.people.tables import Person

TWIN = "00000000-0000-7000-8000-000000000002"
CODE = "TW"
AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
A_NUMBER = re.compile(r"\b([A-Z]{2,3})-(20\d\d)-(\d{4,})\b")
NAMES = {"key", "origin", "subject_id"}
"""Columns that tell things apart by names that may have no id in them (`scope.own`)."""
FURTHER_ON = 10_000_000
"""So far from those of the first are counted keys."""


def twin_of(word: str) -> str:
    """The id of a row's twin."""
    return str(uuid5(UUID(TWIN), word))


class Twins:
    """Enters the twin of the community in the data of an embedded installation."""

    def __init__(self, data: Path) -> None:
        self.data = data
        with closing(self.open("directory")) as directory:
            staff = directory.execute("SELECT id FROM people WHERE staff")
            self.staff = {row[0] for row in staff}

    def open(self, service: str) -> sqlite3.Connection:
        """A service's database."""
        connection = sqlite3.connect(self.data / f"{service}.db", isolation_level=None)
        connection.row_factory = sqlite3.Row
        return connection

    def enter(self) -> None:
        """Enter the community, its rows, and what is told of it."""
        for service in SERVICES:
            with closing(self.open(service)) as database:
                database.execute("BEGIN")
                for table in placed(service):
                    self.copy(database, table, f"{NAME} = '{FIRST_COMMUNITY}'")
                known = (TWIN, 1, "孪生苑", CODE)
                columns = "community_id, version, name, code"
                database.execute(
                    f"INSERT INTO community_replica ({columns}) VALUES (?, ?, ?, ?)", known
                )
                database.execute("COMMIT")
        with closing(self.open("directory")) as directory:
            self.copy(directory, Person.__table__, "NOT staff")
            row = (TWIN, "孪生苑", CODE, 1)
            directory.execute(
                "INSERT INTO communities (id, name, code, version) VALUES (?, ?, ?, ?)", row
            )

    def copy(self, database: sqlite3.Connection, table: Any, which: str) -> None:
        """Some rows once more, as the twin has them."""
        columns = [column.name for column in table.columns]
        counted = {column.name for column in table.columns if is_counted(column)}
        for row in database.execute(f"SELECT * FROM {table.name} WHERE {which}").fetchall():
            values = {
                name: row[name] + FURTHER_ON if name in counted else self.of_twin(name, row[name])
                for name in columns
            }
            marks = ", ".join("?" * len(columns))
            database.execute(
                f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})",
                [values[name] for name in columns],
            )

    def of_twin(self, column: str, value: Any) -> Any:
        """A value as the twin has it."""
        if not isinstance(value, str):
            return value
        of_twin = AN_ID.sub(lambda found: self.id_of(found[0]), value)
        of_twin = A_NUMBER.sub(rf"\1-{CODE}-\2-\3", of_twin)
        return f"{TWIN}:{value}" if column in NAMES and of_twin == value else of_twin

    def id_of(self, known: str) -> str:
        """Staff stay who they are; residents are others, who have no login."""
        if known == FIRST_COMMUNITY:
            return TWIN
        return known if known in self.staff else twin_of(known)


def placed(service: str) -> Iterator[Table]:
    """The tables of a service whose rows have a place, those first to which others point."""
    for metadata in (service_class(service).tables, shared):
        assert isinstance(metadata, MetaData)
        for table in metadata.sorted_tables:
            if NAME in table.c and table.c[NAME].info == MARK:
                yield table


def is_counted(column: Any) -> bool:
    """Whether it is a key that the database counts, or names one."""
    keys = {column, *(one.column for one in column.foreign_keys)}
    return any(
        isinstance(key.type, Integer) and list(key.table.primary_key) == [key] for key in keys
    )
