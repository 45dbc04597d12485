"""What tests of operations stand on: a migrated store, a clock, actors.

The store is on SQLite, and on PostgreSQL as well where a lock, a constraint or what SQL answers is
the point (`pytest.mark.both_databases`); at night all is tried on both.
"""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select, text

from foundation import second_person, sweep
from foundation.actor import SYSTEM, Actor
from foundation.clock import FixedClock
from foundation.files.folder import FolderFiles
from foundation.replica.handlers import put
from foundation.scope import ALL, FIRST_COMMUNITY, Scope
from foundation.storage.engine import make_engine
from foundation.storage.migrate import upgrade
from foundation.storage.store import Store
from foundation.storage.tables import (
    community_replica,
    duty_replica,
    household_replica,
    outbox,
    person_replica,
)
from tests.support import postgres
from tests.support.community import HERE
from tests.support.extent import NIGHTLY
from tests.support.shared import folder, locked

NOON = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
"""Monday, 2 November 2026, 10:00 in Shanghai."""


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at 2026-11-02 10:00 Asia/Shanghai until it is moved."""
    return FixedClock(NOON)


@pytest.fixture
def anybody_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule of the second person is off, for negative controls."""
    monkeypatch.setattr(second_person, "may_decide", lambda *_: True)


DATABASES = ("sqlite", "postgres")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose on which databases a test is tried that does not say it itself."""
    named = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "database" not in metafunc.fixturenames or "database" in named:
        return
    both = NIGHTLY or metafunc.definition.get_closest_marker("both_databases")
    metafunc.parametrize("database", DATABASES if both else DATABASES[:1], indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """The database in turn."""
    if request.param == "postgres":
        request.getfixturevalue("postgres_server")
    return str(request.param)


def sqlite_template(service: str) -> Path:
    """A migrated SQLite file, made once in a run."""
    template = folder() / f"{service}.template.db"
    with locked(f"template-{service}"):
        if not template.exists():
            making = folder() / f"{service}.making.db"
            engine = make_engine(f"sqlite:///{making}", durable=False)
            upgrade(engine, service)
            with engine.connect() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            engine.dispose()
            making.rename(template)
    return template


def sqlite_copy(service: str, home: Path) -> str:
    """The URL of a fresh migrated SQLite file."""
    copy = home / f"{service}.db"
    shutil.copy(sqlite_template(service), copy)
    return f"sqlite:///{copy}"


def renew(engine: Engine, template: Path) -> None:
    """Have the SQLite file of an engine hold what the template holds."""
    engine.dispose()
    path = Path(str(engine.url.database))
    for left in ("-wal", "-shm"):
        path.with_name(path.name + left).unlink(missing_ok=True)
    shutil.copy(template, path)


def postgres_copy(service: str) -> str:
    """The URL of a fresh migrated PostgreSQL database."""
    mark = folder() / f"{service}.template.pg"
    with locked(f"template-{service}"):
        if not mark.exists():
            url = postgres.create_database()
            engine = make_engine(url)
            upgrade(engine, service)
            engine.dispose()
            mark.write_text(url.rsplit("/", 1)[1])
    return postgres.create_database(mark.read_text())


UNNAMED = (
    "name = '', name_en = '', code = '', address = '', hours = '', service_phone = '', version = 1"
)
UNKNOWN = (
    "name = '', name_en = '', credit_code = '', address = '', phone = '', bank_account = '', "
    "version = 1"
)
"""What the migrations have made of the first community and of the company."""
EMPTIED = f"""
DO $$ DECLARE one text; BEGIN
    SET LOCAL lock_timeout = '20s';
    SET LOCAL session_replication_role = replica;  -- the ledger's triggers refuse to be emptied
    FOR one IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename NOT LIKE 'alembic%'
    LOOP
        CONTINUE WHEN one IN ('communities', 'community_replica', 'company', 'company_replica');
        EXECUTE format('DELETE FROM %I', one);  -- TRUNCATE takes many times as long
    END LOOP;
    IF to_regclass('communities') IS NOT NULL THEN
        DELETE FROM communities WHERE id <> '{FIRST_COMMUNITY}';  -- the first stays, unnamed
        UPDATE communities SET {UNNAMED}, closed_at = NULL, closed_reason = '';
        UPDATE company SET {UNKNOWN};
    END IF;
    DELETE FROM community_replica WHERE community_id <> '{FIRST_COMMUNITY}';
    UPDATE community_replica SET {UNNAMED}, closed = false;
    UPDATE company_replica SET {UNKNOWN};
    PERFORM setval(format('%I', sequencename)::regclass, 1, false)
        FROM pg_sequences WHERE last_value IS NOT NULL;
