"""What benchmarks run against: PostgreSQL that keeps what it commits, RabbitMQ, the product.

All of it is started from the installed binaries on ports of its own, and gone afterwards.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from guanjia.demo.staff import people
from tests.support import postgres, rabbitmq
from tests.support.product import Product, composed, spawn
from tests.support.shared import shared
from tests.system.conftest import initialise

SECRET = "0123456789abcdef" * 4
SETTINGS = "-c shared_buffers=1GB -c max_wal_size=8GB -c checkpoint_timeout=15min"
"""Of PostgreSQL; every commit waits for the disk, as it does by default."""
VARIABLES = {
    "GUANJIA_DEMO": "0",
    "GUANJIA_SECRET_KEY": SECRET,
    "POSTGRES_PASSWORD": "made-up",
    "RABBITMQ_PASSWORD": "made-up",
}
TIMEOUT = "30"
"""Seconds that a call may take: a machine that does other things as well spoils no run."""
BASE = "base"
"""The database with the demo community, from which others are copied."""


def durable_database(name: str) -> str:
    """A fresh database on a PostgreSQL that the benchmarks of a run share; its URL."""
    server = shared("durable-postgres", lambda home: postgres.start(home, SETTINGS))["url"]
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{server}/{name}"


class Servers:
    """One PostgreSQL and one RabbitMQ."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "postgres").mkdir()
        state = postgres.start(home / "postgres", SETTINGS)
        self.url = str(state["url"])
        self.postmaster: int = state["pids"][0]
        self.broker = rabbitmq.Broker(home / "rabbitmq")
        self.broker.start()

    @property
    def port(self) -> str:
        """PostgreSQL's port."""
        return self.url.rpartition(":")[2]

    def administrate(self, database: str, *statements: str) -> None:
        """Run statements as the superuser, each in a transaction of its own."""
        engine = create_engine(f"{self.url}/{database}", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    def copy(self, database: str, template: str = BASE) -> None:
        """A copy of a database that nobody uses."""
        self.administrate("postgres", f"CREATE DATABASE {database} TEMPLATE {template}")

    def make_base(self) -> None:
        """The database with the demo community."""
        self.administrate("postgres", f"CREATE DATABASE {BASE}")
        initialise("127.0.0.1", int(self.port), BASE)
        address = f"postgresql+psycopg2://{{service}}@127.0.0.1:{self.port}/{BASE}"
        environment = {"GUANJIA_MODE": "cluster", "GUANJIA_DATABASE_URL": address}
        environment["GUANJIA_FILES"] = str(self.home / "files")
        process = spawn("demo", ["demo"], environment, self.home)
        if process.popen.wait(300):
            raise RuntimeError(process.log.read_text())
        # Those of the demonstration open in demo mode only, and here nobody moves the clock.
        self.administrate(BASE, "UPDATE directory.accounts SET demo = false")

    @contextmanager
    def cluster(self, database: str) -> Iterator[Product]:
        """Gateway and services as in production (no demo clock) on a database."""
        home = self.home / database
        home.mkdir(exist_ok=True)
        with composed(
            home,
            amqp_uri=self.broker.new_vhost(),
            postgres=f"127.0.0.1:{self.port}/{database}",
            variables=VARIABLES,
            more={"GUANJIA_LOG_LEVEL": "WARNING", "GUANJIA_RPC_TIMEOUT": TIMEOUT}
            | {"GUANJIA_FILES": str(self.home / "files")},
        ) as product:
            yield product

    def stop(self) -> None:
        """End both."""
        rabbitmq.remove(self.broker)
        postgres.stop(self.home / "postgres")


@contextmanager
def servers() -> Iterator[Servers]:
    """Servers with the demo community in their base database; their data is deleted at the end."""
    with tempfile.TemporaryDirectory(prefix="guanjia-bench-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)  # PostgreSQL runs as a user of its own
        running = Servers(Path(name))
        try:
            running.make_base()
            yield running
        finally:
            running.stop()


def tokens(product: Product, *logins: str) -> dict[str, str]:
    """Access tokens of people of the demo community, who log in for them."""
    return {login: product.as_(login).token or "" for login in logins}


def claims(login: str) -> dict[str, Any]:
    """A person as the directory tells of them."""
    one = people()[login]
    return {
        "id": one.id,
        "name": one.name,
        "roles": [one.role.value],
        "household_ids": list(one.household_ids),
        "grants": [(one.role.value, one.community_id)],
    }
