"""The unit of work: one transaction with what an operation needs around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any, ClassVar, Protocol, TypeVar

from sqlalchemy import (
    Executable,
    bindparam,
    insert,
    inspect,
    select,
    text,
)

from foundation import policy, policy_changes, scope
from foundation.actor import Actor
from foundation.clock import SHANGHAI, Clock
from foundation.deadlines import Deadlines
from foundation.errors import NotFound, StaleEdit
from foundation.ids import new_id
from foundation.policy import Changed, Source
from foundation.policy_changes import AS_IT_IS, PolicyChange, Wording
from foundation.storage import numbers
from foundation.storage.audit import Trail
from foundation.storage.idempotency import IdempotencyKey
from foundation.storage.inserting import dialect_of, insert_ignoring, updating
from foundation.storage.placed import NAME, Placed
from foundation.storage.scoped_unit import ScopedUnit
from foundation.storage.tables import outbox
from foundation.storage.ttl_cache import TtlCache

INSERT_EVENTS = insert(outbox)
"""Statements of every unit, built once: to build one takes several times as long as to send it."""
Row = TypeVar("Row")
PolicyT = TypeVar("PolicyT")


class EventSchema(Protocol):
    """A schema of `contracts/*/events.py`."""

    source: ClassVar[str]
    type_: ClassVar[str]
    version: ClassVar[int]
    placed: ClassVar[bool]
    """Whether it happens in a community; else it is about people, or the whole company."""

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """Encode."""

    def load(self, data: Any) -> Any:
        """Decode and validate."""


@cache
def schema_of(event: Callable[[], EventSchema]) -> EventSchema:
    """The one instance of an event's schema; making one costs more than using it."""
    return event()


@cache
def adding(model: type[Any]) -> Any:
    """The statement that adds rows to a table."""
    return insert(inspect(model).local_table)


@cache
def by_key(model: type[Any], options: tuple[Any, ...], writing: bool) -> Any:
    """The statement that finds a row by its key; one that writes locks it, and sees it as it is
    when it has got the lock."""
    (key,) = inspect(model).primary_key
    found = select(model).where(key == bindparam("key")).options(*options)
    if not writing:
        return found
    return found.with_for_update(of=model).execution_options(populate_existing=True)