END $$
"""


SHAPE = "SELECT max(xmin::text::bigint), count(*) FROM pg_attribute"
"""Changes with every table, column and index that is made or dropped, not with rows."""


def shape(engine: Engine) -> tuple[Any, ...]:
    """What tells whether a test has changed the tables of a PostgreSQL."""
    with engine.connect() as connection:
        return tuple(connection.execute(text(SHAPE)).one())


class Databases:
    """Migrated empty databases, each with its engine, which go from test to test.

    A new one takes ten times as long, and a new engine has compiled no statement yet.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.idle: dict[tuple[str, str], list[tuple[Engine, Any]]] = defaultdict(list)

    def take(self, database: str, service: str) -> tuple[Engine, Any]:
        """An empty one, and its shape."""
        if self.idle[database, service]:
            return self.idle[database, service].pop()
        if database == "sqlite":
            home = self.home / str(uuid4())
            home.mkdir()
            return make_engine(sqlite_copy(service, home), durable=False), None
        engine = make_engine(postgres_copy(service), durable=False)
        return engine, shape(engine)

    def give_back(self, engine: Engine, before: Any, service: str) -> None:
        """Empty it for the next test; one whose tables were changed is dropped."""
        if engine.dialect.name == "sqlite":
            renew(engine, sqlite_template(service))
            self.idle["sqlite", service].append((engine, None))
        elif shape(engine) == before:
            with engine.begin() as connection:
                connection.execute(text(EMPTIED))
            self.idle["postgres", service].append((engine, before))
        else:
            self.drop(engine)

    def drop(self, engine: Engine) -> None:
        """Have it no longer."""
        engine.dispose()
        if engine.dialect.name == "postgresql":
            postgres.drop_database(engine.url.render_as_string(hide_password=False))


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Those of this worker."""
    made = Databases(tmp_path_factory.mktemp("databases"))
    yield made
    for engine, _shape in chain.from_iterable(made.idle.values()):
        made.drop(engine)


@pytest.fixture
def store_of(
    database: str, clock: FixedClock, databases: Databases, tmp_path: Path
) -> Iterator[Callable[[str], Store]]:
    """Makes the migrated store of a service, on the database in turn."""
    taken: list[tuple[Engine, Any, str]] = []

    def make(service: str) -> Store:
        engine, before = databases.take(database, service)
        taken.append((engine, before, service))
        return Store(engine, clock, service, FolderFiles(tmp_path / "files"))

    yield make
    for one in taken:
        databases.give_back(*one)


@pytest.fixture
def actor() -> Callable[..., Actor]:
    """Makes an actor: `actor("steward")`, `actor("resident", household_ids=["h1"])`."""

    def make(role: str, *, id: str | None = None, name: str | None = None, **more: Any) -> Actor:
        household_ids = frozenset(more.pop("household_ids", ()))
        return Actor(
            id=id or f"p-{role}",
            name=name or role,
            roles=frozenset({role}),
            household_ids=household_ids,
            request_id="test",
            **more,
        )

    return make


def process_due(store: Store, service: Any, limit: int = 10_000) -> int:
    """Sweep until nothing is due at the clock's now; tell how many deadlines were worked."""
    total = 0
    while processed := sweep.process_due(store, service.deadline_handlers, limit):
        total += processed
    return total


def events(store: Store, type_: str | None = None) -> list[dict[str, Any]]:
    """Outbox rows emitted so far, oldest first; of one type, if given."""
    statement = select(outbox).order_by(outbox.c.id)
    if type_:
        statement = statement.where(outbox.c.type == type_)
    with store.read() as uow:
        return [dict(row._mapping) for row in uow.session.execute(statement)]


def perform(store: Store, entrypoint: Any, actor: Actor, **data: Any) -> Any:
    """Call a service's entrypoint as RPC would: `perform(store, Service.lodge, actor, ...)`."""
    return entrypoint.entry.perform(store, actor, data)


def deliver(
    store: Store,
    service: Any,
    handler: str,
    happened_at: datetime | None = None,
    where: Scope = HERE,
    done_by: Actor = SYSTEM,
    **data: Any,
) -> None:
    """Hand event data to a service's handler operation, without the inbox; `done_by` caused it."""
    handle = getattr(service, handler)
    loaded = handle.event().load(data)
    about = where if handle.event.placed else ALL
    with store.write(operation=f"event:{handler}", scope=about) as uow:
        at = happened_at or uow.now
        event = SimpleNamespace(
            id=uow.new_id(),
            occurred_at=at,
            data=loaded,
            actor={"id": done_by.id, "name": done_by.name},
        )
        handle.operation(uow, event)


def put_household(
    store: Store, household_id: str = "h1", where: Scope = HERE, **values: Any
) -> dict[str, Any]:
    """Fill the replica with a household, and with its community, whose code is `NY`."""
    there = {"community_id": where.community, "version": 1, "name": "", "code": "NY"}
    row = {
        "household_id": household_id,
        "version": 1,
        "building": "1栋",
        "unit": "1-101",
        "floor": 1,
        "unit_type": "residential",
        "area_m2": "100.00",
        "owner_name": "王芳",
        "billing_from": None,
        "vacant": False,
        "two_person_visit": False,
        "members": [],
    } | values
    with store.write(scope=where) as uow:
        put(uow, community_replica, there)
        put(uow, household_replica, row)
    return row


def put_person(store: Store, person_id: str, *roles: str, **values: Any) -> dict[str, Any]:
    """Fill the replica with a person."""
    row = {
        "person_id": person_id,
        "version": 1,
        "name": person_id,
        "roles": list(roles),
        "buildings": [],
        "skills": [],
        "household_ids": [],
        "phone": None,
        "email": None,
        "active": True,
    } | values
    with store.write() as uow:
        put(uow, person_replica, row)
    return row


def put_duty(
    store: Store,
    person_id: str,
    duty: str,
    starts_at: datetime,
    ends_at: datetime,
    where: Scope = ALL,
) -> None:
    """Fill the replica with a shift, of the company unless said otherwise."""
    row = {
        "shift_id": f"{person_id}-{duty}-{starts_at:%Y%m%d%H}",
        "version": 1,
        "person_id": person_id,
        "duty": duty,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "cancelled": False,
    }
    with store.write(scope=where) as uow:
        put(uow, duty_replica, row)
