"""The product in both ways of running, each started once for all walks."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, make_url

from tests.support import postgres
from tests.support.product import ROOT, Product, composed, embedded, spawn
from tests.support.rabbitmq import Broker, shared_broker
from tests.support.shared import folder, locked, shared

VARIABLES = {
    "GUANJIA_DEMO": "1",
    "GUANJIA_SECRET_KEY": "0123456789abcdef" * 4,
    "POSTGRES_PASSWORD": "made-up",
    "RABBITMQ_PASSWORD": "made-up",
}
UNHURRIED = {"GUANJIA_RPC_TIMEOUT": "60"}
"""Calls wait as long as a machine needs that has other things to do: a lost one is still seen."""


@pytest.fixture(scope="module")
def one_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Embedded: one process, demo data."""
    with embedded(tmp_path_factory.mktemp("embedded"), loaded=True) as product:
        yield product


@pytest.fixture(scope="module")
def many_processes(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: str, broker: Broker
) -> Iterator[Product]:
    """docker-compose.yml's services as processes, with demo data."""
    with cluster(tmp_path_factory.mktemp("cluster"), broker) as product:
        yield product


@contextmanager
def cluster(home: Path, broker: Broker, root: Path = ROOT) -> Iterator[Product]:
    """The cluster of the version in `root`, on a database and a virtual host of its own.

    This version begins on a copy of the demo community that the run has loaded once.
    """
    if root == ROOT:
        database = make_url(postgres.create_database(str(shared("cluster", load)["database"])))
    else:
        database = initialised()
    with composed(
        home,
        amqp_uri=broker.new_vhost(),
        postgres=f"{database.host}:{database.port}/{database.database}",
        variables=VARIABLES,
        more=UNHURRIED,
        root=root,
    ) as product:
        yield product


def load(home: Path) -> dict[str, Any]:
    """Load the demo community as compose's `migrate` does, into a database that none works in."""
    database = initialised()
    address = f"{{service}}:made-up@{database.host}:{database.port}/{database.database}"
    settings = {
        "GUANJIA_MODE": "cluster",
        "GUANJIA_DEMO": "1",
        "GUANJIA_AMQP_URI": shared_broker().new_vhost(),
        "GUANJIA_DATABASE_URL": f"postgresql+psycopg2://{address}",
        "GUANJIA_FILES": str(folder() / "files"),
    }
    loading = spawn("loading", ["migrate"], settings, home)
    assert loading.popen.wait(540) == 0, loading.log.read_text()
    return {"database": database.database}


def initialised() -> URL:
    """A fresh database with the schemas and the roles of the services."""
    database = make_url(postgres.create_database())
    initialise(database.host or "", database.port or 0, database.database or "")
    return database


def initialise(host: str, port: int, database: str) -> None:
    """Run the script that the image of PostgreSQL runs on an empty data folder."""
    environment = os.environ | {
        "PGHOST": host,
        "PGPORT": str(port),
        "POSTGRES_USER": "guanjia",
        "POSTGRES_PASSWORD": "made-up",
        "POSTGRES_DB": database,
    }
    script = ROOT / "deploy" / "postgres" / "10-services.sh"
    with locked("roles"):  # those of one server are common to all its databases
        subprocess.run(["sh", str(script)], env=environment, check=True, stdout=subprocess.DEVNULL)
