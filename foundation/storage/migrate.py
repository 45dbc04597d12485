"""Schema migrations: Alembic, one history for the shared tables and one per service."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, text

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "foundation" / "storage" / "migrations"
ADVISORY_LOCK = 7_263_541
"""Two migrations of one PostgreSQL database take turns."""


class NewerData(Exception):
    """The database was written by a newer version."""


def configuration(service: str, connection: Connection | None = None) -> Config:
    """Alembic's configuration for a service's database."""
    config = Config()
    locations = [SHARED / "versions", versions_of(service)]
    config.set_main_option("script_location", str(SHARED))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(path) for path in locations))
    config.attributes["connection"] = connection
    return config


def versions_of(service: str) -> Path:
    """Where a service's own migrations stand."""
    return ROOT / "services" / service / "migrations" / "versions"


def upgrade(engine: Engine, service: str, revision: str = "heads") -> None:
    """Bring a service's database up to date (or to a revision), in one transaction."""
    run(engine, service, command.upgrade, revision)


def downgrade(engine: Engine, service: str, revision: str) -> None:
    """Take a service's database back to a revision."""
    run(engine, service, command.downgrade, revision)


def run(engine: Engine, service: str, act: Any, revision: str) -> None:
    """Run an Alembic command on a connection of ours."""
    with engine.connect() as connection, without_foreign_keys(connection), connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
        config = configuration(service, connection)
        require_known(config, connection)
        act(config, revision)
        require_no_orphans(connection)


@contextmanager
def without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew: while the old one goes, rows of others would lean
    on nothing. It minds that outside of a transaction only; the rows are looked through after."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def require_no_orphans(connection: Connection) -> None:
    """Raise RuntimeError where rows lean on nothing after a change of the schema."""
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if orphans:
            raise RuntimeError(f"rows without what they belong to: {orphans[:3]}")


def require_known(config: Config, connection: Connection) -> None:
    """Raise `NewerData` if the database names a revision that this version does not know."""
    known = ScriptDirectory.from_config(config)
    for found in MigrationContext.configure(connection).get_current_heads():
        try:
            known.get_revision(found)
        except CommandError as error:
            raise NewerData(found) from error