@dataclass
class UnitOfWork(ScopedUnit):
    """One transaction. Everything an operation does to the world goes through it.

    `now` stands still for the whole unit. Nothing is published or sent from inside: events are
    outbox rows, messages are rows that are sent later.
    """

    clock: Clock
    service: str
    operation: str
    writing: bool
    recent: TtlCache = field(default_factory=TtlCache)
    files_of: Callable[[], Any] | None = None
    """Opens the service's files (P09)."""
    now: datetime = field(init=False)
    trail: Trail = field(init=False)
    deadlines: Deadlines = field(init=False)
    changed_recent: bool = field(init=False, default=False)
    _events: list[dict[str, Any]] = field(init=False, default_factory=list)
    _appended: dict[type[Any], list[dict[str, Any]]] = field(init=False, default_factory=dict)
    _subject: tuple[str | None, str | None] = field(init=False, default=(None, None))
    _changed: Changed | None = field(init=False, default=None)
    _policies: dict[tuple[type[Any], str | None], Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.now = self.clock.now()
        self.trail = self.session.trail
        self.deadlines = Deadlines(self.session, self.now)

    @property
    def files(self) -> Any:
        """Where the service's files lie (`foundation.files.port.Files`): for deadlines, whose
        effect outside is the same however often it comes."""
        assert self.files_of is not None
        return self.files_of()

    def new_id(self) -> str:
        """A fresh identifier of this moment."""
        return new_id(self.now)

    def rows(self, statement: Executable, **values: Any) -> Sequence[Any]:
        """What a statement reads, as plain rows: for what is shown only. Its `bindparam`s are
        compared with the values. In a unit that writes, as the unit has changed them so far."""
        if self.writing:
            self.session.flush()
        return self.session.execute(statement, values).all()

    def load(self, model: type[Row], key: Any, *options: Any) -> Row:
        """The row with this key, locked until the end of a writing unit; raise `NotFound`, also for
        one that the caller does not see.

        The unit is in its community from then on. `options` say what is loaded with it.
        """
        row = self.find(model, key, *options)
        if row is None:
            raise NotFound
        community: str | None = getattr(row, NAME, None)
        if community is not None:
            self.enter(community)
        return row

    def find(self, model: type[Row], key: Any, *options: Any) -> Row | None:
        """The row with this key, as `load` has it, if it is there and the caller sees it; the unit
        stays where it is."""
        found = by_key(model, options, self.writing)  # type: ignore[arg-type]
        row: Row | None = self.session.scalars(found, {"key": key}).unique().one_or_none()
        return row

    def append(self, model: type[Any], **values: Any) -> None:
        """Add a row of a history at the end of the unit: one that is not audited itself, and that
        nothing else in the unit reads. Costs half of what the session takes for it."""
        if issubclass(model, Placed):
            values.setdefault(NAME, scope.here())  # the unit may be in another by then
        self._appended.setdefault(model, []).append(values)

    def give_way(self, after: timedelta) -> None:
        """Wait no longer than this for a row that another unit holds; then raise `RowsInUse`.

        The units of SQLite take turns as a whole and hold nothing from one another.
        """
        if self.session.get_bind().dialect.name == "postgresql":
            milliseconds = int(after / timedelta(milliseconds=1))
            self.session.execute(text(f"SET LOCAL lock_timeout = {milliseconds}"))

    def check_version(self, row: Any) -> None:
        """Raise `StaleEdit` if the caller has read another version than this one."""
        if self.caller.if_match is not None and self.caller.if_match != str(row.version):
            raise StaleEdit

    def emit(self, event: Callable[[], EventSchema], aggregate_id: str, data: Any) -> str:
        """Add an event to the outbox; it leaves when, and only when, this unit is committed."""
        schema = schema_of(event)
        payload = schema.dump(data)
        schema.load(payload)
        event_id = self.new_id()
        self._events.append(
            {
                "event_id": event_id,
                "source": schema.source,
                "type": schema.type_,
                "version": schema.version,
                "aggregate_id": aggregate_id,
                "occurred_at": self.now,
                "request_id": self.caller.request_id,
                "actor": {"id": self.caller.id, "name": self.caller.name},
                "community_id": self.community if schema.placed else None,
                "data": payload,
            }
        )
        return event_id

    def number(self, series: str) -> str:
        """The next number of the community's series in the local year, without gaps:
        `TS-2026-000001` in the first, `TS-YH-2026-000001` in one with the code YH."""
        return self.numbers(series, 1)[0]

    def numbers(self, series: str, count: int) -> list[str]:
        """The next `count` numbers of a series."""
        return numbers.draw(self.session, series, self.now.astimezone(SHANGHAI).year, count)

    def subject(self, kind: str, key: str) -> None:
        """Say what the audit row of this unit is about."""
        self._subject = (kind, key)

    def policy(self, cls: type[PolicyT]) -> PolicyT:
        """The policy in force in the community that the unit is in: the defaults of `cls` with
        what the company has changed, and the community for itself; the company's where the unit
        has entered none (P01).

        A unit judges by one policy from its first word in a community to its last.
        """
        key = cls, self.community
        if key not in self._policies:
            self._changed = self._changed or self.what_changed()
            changed = self._changed.within(self.community)
            self._policies[key] = policy.policy_of(cls, changed)
        in_force: PolicyT = self._policies[key]
        return in_force

    def policy_at(self, cls: type[PolicyT], moment: datetime) -> PolicyT:
        """The policy that was in force at a moment in the community that the unit is in: what began
        under it goes by it, whatever was changed since."""
        changes = self.recent.read("policy_history", lambda: policy.history(self.session))
        if not changes or not moment < changes[-1].holds_from:
            return self.policy(cls)
        then = policy.Changed({}, {}, changes).at(moment)
        return policy.policy_of(cls, then.within(self.community))

    def policies(self, cls: type[PolicyT]) -> dict[str | None, PolicyT]:
        """The company's policy (None), and that of each community that has values of its own."""
        changed = self.what_changed()
        places = (None, *changed.communities)
        return {place: policy.policy_of(cls, changed.within(place)) for place in places}

    def policy_sources(self, cls: type[Any]) -> dict[str, Source]:
        """Where each value of the policy in force comes from: code, company or community."""
        return policy.sources(cls, self.what_changed(), self.community)

    def change_policy(
        self,
        cls: type[Any],
        name: str,
        value: Any,
        community: str | None = None,
        *,
        say: Wording = AS_IT_IS,
        by: Actor | None = None,
        **how: Any,
    ) -> str:
        """Change one value of a policy, audited: the company's or, for itself, a community's; None
        takes it back to what holds without it. `by` is who made it where that is not the caller,
        such as whom an event names. `how` may have `holds_from` and `reason`. Return the
        id of the change. Raise `InvalidInput` for what does not fit, `PolicyContradiction` and
        `PolicyUnfit` for what contradicts, `NotFound` for a community out of scope.

        Once the unit is committed, units of this process judge by it at once, those of others
        within a second.
        """
        if community is not None:
            self.enter(community)
        change = PolicyChange(name, value, community, **how)
        made, before = policy_changes.make(
            self.session, cls, change, self.now, by or self.caller, say
        )
        told = {one: fact for one, fact in how.items() if fact is not None}
        if by:
            told["by"] = by.name
        self.policy_changed(name, before=before, after=value, **told)
        return made

    def policy_changed(self, name: str, **facts: Any) -> None:
        """Note what became of a value, and judge by it from here on."""
        self.subject("policy", name)
        self.trail.note("policies", name, **facts)
        self.change_recent()
        self._changed = None
        self._policies.clear()

    def what_changed(self) -> Changed:
        """What differs from the defaults by now, of the company and of communities."""
        known: Changed = self.recent.read("policies", lambda: policy.read(self.session))
        return known.at(self.now)

    def recently(self, name: str, read: Callable[[], Row]) -> Row:
        """What hardly ever changes, of the communities in scope and the company, as it was read
        within the last second or as it is read now. The unit that changes it says so by
        `change_recent`."""
        return self.recent.read((name, scope.current().communities), read)

    def change_recent(self) -> None:
        """Read anew from here on; once it is committed, so do all units of this process."""
        self.recent = TtlCache()
        self.changed_recent = True

    def once(self, key: str, payload: Any, act: Callable[[], Any]) -> Any:
        """Act, or give the first answer of this key again (B10); raises as
        `IdempotencyKey.perform`."""
        once = IdempotencyKey(self.caller, self.operation, key, payload)
        return once.perform(self.session, self.now, act)

    def insert_ignoring(self, table: Any) -> Any:
        """`INSERT … ON CONFLICT DO NOTHING` into a table."""
        return insert_ignoring(self.session, table)

    def insert_or_update(self, table: Any, names: tuple[str, ...], when: Callable[..., Any]) -> Any:
        """`INSERT … ON CONFLICT DO UPDATE` of the columns named, where `when` says so of the row
        that is there and the new one; such a row is locked in any case."""
        return updating(table, dialect_of(self.session), names, when)

    def finish(self) -> bool:
        """Write histories and outbox; return whether there are events. Called before `audited`."""
        self.session.flush()
        self.session.words.put(self.session)
        for model, rows in self._appended.items():
            self.session.execute(adding(model), rows)  # type: ignore[arg-type]
        if self._events:
            self.session.execute(INSERT_EVENTS, self._events)
        return bool(self._events)

    def audited(self) -> list[dict[str, Any]]:
        """What the audit trail says of this unit: one row, or none where nothing was changed. It is
        chained as the last act of the transaction (`audit_chain.append`)."""
        if not self.trail.changes:
            return []
        kind, key = self._subject
        return [
            {
                "at": self.now,
                "actor_id": self.caller.id,
                "actor_name": self.caller.name,
                "operation": self.operation,
                "request_id": self.caller.request_id,
                "subject_kind": kind,
                "subject_id": key,
                "changes": self.trail.changes,
                "community_id": self.community,
            }
        ]
