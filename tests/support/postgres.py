"""A private PostgreSQL, started from the installed binaries."""

import os
import shutil
import subprocess
import uuid
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from tests.support.shared import free_port, locked, shared

ADDRESS = "GUANJIA_TEST_DATABASE_URL"
"""Use this server instead (a superuser's URL)."""


def binaries() -> Path | None:
    """Where `initdb` and `postgres` are."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name)
    return versions[-1] if versions else None


def available() -> bool:
    """Whether tests can have a PostgreSQL."""
    return ADDRESS in os.environ or binaries() is not None


HASTE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"""Settings that give up durability for speed."""


def start(home: Path, settings: str = HASTE) -> dict[str, Any]:
    """Make and start a server in `home`."""
    bin_ = binaries()
    assert bin_ is not None
    port = free_port()
    data = home / "data"
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        as_user = {"user": "postgres"}
        shutil.chown(home, "postgres")
    run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/", **as_user}
    subprocess.run(
        [bin_ / "initdb", "-D", data, "-U", "guanjia", "-A", "trust", "-E", "UTF8", "-N"],
        **run,
    )
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c max_connections=300 {settings}"
    subprocess.run(
        [bin_ / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", options, "start"], **run
    )
    pid = int((data / "postmaster.pid").read_text().splitlines()[0])
    return {"url": f"postgresql+psycopg2://guanjia@127.0.0.1:{port}", "pids": [pid]}


def stop(home: Path) -> None:
    """Stop the server in `home` at once."""
    bin_ = binaries()
    assert bin_ is not None
    as_user: dict[str, Any] = {"user": "postgres"} if os.geteuid() == 0 else {}
    command = [bin_ / "pg_ctl", "-D", home / "data", "-w", "-m", "immediate", "stop"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **as_user)


def server() -> str:
    """The URL of the run's server, without a database."""
    if address := os.environ.get(ADDRESS):
        return address.rsplit("/", 1)[0] if address.count("/") > 2 else address
    return str(shared("postgres", start)["url"])


def administrate(*statements: str) -> None:
    """Run statements outside any transaction."""
    engine = create_engine(f"{server()}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def create_database(template: str | None = None) -> str:
    """A fresh database; its URL. With a template: a copy of that database."""
    name = f"t_{uuid.uuid4().hex}"
    suffix = f" TEMPLATE {template} STRATEGY FILE_COPY" if template else ""
    with locked("create-database"):  # a template must have no other user
        administrate(f"CREATE DATABASE {name}{suffix}")
    return f"{server()}/{name}"


def drop_database(url: str) -> None:
    """Drop it, whoever is connected."""
    administrate(f"DROP DATABASE IF EXISTS {url.rsplit('/', 1)[1]} WITH (FORCE)")
