"""From a contract's method to a nameko entrypoint: decode, authorise, call one operation, encode.

A service is a table:

    class ComplaintsService(Service):
        name = "complaints"
        lodge = command(methods.LODGE, intake.lodge)
        search = query(methods.SEARCH, queries.search)
        on_repair_requested = handler(RepairRequested, linked_repairs.link)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from itertools import product
from typing import Any, ClassVar

from sqlalchemy import select

from foundation import (
    erased_copies,
    erasure,
    failpoints,
    policy_admin,
    retention,
    sweep,
    words_backfill,
)
from foundation.actor import SYSTEM, Actor
from foundation.bound_method import BoundMethod, MethodContract, Operation, Procedure
from foundation.config import settings
from foundation.demo_methods import DemoClock
from foundation.erasure import Erasure
from foundation.messaging import inbox
from foundation.messaging.container import DependencyProvider, timer
from foundation.messaging.relay import RelayProvider
from foundation.messaging.rpc import rpc
from foundation.messaging.subscribe import Envelope, subscribe
from foundation.observability.observer import Observer
from foundation.retention_policy import RetentionPolicy
from foundation.scope import ALL, Scope
from foundation.storage.store import Store, open_store
from foundation.storage.tables import community_replica
from foundation.storage.unit_of_work import UnitOfWork


def command(
    method: MethodContract, operation: Operation, prepare: Callable[[Any], Any] | None = None
) -> Any:
    """An RPC method that writes; `prepare` changes the payload before the unit opens."""
    return entrypoint(BoundMethod(method, operation, writes=True, prepare=prepare))


def query(method: MethodContract, operation: Operation) -> Any:
    """An RPC method that only reads."""
    return entrypoint(BoundMethod(method, operation, writes=False))


def procedure(
    method: MethodContract, operation: Callable[[Store, Actor, Any], Any], *, keyed: bool = True
) -> Any:
    """An RPC method that opens its own units of work: `operation(store, actor, data)`."""
    return entrypoint(Procedure(method, operation, keyed=keyed))


def entrypoint(entry: BoundMethod | Procedure) -> Any:
    """The nameko entrypoint of an entry; the entry stands at its attribute `entry`."""

    def call(service: "Service", data: Any = None) -> Any:
        return entry.perform(service.unit.store, service.unit.actor, data)

    call.__name__ = entry.method.name
    call.__doc__ = entry.operation.__doc__
    call.entry = entry  # type: ignore[attr-defined]
    return rpc(call)


def handler(event: type[Any], *operations: Callable[[UnitOfWork, Envelope], Any]) -> Any:
    """Subscribe an operation, or several one after another, to an event; all effects and the inbox
    row share one transaction.

    A delivery that was processed before changes nothing, however often it comes. Several may be
    processed together.
    """
    schema, operation = event(), in_turn(*operations)

    def handle(service: "Service", *envelopes: Envelope) -> None:
        store, subscriber = service.unit.store, subscriber_of(service, handle)
        if len(envelopes) == 1:
            receive(store, subscriber, schema, operation, envelopes[0])
        else:
            receive_together(store, subscriber, schema, operation, envelopes)

    handle.__name__ = f"on_{schema.type_}"
    handle.__doc__ = operation.__doc__
    handle.event = event  # type: ignore[attr-defined]
    handle.operation = operation  # type: ignore[attr-defined]
    handle.together = True  # type: ignore[attr-defined]
    return subscribe(schema.source, schema.type_)(handle)


def in_turn(
    first: Callable[[UnitOfWork, Envelope], Any], *others: Callable[[UnitOfWork, Envelope], Any]
) -> Callable[[UnitOfWork, Envelope], Any]:
    """An operation that does what several do."""
    if not others:
        return first

    @wraps(first)
    def act(uow: UnitOfWork, envelope: Envelope) -> None:
        for operation in (first, *others):
            operation(uow, envelope)

    return act


def subscriber_of(service: "Service", handle: Any) -> str:
    """The name under which a handler keeps its inbox."""
    return f"{service.name}.{handle.__name__}"


def receive(
    store: Store,
    subscriber: str,
    schema: Any,
    operation: Callable[[UnitOfWork, Envelope], Any],
    envelope: Envelope,
) -> bool:
    """Process one delivery; return whether it was the first of its event."""
    data = schema.load(envelope.data)
    about = Scope.within(envelope.community_id)
    with store.write(actor_of(envelope), f"event:{subscriber}", scope=about, flush=False) as uow:
        if not inbox.first_time(uow.session, subscriber, envelope.id):
            return False
        operation(uow, envelope.with_data(data))
        failpoints.hit(failpoints.EVENT_PROCESSING)
        return True


def receive_together(
    store: Store,
    subscriber: str,
    schema: Any,
    operation: Callable[[UnitOfWork, Envelope], Any],
    envelopes: Sequence[Envelope],
) -> None:
    """Work several deliveries in one transaction, each in a unit of its own: all, or none.

    Raise what the first that cannot be processed raises, and `RowsInUse` rather than let a person
    wait: many rows are held until all are done, in whatever order the events came.
    """
    known = [envelope.with_data(schema.load(envelope.data)) for envelope in envelopes]
    with store.together() as unit:
        with unit(SYSTEM, f"event:{subscriber}", ALL) as uow:
            uow.give_way(sweep.GIVE_WAY)
            ids = [envelope.id for envelope in known]
            new = inbox.first_times(uow.session, subscriber, ids)
        for envelope in known:
            if envelope.id in new:
                new.remove(envelope.id)
                about = Scope.within(envelope.community_id)
                with unit(actor_of(envelope), f"event:{subscriber}", about) as uow:
                    operation(uow, envelope)
                    failpoints.hit(failpoints.EVENT_PROCESSING)


def actor_of(envelope: Envelope) -> Actor:
    """The system, on the request that the event came of."""
    return replace(SYSTEM, request_id=envelope.request_id)


@dataclass(frozen=True)
class Unit:
    """What a worker has at hand: its service's store and who is calling."""

    store: Store
    context: Mapping[str, Any]

    @property
    def actor(self) -> Actor:
        """Who is calling; raise `NotAuthenticated` where the call names nobody."""
        return Actor.from_context(self.context)


