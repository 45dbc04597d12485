"""Services for the messaging tests: `teller` tells events, `listener` listens."""

import os
import time
from collections import Counter
from dataclasses import replace
from typing import Any, ClassVar

import nameko.rpc
from marshmallow import Schema, fields
from nameko.extensions import DependencyProvider
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select

from foundation.actor import SYSTEM
from foundation.clock import SystemClock
from foundation.errors import ServiceError, StorageAway
from foundation.messaging import dead_letters, inbox, outbox
from foundation.messaging.relay import RelayProvider
from foundation.messaging.rpc import rpc
from foundation.messaging.subscribe import Envelope, subscribe
from foundation.observability.observer import Observer
from foundation.service import Unit, handler
from foundation.storage import tables
from foundation.storage.engine import make_engine
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork

metadata = MetaData()
effects = Table(
    "effects",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(80)),
    Column("number", Integer),
)


class Told(Schema):
    """Something was told about `key`; the rest says how its handler is to behave."""

    source: ClassVar[str] = "teller"
    type_: ClassVar[str] = "told"
    placed: ClassVar[bool] = False
    version: ClassVar[int] = 1
    key = fields.String(required=True)
    number = fields.Integer(required=True)
    fails = fields.Integer()
    away = fields.Integer()
    seconds = fields.Float()
    deadly = fields.Boolean()


stores: dict[str, Store] = {}


class Refused(ServiceError):
    """It was refused."""

    code = "refused"


class StoreProvider(DependencyProvider):
    """The service's store, in the folder or database that the environment names."""

    store: Store

    def setup(self) -> None:
        self.store = open_store(self.container.service_name)
        stores[self.container.service_name] = self.store

    def get_dependency(self, worker_ctx: Any) -> Store:
        return self.store


def open_store(service: str) -> Store:
    """A store with the shared tables and `effects`."""
    url = os.environ["TEST_DATABASE"].replace("{service}", service)
    engine = make_engine(url, durable=False)
    tables.metadata.create_all(engine)
    metadata.create_all(engine)
    return Store(engine, SystemClock(), service)


class ContextProvider(DependencyProvider):
    """The context data of the call."""

    def get_dependency(self, worker_ctx: Any) -> dict[str, Any]:
        return dict(worker_ctx.data)


class Teller:
    """Tells events and answers calls."""

    name = "teller"
    store = StoreProvider()
    context = ContextProvider()
    relay = RelayProvider()
    observer = Observer()
    slept: ClassVar[list[float]] = []

    @rpc
    def echo(self, data: Any) -> Any:
        return data

    @rpc
    def told_context(self, data: Any) -> dict[str, Any]:
        return {key: value for key, value in self.context.items() if key != "call_id_stack"}

    @rpc
    def refuse(self, data: Any) -> None:
        raise Refused("不行", field="amount", limit="12.30")

    @rpc
    def stumble(self, data: Any) -> None:
        raise ZeroDivisionError("a secret of the house")

    @rpc
    def unanswerable(self, data: Any) -> Any:
        return object()

    @rpc
    def sleep(self, data: Any) -> float:
        time.sleep(data["seconds"])
        self.slept.append(data["seconds"])
        return float(data["seconds"])

    @rpc
    def count_sleeps(self, data: Any) -> int:
        return len(self.slept)

    @rpc
    def tell(self, data: Any) -> int:
        """Tell the events of `data["events"]` in one transaction each."""
        actor = replace(SYSTEM, request_id=self.context.get("request_id", ""))
        for event in data["events"]:
            with self.store.write(actor) as uow:
                uow.emit(Told, event["key"], event)
        return len(data["events"])

    @rpc
    def waiting(self, data: Any) -> int:
        return outbox.lag(self.store)[0]


