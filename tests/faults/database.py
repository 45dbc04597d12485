"""A PostgreSQL of a test's own, which may be stopped and crashed."""

import os
import subprocess
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from tests.support import postgres

NAME = "guanjia"


class Database:
    """One server. What it has committed survives its crash; that of the machine is not tested."""

    def __init__(self, home: Path) -> None:
        home.mkdir()
        state = postgres.start(home)
        self.home = home
        self.server = str(state["url"])
        self.port = int(self.server.rpartition(":")[2])
        self.stop("fast")
        self.start()
        self.administrate(f"CREATE DATABASE {NAME}", database="postgres")

    @property
    def url(self) -> str:
        """The database, as its superuser."""
        return f"{self.server}/{NAME}"

    def start(self) -> None:
        """Start the server; answered commits are written."""
        options = (
            f"-p {self.port} -k {self.home} -c listen_addresses=127.0.0.1 "
            "-c max_connections=200 -c fsync=off"
        )
        self._control("-w", "-l", str(self.home / "log"), "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; `immediate` is a crash."""
        self._control("-w", "-m", mode, "stop")

    def administrate(self, *statements: str, database: str = NAME) -> None:
        """Run statements as the superuser, outside any transaction."""
        engine = create_engine(f"{self.server}/{database}", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    def set_read_only(self, *roles: str) -> None:
        """Let nobody of these write any more."""
        self._set_reading("on", roles)

    def set_writable(self, *roles: str) -> None:
        """Let them write again."""
        self._set_reading("off", roles)

    def _set_reading(self, value: str, roles: tuple[str, ...]) -> None:
        self.administrate(
            *(f"ALTER ROLE {role} SET default_transaction_read_only = {value}" for role in roles),
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> 'guanjia'",
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
