"""Schema migrations: Alembic, one history for the shared tables and one per service."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "foundation" / "storage" / "migrations"
ADVISORY_LOCK = 7_263_541
"""Two migrations of one PostgreSQL database take turns."""


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
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
        act(configuration(service, connection), revision)
