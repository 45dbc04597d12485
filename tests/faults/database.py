"""A PostgreSQL of a test's own, which may be stopped, crashed, closed to writers, and run full."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from foundation.config import SERVICES
from tests.faults.small_disk import small_disk
from tests.support import postgres
from tests.support.product import eventually

NAME = "guanjia"


def working_places() -> set[str]:
    """Where the processes of this machine work."""
    places = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            places.add(str((process / "cwd").readlink()))
    return places


class Database:
    """One server. What it has committed survives its crash; that of the machine is not tested.

    Its tables are on a disk of their own (`disk`), where there can be one. The log of changes is
    not: without room for that a server stops, which is another fault.
    """

    def __init__(self, home: Path) -> None:
        home.mkdir()
        self.home = home
        self.disk = small_disk(home / "disk")
        self.server = str(postgres.start(home)["url"])
        self.port = int(self.server.rpartition(":")[2])
        self.stop()
        self.start()
        if self.disk:
            tables = self.disk.home / "tables"
            tables.mkdir()
            if os.geteuid() == 0:
                shutil.chown(tables, "postgres")
            self.administrate(f"CREATE TABLESPACE small LOCATION '{tables}'", database="postgres")
        place = "TABLESPACE small" if self.disk else ""
        self.administrate(f"CREATE DATABASE {NAME} {place}", database="postgres")

    @property
    def url(self) -> str:
        """The database, as its superuser."""
        return f"{self.server}/{NAME}"

    def start(self) -> None:
        """Start the server, and wait until it can be asked."""
        options = (
            f"-p {self.port} -k {self.home} -c listen_addresses=127.0.0.1 "
            "-c max_connections=200 -c fsync=off"
        )
        self._control("-w", "-l", str(self.home / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Stop it as its operator would."""
        self._control("-w", "-m", "fast", "stop")

    def crash(self) -> None:
        """Have it drop everything at once; it recovers when it is started."""
        self._control("-w", "-m", "immediate", "stop")

    def kill(self) -> None:
        """`kill -9` of the server; waits until its processes have noticed and it is buried."""
        data = str(self.home / "data")
        pid = int((self.home / "data" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        eventually(lambda: not Path(f"/proc/{pid}").exists() and data not in working_places(), 30)

    def remove(self) -> None:
        """End it and forget what it holds."""
        self.crash()
        if self.disk:
            self.disk.remove()

    def administrate(self, *statements: str, database: str = NAME) -> None:
        """Run statements as the superuser, outside any transaction."""
        engine = create_engine(f"{self.server}/{database}", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Let no service write; what they were about is broken off."""
        self._set_reading("on")
        try:
            yield
        finally:
            self._set_reading("off")

    def _set_reading(self, value: str) -> None:
        change = f"SET default_transaction_read_only = {value}"
        self.administrate(
            *(f"ALTER ROLE {role} {change}" for role in SERVICES),
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE usename <> 'guanjia'",
        )

    def _control(self, *arguments: str) -> None:
        folder = postgres.binaries()
        assert folder is not None
        as_user: dict[str, Any] = {"user": "postgres"} if os.geteuid() == 0 else {}
        subprocess.run(
            [folder / "pg_ctl", "-D", self.home / "data", *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            **as_user,
        )
