"""A service's database: opens units of work."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, insert, select, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from foundation import failpoints
from foundation.actor import SYSTEM, Actor
from foundation.clock import Clock, ShiftedClock, SystemClock
from foundation.concurrency import to_thread
from foundation.config import settings
from foundation.errors import OutcomeUnknown, Said, StorageAway
from foundation.files.opening import opened
from foundation.files.port import Files
from foundation.scope import Closed, Scope, entered
from foundation.storage import audit_chain
from foundation.storage.audit import TrailedSession
from foundation.storage.engine import FLUSH, make_engine
from foundation.storage.placed import Compiled
from foundation.storage.tables import community_replica, demo_clock
from foundation.storage.ttl_cache import TtlCache
from foundation.storage.unit_of_work import UnitOfWork

TIME = select(demo_clock.c.offset_seconds, demo_clock.c.stands_at)
COMMUNITIES = select(community_replica.c.community_id)
CLOSED = select(
    community_replica.c.community_id, community_replica.c.name, community_replica.c.name_en
).where(community_replica.c.closed)
LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's code for a wait that was cut short."""


class RowsInUse(Exception):
    """Another unit held a row for longer than this unit was to wait (`UnitOfWork.give_way`)."""


class Store:
    """Units of work on one service's database.

    SQLite has one writer: its write units take turns at a lock of the process, since waiting in
    SQLite itself would stop every green thread.
    """

    def __init__(
        self, engine: Engine, clock: Clock, service: str, files: Files | None = None
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.service = service
        self.after_commit: list[Callable[[], None]] = []
        self.recent = TtlCache()
        self._files = files
        self._compiled = Compiled.of(engine)
        self._lasting = engine.execution_options(**{FLUSH: True})
        self._soon = engine.execution_options(**{FLUSH: False})
        sqlite = engine.dialect.name == "sqlite"
        self._turn: Any = threading.Lock() if sqlite else nullcontext()
        self._log = Path(f"{engine.url.database}-wal") if sqlite else None
        self._unflushed = False

    @contextmanager
    def write(
        self,
        actor: Actor = SYSTEM,
        operation: str = "",
        *,
        scope: Scope | None = None,
        flush: bool = True,
    ) -> Iterator[UnitOfWork]:
        """A unit that commits when the block ends well and leaves no trace when it does not.

        `scope` says what it is about; without it, all that the actor sees.

        `flush=False` is for work that would be done again if the power failed before `flush()`:
        deadlines and events, never what somebody was answered. (The loss of the process alone
        loses neither.) Raise `StorageAway` when the database cannot be reached or written,
        `OutcomeUnknown` when it is lost in the commit.
        """
        writers = self._lasting if flush else self._soon
        with (
            self._turn,
            translated(),
            entered(scope or actor.scope),
            self._session(writers, expire_on_commit=False) as session,
        ):
            session.begin()
            uow = self._unit(session, actor, operation, writing=True)
            yield uow
            has_events = uow.finish()
            if noted := uow.audited():
                audit_chain.append(session, noted)
            with deciding():
                session.commit()
            self._unflushed = not flush
        if uow.changed_recent:
            self.recent.forget()
        if has_events:
            self._wake_relay()

    @contextmanager
    def together(
        self,
    ) -> Iterator[Callable[[Actor, str, Scope], AbstractContextManager[UnitOfWork]]]:
        """Units of events that commit together when the block ends well, or none of them.

        Yields what opens one, for an actor, an operation and a scope; they are processed one
        after another and see what those before them have written. They gain by it what a
        transaction costs, and wait for the disk as those of `write(flush=False)` do.
        """
        has_events = False
        noted: list[dict[str, Any]] = []

        @contextmanager
        def unit(actor: Actor, operation: str, scope: Scope) -> Iterator[UnitOfWork]:
            nonlocal has_events
            with (
                entered(scope),
                TrailedSession(connection, join_transaction_mode="rollback_only") as session,
            ):
                connection.execution_options(**self._compiled.options())
                uow = self._unit(session, actor, operation, writing=True)
                yield uow
                has_events |= uow.finish()
                noted.extend(uow.audited())
                session.commit()

        with self._turn, translated():
            with self._soon.begin() as connection:
                yield unit
                if noted:
                    with TrailedSession(connection) as session:
                        audit_chain.append(session, noted)
            self._unflushed = True
        if has_events:
            self._wake_relay()

    @property
    def files(self) -> Files:
        """Where its files lie (P09); raise `ConfigurationError` where nobody said."""
        self._files = self._files or opened(settings())
        return self._files

    def only_community(self) -> str | None:
        """Id of the community, where there is but one: then nobody need say which (P01)."""
        known = self.recent.read("communities", self._communities)
        return known[0] if len(known) == 1 else None

    def _communities(self) -> list[str]:
        with translated(), self.engine.connect() as connection:
            return list(connection.scalars(COMMUNITIES))

    def closed_communities(self) -> Closed:
        """What the closed communities are called, by their ids, as it was known within the last
        second (P01)."""
        known: Closed = self.recent.read("closed communities", self._closed)
        return known

    def _closed(self) -> Closed:
        with translated(), self.engine.connect() as connection:
            return {
                one.community_id: Said(one.name, one.name_en or one.name)
                for one in connection.execute(CLOSED)
            }

    def _wake_relay(self) -> None:
        """Have the relay look at the outbox."""
        failpoints.hit(failpoints.COMMITTED)
        for wake in self.after_commit:
            wake()

    def flush(self) -> None:
        """Put on disk what units have committed without waiting for it."""
        if self._log and self._unflushed and self._log.exists():
            self._unflushed = False
            to_thread(flush_file, self._log)

    @contextmanager
    def read(
        self, actor: Actor = SYSTEM, operation: str = "", *, scope: Scope | None = None
    ) -> Iterator[UnitOfWork]:
        """A unit that only reads, in a scope as in `write`."""
        with (
            translated(),
            entered(scope or actor.scope),
            self._session(self.engine) as session,
        ):
            yield self._unit(session, actor, operation, writing=False)

    def _session(self, engine: Engine, **how: Any) -> TrailedSession:
        """A session in the present scope."""
        return TrailedSession(engine.execution_options(**self._compiled.options()), **how)

    def _unit(
        self, session: TrailedSession, actor: Actor, operation: str, *, writing: bool
    ) -> UnitOfWork:
        if isinstance(self.clock, ShiftedClock):
            seconds, stands_at = session.execute(TIME).one_or_none() or (0, None)
            self.clock.offset = timedelta(seconds=seconds)
            self.clock.stands_at = stands_at
        return UnitOfWork(
            session,
            actor,
            self.clock,
            self.service,
            operation,
            writing,
            self.recent,
            lambda: self.files,
            compiled=self._compiled,
        )

    def set_clock(self, offset: timedelta, stands_at: datetime | None = None) -> None:
        """Move the demo clock of this service, for all its processes; with `stands_at` it stands
        still there."""
        with self.write(operation="set_clock", flush=False) as uow:
            uow.session.execute(delete(demo_clock))
            seconds = int(offset.total_seconds())
            row = {"id": 1, "offset_seconds": seconds, "stands_at": stands_at}
            uow.session.execute(insert(demo_clock).values(row))

    def ping(self) -> None:
        """Raise `StorageAway` unless the database answers."""
        with self.read() as uow:
            uow.session.execute(text("SELECT 1"))


@contextmanager
def translated() -> Iterator[None]:
    """Turn the loss of the database into `StorageAway`, a wait cut short into `RowsInUse`."""
    try:
        yield
    except (OperationalError, PoolTimeout) as error:
        if getattr(getattr(error, "orig", None), "pgcode", None) == LOCK_NOT_AVAILABLE:
            raise RowsInUse from error
        raise StorageAway from error
    except DBAPIError as error:
        if error.connection_invalidated or "read-only" in str(error.orig):
            raise StorageAway from error
        raise


@contextmanager
def deciding() -> Iterator[None]:
    """Around a commit: of one during which the connection is lost, nobody knows the outcome."""
    try:
        yield
    except DBAPIError as error:
        if error.connection_invalidated:
            raise OutcomeUnknown from error
        raise


def flush_file(path: Path) -> None:
    """Have the system write a file to the disk; returns when it has."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def open_store(
    url: str, service: str, *, demo: bool = False, pool_size: int = 20, pool_timeout: float = 30
) -> Store:
    """The store of a service that runs for real."""
    engine = make_engine(url, pool_size=pool_size, pool_timeout=pool_timeout)
    return Store(engine, ShiftedClock() if demo else SystemClock(), service)
