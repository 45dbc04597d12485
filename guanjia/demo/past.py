"""A store whose clock is moved through the past: demo data is made by the services' own rules.

All units of one load share one transaction, so that a database has the whole past or none of it.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, case, delete, func, insert, select, update

from foundation import sweep
from foundation.actor import SYSTEM, Actor, Grant
from foundation.clock import FixedClock, at_local, local_date
from foundation.deadlines import WAITING
from foundation.scope import ALL, NONE_CLOSED, Closed, Scope, entered
from foundation.storage import audit_chain
from foundation.storage.audit import TrailedSession
from foundation.storage.placed import NAME, Compiled
from foundation.storage.store import Store
from foundation.storage.tables import (
    audit,
    community_replica,
    company_replica,
    deadlines,
    duty_replica,
    household_replica,
    outbox,
    person_replica,
)
from foundation.storage.unit_of_work import UnitOfWork
from guanjia.demo.community import homes
from guanjia.demo.estates import COMPANY, ESTATES, estate, key
from guanjia.demo.staff import member, people, roster

Story = Iterator[timedelta]
"""Something that happened, step by step: between two steps it yields how long it took."""
NEVER = timedelta(days=36_500)
"""A story that waits so long stays where it is."""
LONG_PUBLISHED = timedelta(minutes=10)
LOADED = "demo.load"
"""Operation of the audit row that says a database has its demo data."""


class Past(Store):
    """Units of work at any moment up to `now`, on one connection, committed together."""

    def __init__(self, connection: Connection, service: str, now: datetime) -> None:
        self.connection = connection
        self.clock: FixedClock = FixedClock(now)
        self.service = service
        self._files = None
        self._compiled = Compiled()
        self.today = local_date(now)
        self.present = now
        self.after_commit: list[Callable[[], None]] = []
        self.unpublished: list[str] = []
        """Events whose effect no loader can foresee, such as who is in arrears."""

    def only_community(self) -> None:
        """None: who works for the company says what is the company's."""

    def closed_communities(self) -> Closed:
        """None: what the past tells of was all looked after."""
        return NONE_CLOSED

    def leave_unpublished(self, since: datetime, *types: str) -> None:
        """Let events of these types be published when the services start."""
        wanted = select(outbox.c.event_id).where(
            outbox.c.type.in_(types), outbox.c.occurred_at >= since
        )
        self.unpublished += self.connection.scalars(wanted)

    @contextmanager
    def write(
        self,
        actor: Actor = SYSTEM,
        operation: str = "",
        *,
        scope: Scope | None = None,
        flush: bool = True,
    ) -> Iterator[UnitOfWork]:
        """A unit at the clock's moment; the disk is waited for once, when all is loaded."""
        with entered(seen_by(actor, scope)), self._opened() as session:
            uow = self._made(session, actor, operation, writing=True)
            yield uow
            uow.finish()
            audit_chain.append(session, uow.audited())
            session.commit()

    @contextmanager
    def read(
        self, actor: Actor = SYSTEM, operation: str = "", *, scope: Scope | None = None
    ) -> Iterator[UnitOfWork]:
        """A unit that only reads."""
        with entered(seen_by(actor, scope)), self._opened() as session:
            yield self._made(session, actor, operation, writing=False)

    def _made(
        self, session: TrailedSession, actor: Actor, operation: str, *, writing: bool
    ) -> UnitOfWork:
        return UnitOfWork(
            session, actor, self.clock, self.service, operation, writing, compiled=self._compiled
        )

    def _opened(self) -> TrailedSession:
        here = self.connection.execution_options(**self._compiled.options())
        return TrailedSession(
            here, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )

    def days_ago(self, days: int, hour: str | None = None) -> datetime:
        """So many days ago, at a local hour such as `09:30`; without one, at this hour."""
        if hour is None:
            return self.present - timedelta(days=days)
        return at_local(self.today - timedelta(days=days), time.fromisoformat(hour))

    def until(self, hour: str, days: int = 1) -> timedelta:
        """How long it is from the clock's moment to a local hour so many days later."""
        now = self.clock.now()
        day = local_date(now) + timedelta(days=days)
        return max(at_local(day, time.fromisoformat(hour)) - now, timedelta(minutes=1))

    def call(self, entrypoint: Any, login: str | None, **data: Any) -> Any:
        """Call a service's method at the clock's moment as a person of the community."""
        return entrypoint.entry.perform(self, acting(login), data)

    def play(
        self, stories: Iterable[tuple[datetime, Story]], handlers: Mapping[str, sweep.Handler]
    ) -> None:
        """Let stories happen side by side in the order of time, each from its beginning on.

        What becomes due in between is processed at its moment. A story that reaches the present
        stays where it is: that is what the services find open.
        """
        queue = [(begins, turn, story) for turn, (begins, story) in enumerate(stories)]
        heapq.heapify(queue)
        while queue:
            at, turn, story = heapq.heappop(queue)
            if at <= self.present:
                self.advance(at, handlers)
                if (pause := next(story, None)) is not None:
                    heapq.heappush(queue, (at + pause, turn, story))
        self.advance(self.present, handlers)

    def advance(self, to: datetime, handlers: Mapping[str, sweep.Handler]) -> None:
        """Move the clock on, processing each deadline at the moment at which it is due."""
        while (due := self.next_due(handlers)) and due <= to:
            self.clock.set(max(due, self.clock.now()))
            if not sweep.process_due(self, handlers):
                raise RuntimeError(f"a deadline of {self.service} cannot be processed")
        self.clock.set(to)

    def work(self, moment: datetime, handlers: Mapping[str, sweep.Handler]) -> None:
        """Go to a moment and process what is due then, as after an outage: daily work once."""
        self.clock.set(moment)
        while sweep.process_due(self, handlers):
            pass

    def plan_anew(self) -> None:
        """Have PostgreSQL count what was written since, a community's first rows above all: it
        would look for each of thousands of them among thousands."""
        if self.connection.dialect.name == "postgresql":
            self.connection.exec_driver_sql("ANALYZE")

    def next_due(self, handlers: Mapping[str, sweep.Handler]) -> datetime | None:
        """When the next deadline is due."""
        waiting = (deadlines.c.state == WAITING) & deadlines.c.kind.in_(handlers)
        moment: datetime | None = self.connection.scalar(
            select(func.min(deadlines.c.due_at)).where(waiting)
        )
        return moment

    def is_loaded(self) -> bool:
        """Whether the database has its demo data."""
        statement = select(func.count()).select_from(audit).where(audit.c.operation == LOADED)
        return bool(self.connection.scalar(statement))

    def fill_replicas(self) -> None:
        """What the directory's events would have brought: households, people, roster."""
        if estate().is_first:
            self.name_all()
        rows = (
            (household_replica, homes()),
            (person_replica, people().values()),
            (duty_replica, roster(self.today)),
        )
        for table, made in rows:
            names = set(table.columns.keys()) - {NAME}
            where = {NAME: estate().id} if NAME in table.columns else {}
            told = [{name: one.event().get(name) for name in names} | where for one in made]
            self.connection.execute(insert(table), told)

    def name_all(self) -> None:
        """What is told of the communities and the company."""
        self.connection.execute(delete(community_replica))
        self.connection.execute(insert(community_replica), [one.event() for one in ESTATES])
        self.connection.execute(update(company_replica).values(COMPANY))

    def finish(self) -> None:
        """Note that the past is there, and that its events are published: every service has its
        own.

        The events of `unpublished` are left to be published when the services start.
        """
        published = update(outbox).where(outbox.c.event_id.not_in(self.unpublished))
        # The demo clock waits for the effects of what was published just now; these have theirs.
        latest = self.present - LONG_PUBLISHED
        sent_at = case((outbox.c.occurred_at > latest, latest), else_=outbox.c.occurred_at)
        self.connection.execute(published.values(sent_at=sent_at))
        loaded = {"at": self.present, "actor_id": SYSTEM.id, "actor_name": SYSTEM.name}
        loaded |= {"operation": LOADED, "request_id": "demo", "changes": []}
        loaded |= dict.fromkeys(("subject_kind", "subject_id", "community_id"))
        with self._opened() as session:
            audit_chain.append(session, [loaded])
            session.commit()


def seen_by(actor: Actor, scope: Scope | None) -> Scope:
    """The scope of a unit: all is in the community that is told of, of which residents see what is
    theirs; what somebody does for the company is done for all."""
    if actor.scope.of_company and not actor.acts_for_all:
        return ALL
    return replace(estate().scope, sight=(scope or actor.scope).sight)


def acting(login: str | None) -> Actor:
    """A person of the community as the actor of a call; None: the system."""
    if login is None:
        return SYSTEM
    one = member(login)
    return Actor(
        id=one.id,
        name=one.name,
        roles=frozenset({str(one.role)}),
        grants=frozenset({Grant(str(one.role), one.community_id)}),
        household_ids=frozenset(one.household_ids),
        request_id=key("request", login),
    )
