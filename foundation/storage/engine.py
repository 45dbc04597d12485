"""Engines: PostgreSQL through green psycopg2, SQLite in WAL with explicit transactions."""

from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import QueuePool

from foundation import concurrency
from foundation.storage.audit_chain import linked_hash
from foundation.storage.pool import PatientPool

FLUSH = "guanjia_flush"
"""Execution option of a connection that is going to write: whether its commit waits for the disk
(SQLite only; PostgreSQL's always does)."""
NO_JIT = "-c jit=off"
"""PostgreSQL would compile the large figures for longer than it takes to count them."""
IDLE_SECONDS = 1.0
"""A connection that was in use less than this ago, and over which the server has not said anything
since, is taken without asking the server."""

system_select: Any = concurrency.original("select")


def make_engine(
    url: str, *, durable: bool = True, pool_size: int = 20, pool_timeout: float = 30
) -> Engine:
    """An engine for one service's database; a connection is waited for `pool_timeout` seconds.

    `durable=False` gives up the flush to disk per commit (bulk loading of demo data, tests).
    """
    return (
        sqlite_engine(url, durable=durable, pool_size=pool_size, pool_timeout=pool_timeout)
        if make_url(url).get_backend_name() == "sqlite"
        else postgres_engine(url, pool_size=pool_size, pool_timeout=pool_timeout)
    )


def postgres_engine(url: str, *, pool_size: int, pool_timeout: float = 30) -> Engine:
    """PostgreSQL. In a monkey-patched process a waiting query lets others run."""
    if concurrency.is_green():
        concurrency.make_psycopg_green()
    engine = create_engine(
        url,
        poolclass=PatientPool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=pool_timeout,
        connect_args={"options": NO_JIT},
    )
    ask_before_use(engine)
    return engine


def ask_before_use(engine: Engine) -> None:
    """Replace connections that the server has closed, as the pool's own `pre_ping` does, but ask
    only those that have idled or been spoken to: asking each one each time is a tenth of a short
    unit's round trips, and a server that closes a connection says so.
    """

    @event.listens_for(engine, "checkin")
    def used(_connection: Any, record: Any) -> None:
        record.info["used_at"] = monotonic()

    @event.listens_for(engine, "checkout")
    def ask(connection: Any, record: Any, _proxy: Any) -> None:
        used_at = record.info.get("used_at")
        if used_at is None:
            return  # just made
        try:
            if monotonic() - used_at >= IDLE_SECONDS or is_spoken_to(connection):
                engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error


def is_spoken_to(connection: Any) -> bool:
    """Whether something waits to be read on a connection over which nothing was asked."""
    poll = system_select.poll()
    poll.register(connection.fileno(), system_select.POLLIN)
    return bool(poll.poll(0))


def sqlite_engine(url: str, *, durable: bool, pool_size: int, pool_timeout: float = 30) -> Engine:
    """SQLite. Writers begin immediately, so that two never deadlock on upgrading a lock."""
    if (path := make_url(url).database) and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=pool_timeout,
        connect_args={"check_same_thread": False, "timeout": 30},
    )

    levels = {True: "FULL", False: "NORMAL"} if durable else {True: "OFF", False: "OFF"}

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy says BEGIN, not the driver
        connection.create_function("linked_hash", 2, linked_hash, deterministic=True)
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={levels[True]}",
            "foreign_keys=ON",
            "busy_timeout=30000",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        flush = connection.get_execution_options().get(FLUSH)
        if flush is None:
            connection.exec_driver_sql("BEGIN")
            return
        connection.exec_driver_sql(f"PRAGMA synchronous={levels[flush]}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    if durable and concurrency.is_green():
        engine.dialect.do_commit = commit_in_thread  # type: ignore[assignment]

    return engine


def commit_in_thread(connection: Any) -> None:
    """Commit in a native thread: the wait for the disk would stop every green one."""
    concurrency.to_thread(connection.commit)
