"""Migrations make exactly the tables that the code declares, from empty, on both databases."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Engine, MetaData, String, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from foundation.config import SERVICES
from foundation.scope import FIRST_COMMUNITY
from foundation.storage import migrate
from foundation.storage.engine import make_engine
from foundation.storage.migrate import downgrade, run, upgrade
from foundation.storage.store import Store
from foundation.storage.tables import metadata as shared

pytestmark = pytest.mark.both_databases


def differences(engine: Engine, *declared: MetaData) -> list[object]:
    """What an upgrade would still have to do."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": lambda _, name, *__: (
                    name != "ix_words_words" or engine.dialect.name == "postgresql"
                ),
                "include_name": lambda name, kind, _: (
                    kind != "table" or not (name == "alembic_version" or is_of_fts(name))
                ),
            },
        )
        return list(compare_metadata(context, declared))  # type: ignore[arg-type]


def is_of_fts(name: str) -> bool:
    """Whether a table is SQLite's own, of the index that stands for the GIN index (P07)."""
    return name.startswith("words_fts")


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_and_tables_agree(service: str, store_of: Callable[[str], Store]) -> None:
    """Nothing is left to generate."""
    own = import_module(f"services.{service}.tables").Base.metadata
    assert differences(store_of(service).engine, own, shared) == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_difference_would_be_seen(service: str, store_of: Callable[[str], Store]) -> None:
    """Negative control: without the shared tables' declaration they count as left over."""
    own = import_module(f"services.{service}.tables").Base.metadata
    assert differences(store_of(service).engine, own)


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_can_be_taken_back_and_made_again(
    service: str, store_of: Callable[[str], Store]
) -> None:
    """Down to nothing and up again."""
    engine = store_of(service).engine
    downgrade(engine, service, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    upgrade(engine, service)
    own = import_module(f"services.{service}.tables").Base.metadata
    assert differences(engine, own, shared) == []


GONE = {("repairs", "quotes", "billing_said_at")}
"""Columns that went when nothing was released yet."""


@pytest.mark.parametrize("service", SERVICES)
def test_processes_of_the_release_before_go_on_writing_on_the_new_tables(
    service: str, tmp_path: Path
) -> None:
    """A column that was added to a table may be empty or has a default of the database, and none
    goes: during an upgrade old processes enter rows without it (docs/operations.md)."""
    engine = make_engine(f"sqlite:///{tmp_path}/x.db", durable=False)
    for first in (f"{service}_0001", "foundation_0001"):
        upgrade(engine, service, first)
    before = columns_of(engine)
    upgrade(engine, service)
    after = columns_of(engine)
    for table, columns in before.items():
        gone = {(service, table, name) for name in columns.keys() - after[table].keys()}
        added = [one for name, one in after[table].items() if name not in columns]
        needed = [one["name"] for one in added if not one["nullable"] and one["default"] is None]
        assert (needed, gone - GONE) == ([], set()), table


def columns_of(engine: Engine) -> dict[str, dict[str, Any]]:
    """Every column of every table, by name."""
    seen = inspect(engine)
    return {
        table: {one["name"]: one for one in seen.get_columns(table)}
        for table in seen.get_table_names()
    }


def test_D06_who_is_entered_by_a_process_of_the_release_before_is_there_since_then(
    store_of: Callable[[str], Store],
) -> None:
    """It knows nothing of a beginning."""
    store = store_of("directory")
    members, homes = (
        import_module("services.directory.tables").Base.metadata.tables[name]
        for name in ("members", "households")
    )
    home = {
        "id": "h1", "building": "1栋", "unit": "101", "room": "101", "sort_key": "1", "floor": 1,
        "unit_type": "residential", "area_m2": 80, "vacant": False, "two_person_visit": False,
        "version": 1, "created_at": store.clock.now(), "updated_at": store.clock.now(),
        "community_id": FIRST_COMMUNITY,
    }  # fmt: skip
    member = {
        "id": "m1", "household_id": "h1", "position": 1, "name": "王芳", "relation": "owner",
        "phone": "13800000001", "phone_reversed": "10000000831",
        "community_id": FIRST_COMMUNITY,
    }  # fmt: skip
    begun = datetime.now(UTC) - timedelta(seconds=2)  # SQLite's moment is of the whole second
    with store.engine.begin() as connection:
        connection.execute(insert(homes), home)
        connection.execute(insert(members), member)
        since = connection.scalar(select(members.c.since))
    assert begun <= since <= datetime.now(UTC)


def made_anew(config: Config, _revision: str) -> None:
    """What a migration does to a table that SQLite cannot change in place."""
    operations = Operations(MigrationContext.configure(config.attributes["connection"]))
    with operations.batch_alter_table("parents", recreate="always") as table:
        table.add_column(Column("more", String(5)))


def orphaned(config: Config, _revision: str) -> None:
    """A migration that takes away what others lean on."""
    config.attributes["connection"].execute(text("DELETE FROM parents"))


@pytest.fixture
def leaning(store_of: Callable[[str], Store]) -> Engine:
    """A database with a row that leans on another."""
    engine = store_of("notices").engine
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE parents (id INTEGER PRIMARY KEY)"))
        connection.execute(
            text("CREATE TABLE children (parent_id INTEGER NOT NULL REFERENCES parents (id))")
        )
        connection.execute(text("INSERT INTO parents (id) VALUES (1)"))
        connection.execute(text("INSERT INTO children (parent_id) VALUES (1)"))
    return engine


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_table_that_others_lean_on_can_be_made_anew(leaning: Engine) -> None:
    run(leaning, "notices", made_anew, "heads")
    with leaning.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM parents WHERE more IS NULL")) == 1
        with pytest.raises(IntegrityError):  # rows are minded again
            connection.execute(text("INSERT INTO children (parent_id) VALUES (2)"))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_migration_leaves_no_row_behind_that_leans_on_nothing(leaning: Engine) -> None:
    with pytest.raises(RuntimeError, match="children"):
        run(leaning, "notices", orphaned, "heads")
    with leaning.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM parents")) == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_with_keys_minded_all_along_the_upgrade_of_real_data_would_fail(
    leaning: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "without_foreign_keys", lambda _connection: nullcontext())
    with pytest.raises(IntegrityError):
        run(leaning, "notices", made_anew, "heads")
