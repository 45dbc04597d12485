"""A store on each database, with one table of its own to try the unit of work on."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from foundation.storage.store import Store
from foundation.storage.types import NAMING, Id
from tests.operations.conftest import DATABASES, actor, clock, databases, store_of

__all__ = ["actor", "clock", "databases", "store_of"]


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """Each database in turn."""
    if request.param == "postgres":
        request.getfixturevalue("postgres_server")
    return str(request.param)


class Base(DeclarativeBase):
    """Tables of this test."""

    metadata = MetaData(naming_convention=NAMING)


class Thing(Base):
    """Something that is changed, with one value that no trail may copy."""

    __tablename__ = "things"
    __audit_hidden__ = frozenset({"secret"})

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    secret: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer, default=1)


class Note(Base):
    """A history by itself: not audited."""

    __tablename__ = "notes"
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)


@pytest.fixture
def store(store_of: Callable[[str], Any]) -> Store:
    """A migrated store with the tables of this test."""
    made: Store = store_of("directory")
    Base.metadata.create_all(made.engine)
    return made