class Listener:
    """Keeps what it is told, one row per event."""

    name = "listener"
    store = StoreProvider()
    observer = Observer()
    attempts: ClassVar[Counter[str]] = Counter()
    begun: ClassVar[list[int]] = []

    @subscribe("teller", "told")
    def on_told(self, envelope: Envelope) -> None:
        data = envelope.data
        self.begun.append(data["number"])
        self.attempts[envelope.id] += 1
        if data.get("deadly"):
            os._exit(1)
        time.sleep(data.get("seconds", 0))
        if self.attempts[envelope.id] <= data.get("away", 0):
            raise StorageAway
        if self.attempts[envelope.id] <= data.get("fails", 0):
            raise ValueError("not this time")
        with self.store.write() as uow:
            guarded = "TEST_NO_INBOX" not in os.environ
            first = inbox.first_time(uow.session, "listener.on_told", envelope.id)
            if first or not guarded:
                values = {"key": data["key"], "number": data["number"]}
                uow.session.execute(insert(effects).values(values))

    @rpc
    def effects(self, data: Any) -> list[list[Any]]:
        with self.store.read() as uow:
            rows = uow.session.execute(select(effects).order_by(effects.c.id))
            return [[row.key, row.number] for row in rows]

    @rpc
    def tries(self, data: Any) -> list[int]:
        return list(self.attempts.values())

    @rpc
    def starts(self, data: Any) -> list[int]:
        return list(self.begun)

    @rpc
    def dead(self, data: Any) -> list[dict[str, Any]]:
        return [
            {
                "id": letter.id,
                "subscriber": letter.subscriber,
                "error": letter.error,
                "attempts": letter.attempts,
                "data": letter.envelope.get("data"),
            }
            for letter in dead_letters.find(self.store)
        ]

    @rpc
    def replay(self, data: Any) -> None:
        dead_letters.replay(self.store, data["id"], self.on_told)


def keep(uow: UnitOfWork, envelope: Envelope) -> None:
    """Keep one row per event; `fails` attempts end badly."""
    data = envelope.data
    Keeper.attempts[envelope.id] += 1
    if Keeper.attempts[envelope.id] <= data.get("fails", 0):
        raise ValueError("not this time")
    values = {"key": data["key"], "number": data["number"]}
    uow.session.execute(insert(effects).values(values))


class KeepersUnit(StoreProvider):
    """The store as `handler` looks for it."""

    def get_dependency(self, worker_ctx: Any) -> Any:
        return Unit(self.store, worker_ctx.data)


class Keeper:
    """Keeps what it is told through `handler`, as the services do."""

    name = "keeper"
    unit = KeepersUnit()
    observer = Observer()
    attempts: ClassVar[Counter[str]] = Counter()

    on_told = handler(Told, keep)

    @rpc
    def effects(self, data: Any) -> list[list[Any]]:
        with self.unit.store.read() as uow:
            rows = uow.session.execute(select(effects).order_by(effects.c.id))
            return [[row.key, row.number] for row in rows]

    @rpc
    def dead(self, data: Any) -> list[int]:
        letters = dead_letters.find(self.unit.store)
        return [letter.envelope["data"]["number"] for letter in letters]


class Bystander:
    """Another service with an event handler, to see that a slow one holds nobody up."""

    name = "bystander"
    store = StoreProvider()
    received: ClassVar[list[int]] = []

    @subscribe("teller", "told")
    def on_told(self, envelope: Envelope) -> None:
        self.received.append(envelope.data["number"])

    @rpc
    def numbers(self, data: Any) -> list[int]:
        return list(self.received)


class Stock:
    """A service with nameko's own entrypoint."""

    name = "stock"
    context = ContextProvider()

    @nameko.rpc.rpc
    def echo(self, data: Any) -> Any:
        return {"data": data, "request_id": self.context.get("request_id")}

    @nameko.rpc.rpc
    def stumble(self, data: Any) -> None:
        raise ValueError("stock")


SERVICES = {cls.name: cls for cls in (Teller, Listener, Keeper, Bystander, Stock)}