WAIT_SHARE = 0.8
"""Of a caller's patience, how much of it may be spent on waiting for a connection: the answer that
there is none must arrive before the caller has gone."""


class UnitProvider(DependencyProvider):
    """Opens the service's database when the container starts, closes it when it stops."""

    store: Store

    def setup(self) -> None:
        """Open the store and join it to the relay."""
        service = self.container.service_name
        chosen = settings()
        self.store = open_store(
            chosen.database_of(service),
            service,
            demo=chosen.demo,
            pool_size=chosen.pool_size,
            pool_timeout=chosen.rpc_timeout * WAIT_SHARE,
        )
        _ = self.store.files  # a wrong configuration ends the start

    def stop(self) -> None:
        """Close the connections."""
        self.store.engine.dispose()

    def get_dependency(self, worker_ctx: Any) -> Unit:
        """The unit of one worker."""
        return Unit(self.store, worker_ctx.data)


def begin(store: Store, service: type["Service"]) -> None:
    """See to what a service does by itself, in each community that it knows."""
    retention.arm_once(store)
    erased_copies.arm_once(store)
    if service.worded:
        with store.write(operation="arm_indexing", flush=False) as uow:
            words_backfill.arm(uow)
    with store.read() as uow:
        known: list[str] = list(uow.session.scalars(select(community_replica.c.community_id)))
    for community, see_to in product(known, service.begun):
        about = Scope.within(community)
        with store.write(operation=see_to.__name__, scope=about, flush=False) as uow:
            see_to(uow)


class Service(DemoClock):
    """Base of the five services: health, the sweep of deadlines, and its administration."""

    name: ClassVar[str]
    deadline_handlers: ClassVar[Mapping[str, sweep.Handler]] = {}
    retention_policy: ClassVar[type[RetentionPolicy]] = RetentionPolicy
    """The policy that says how many days rows are kept."""
    retention_rules: ClassVar[tuple[retention.RetentionRule, ...]] = ()
    """How long rows of its own tables are kept, beside those that every service has."""
    erasures: ClassVar[tuple[Erasure, ...]] = ()
    """What takes people and their words out of papers that stay (P08)."""
    seen_to: ClassVar[tuple[retention.Portion, ...]] = ()
    """What each night does beside in each community."""
    worded: ClassVar[tuple[type[Any], ...]] = ()
    """Its mapped classes with words that people look for (P07)."""
    begun: ClassVar[tuple[Callable[[UnitOfWork], object], ...]] = ()
    """What each process sees to in each community when it starts; it does nothing where that was
    done before."""
    erase_person: Callable[[UnitOfWork, str], object]
    """Takes somebody who was erased out of what the service keeps (P08); not of the directory."""
    erase_contact: Callable[[UnitOfWork, str], object] = staticmethod(erasure.forget_answers)
    """Takes out of it what somebody of the staff who was erased was reached by."""
    armed: ClassVar[bool] = False

    unit = UnitProvider()
    relay = RelayProvider()
    observer = Observer()

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        forget = retention.forgetting(
            cls.retention_policy,
            cls.retention_rules,
            cls.erasures,
            cls.seen_to,
            community_replica.c.community_id,
        )
        planned = policy_admin.deadlines_of(cls.retention_policy)
        index = words_backfill.indexing(cls.worded) if cls.worded else {}
        copies = erased_copies.HANDLERS
        cls.deadline_handlers = {**cls.deadline_handlers, **forget, **copies, **planned, **index}

    @classmethod
    def subscriptions(cls) -> dict[tuple[str, str], str]:
        """(source, type) of the events that the service handles → the subscriber's name."""
        handlers = (getattr(cls, name) for name in dir(cls) if name.startswith("on_"))
        return {
            (handle.event.source, handle.event.type_): f"{cls.name}.{handle.__name__}"
            for handle in handlers
        }

    @timer(interval=1)
    def process_deadlines(self) -> None:
        """Process what has become due; safe in all instances at once."""
        if not type(self).armed:
            begin(self.unit.store, type(self))
            type(self).armed = True
        sweep.process_due(self.unit.store, self.deadline_handlers)

    @rpc
    def health(self, data: Any = None) -> dict[str, str]:
        """Answer if the service and its database are there; raise `StorageAway` else."""
        self.unit.store.ping()
        return {"service": self.name, "status": "ok"}
