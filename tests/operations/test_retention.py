"""What piles up is kept as long as the policy says, and no longer."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    Integer,
    Numeric,
    String,
    Table,
    func,
    insert,
    select,
)

from contracts.retention import RetentionKind
from foundation import audit_keeping, policy, retention
from foundation.actor import Actor, Grant
from foundation.clock import SHANGHAI, FixedClock
from foundation.config import SERVICES
from foundation.deadlines import WAITING
from foundation.erased_copies import FORGET_COPIES
from foundation.errors import AlreadyDone, Forbidden, InvalidInput
from foundation.ids import new_id
from foundation.replica.handlers import put
from foundation.retention_nights import policies_of
from foundation.scope import ALL, FIRST_COMMUNITY, Scope
from foundation.storage.placed import NAME
from foundation.storage.store import Store
from foundation.storage.tables import (
    audit,
    community_replica,
    dead_letters,
    deadlines,
    idempotency_keys,
)
from foundation.storage.types import Instant
from guanjia.registry import service_class
from services.directory.policy import DirectoryPolicy
from services.directory.service import DirectoryService as Directory
from services.notices import retention as messages
from services.notices.policy import NoticesPolicy
from tests.operations import conftest as support
from tests.operations.conftest import perform
from tests.support.community import HERE, OTHER, THERE, enter_another

StoreOf = Callable[[str], Store]
MOMENT = timedelta(minutes=1)


pytestmark = pytest.mark.both_databases


def fill(store: Store, table: Table, at: datetime, *, scope: Scope = HERE, **values: Any) -> None:
    """A row of that moment, whatever else it needs."""
    row: dict[str, Any] = {}
    for column in table.columns:
        if column.name in (NAME, *values) or (
            column.primary_key and isinstance(column.type, BigInteger)
        ):
            continue
        if column.name == "id":
            row["id"] = new_id(at)
        elif isinstance(column.type, Instant):
            row[column.name] = at
        elif not column.nullable:
            row[column.name] = sample(column.type)
    with store.write(scope=scope) as uow:
        uow.session.execute(insert(table).values(**row | values))


def sample(kind: Any) -> Any:
    """A value of a column's type, another one each time."""
    if isinstance(kind, String):
        return uuid4().hex[: min(kind.length or 12, 12)]
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, Date):
        return date(2026, 1, 1)
    return 1 if isinstance(kind, Integer | Numeric) else {}


def count(store: Store, table: Table) -> int:
    """Rows of a table, but for the nightly deadlines themselves."""
    statement = select(func.count()).select_from(table)
    if table is deadlines:
        nightly = (retention.FORGET, retention.FORGET_OWN)
        statement = statement.where(deadlines.c.kind.not_in(nightly))
    with store.read() as uow:
        return int(uow.session.scalar(statement) or 0)


def pass_nights(store: Store, service: Any, clock: FixedClock) -> None:
    """A night, with all its portions."""
    retention.arm_once(store)
    clock.set(retention.next_night(clock.now()))
    support.process_due(store, service)


def own_kinds() -> list[Any]:
    """Every kind of every service, with what its rows need beside their age."""
    found = []
    for name in SERVICES:
        service = service_class(name)
        for kind in (*retention.SHARED, *service.retention_rules):
            if kind.becomes is None:
                found.append(pytest.param(name, kind, id=f"{name}-{kind.table.name}"))
    return found


NEEDED: dict[str, dict[str, Any]] = {
    "deadlines": {"state": "done", "retry_at": None, "worked_at": None},
    "messages": {"status": "sent", "notice_id": None, "due_at": None, "claimed_until": None},
    "audit": {"changes": []},
}


OF_PERSON = {"sessions", "one_time_links", "role_requests", "shifts"}


@pytest.mark.parametrize(("name", "kind"), own_kinds())
def test_a_row_goes_when_it_is_too_old_and_one_just_inside_stays(
    store_of: StoreOf, clock: FixedClock, name: str, kind: retention.RetentionRule
) -> None:
    store, service = store_of(name), service_class(name)
    needed = NEEDED.get(kind.table.name, {})
    about = {"repair_id": "repairs", "complaint_id": "complaints", "webhook_id": "webhooks"}
    for column, papers in about.items():
        if (
            column in kind.table.columns and papers in service.tables.tables
        ):  # a look is about one, a delivery to one
            needed = needed | {column: a_paper(store, service.tables.tables[papers])}
    if "key_household_id" in kind.table.columns:  # a call to one
        marked = service.tables.tables["key_households"]
        more = a_home(store, service, marked) | {"until": None, "responsible_id": None}
        needed = needed | {"key_household_id": a_paper(store, marked, **more)}
    if "until" in kind.table.columns:  # it was a household's
        needed = needed | a_home(store, service, kind.table)
        needed |= {"responsible_id": None} if "responsible_id" in kind.table.columns else {}
    if kind.table.name == "household_codes":
        needed = needed | {"household_id": a_paper(store, service.tables.tables["households"])}
    if kind.table.name in OF_PERSON:
        needed = needed | {"person_id": a_paper(store, service.tables.tables["people"])}
    days = getattr(service.retention_policy(), kind.days)
    night = retention.next_night(clock.now())
    old, young = (night - timedelta(days=days) + by for by in (-MOMENT, MOMENT))
    fill(store, kind.table, old, **needed)
    fill(store, kind.table, young, **needed)
    kept_before = count(store, kind.table)
    pass_nights(store, service, clock)
    assert kept_before - count(store, kind.table) == (1 if days else 0)
    if days:
        pass_nights(store, service, clock)
        assert kept_before - count(store, kind.table) == 2


def a_home(store: Store, service: Any, table: Table) -> dict[str, str]:
    """A household, and a member who has something."""
    tables, home = service.tables.tables, {}
    home["household_id"] = a_paper(store, tables["households"])
    if "member_id" in table.columns:
        now, member_id = store.clock.now(), new_id(store.clock.now())
        fill(store, tables["members"], now, id=member_id, person_id=None, **home)
        home["member_id"] = member_id
    return home


def a_paper(store: Store, table: Table, **more: Any) -> str:
    """A repair, case or household that a row can be about."""
    paper_id = new_id(store.clock.now())
    fill(store, table, store.clock.now(), id=paper_id, **more)
    return paper_id


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (deadlines, {"state": "waiting", "retry_at": None, "worked_at": None, "kind": "of nobody"}),
        (audit, {"changes": []}),
        (idempotency_keys, {"answer": {"sealed": "x"}}),
        (dead_letters, {}),
    ],
    ids=lambda one: getattr(one, "name", ""),
)
def test_what_is_waited_for_or_kept_for_good_stays(
    store_of: StoreOf, clock: FixedClock, table: Table, values: dict[str, Any]
) -> None:
    store, service = store_of("billing"), service_class("billing")
    director = Actor("d", "主任", frozenset({"director"}))
    for name in policy.field_names(service.retention_policy):
        if name.startswith("keep_") and name != "keep_sent_days":
            perform(store, service.change_policy, director, name=name, value=0)
    fill(store, table, clock.now() - timedelta(days=20_000), **values)
    before = count(store, table)
    pass_nights(store, service, clock)
    assert count(store, table) >= before


def test_a_backlog_goes_in_portions_each_of_its_own_transaction(
    store_of: StoreOf, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 3)
    monkeypatch.setattr(audit_keeping, "BATCH", 3)
    store, service = store_of("directory"), service_class("directory")
    for _ in range(10):
        fill(store, audit, clock.now() - timedelta(days=4_000), changes=[])
    retention.arm_once(store)
    retention.arm_once(store)
    clock.set(retention.next_night(clock.now()))
    left = []
    while support.sweep.process_due(store, service.deadline_handlers):
        left.append(count(store, audit))
    assert left == [8, 6, 4, 4], "and a row of each portion that took something tells of it"
    with store.read() as uow:
        waits = uow.session.execute(select(deadlines.c.due_at, deadlines.c.state)).all()
    assert [state for _, state in waits if state == "waiting"] == ["waiting"]
    assert max(due for due, _ in waits) == retention.next_night(clock.now())


def test_B10_a_payments_answer_is_forgotten_and_that_it_was_made_is_not(
    store_of: StoreOf, clock: FixedClock
) -> None:
    store, service = store_of("billing"), service_class("billing")
    by = Actor("p1", "李梅", frozenset({"receptionist"}), idempotency_key="k1")

    def pay() -> Any:
        with store.write(by, "billing.take_payment") as uow:
            return uow.once("k1", {"amount": "1.00"}, lambda: {"id": "p1", "phone": "13800138000"})

    first = pay()
    clock.set(clock.now() + timedelta(days=29))
    pass_nights(store, service, clock)
    assert pay() == first, "a month is not over"
    clock.set(clock.now() + timedelta(days=2))
    pass_nights(store, service, clock)
    with store.read() as uow:
        (row,) = uow.session.execute(select(idempotency_keys)).all()
    assert json.loads(json.dumps(row.answer)) == {"forgotten": True}
    clock.set(clock.now() + timedelta(days=5_000))
    pass_nights(store, service, clock)
    with pytest.raises(AlreadyDone):
        pay()


def started(store: Store, cls: type[Any]) -> None:
    """A process of a service in its first second."""
    running = type("Running", (cls,), {"armed": False})()
    running.unit = SimpleNamespace(store=store)
    running.process_deadlines()


def test_a_service_that_starts_sets_the_first_night_by_itself(store_of: StoreOf) -> None:
    store, cls = store_of("directory"), service_class("directory")
    for _ in range(2):
        started(store, cls)
    with store.read() as uow:
        kinds = list(uow.session.scalars(select(deadlines.c.kind)))
    assert kinds == [retention.FORGET, FORGET_COPIES]


def looks_of_two(store: Store, clock: FixedClock) -> Table:
    """A look of 220 days ago in each of two communities, of which one keeps looks for 210."""
    looks = Directory.retention_rules[0].table
    with store.write() as uow:
        enter_another(uow)
        uow.change_policy(DirectoryPolicy, "keep_looks_days", 210, OTHER)
    for place in (HERE, THERE):
        fill(store, looks, clock.now() - timedelta(days=220), scope=place)
    return looks


def test_P01_each_community_keeps_its_own_as_long_as_its_policy_says(
    store_of: StoreOf, clock: FixedClock
) -> None:
    store = store_of("directory")
    looks = looks_of_two(store, clock)
    pass_nights(store, Directory, clock)
    with store.read() as uow:
        assert list(uow.session.scalars(select(looks.c.community_id))) == [FIRST_COMMUNITY]
        kinds = select(deadlines.c.kind).where(deadlines.c.state == WAITING)
        assert list(uow.session.scalars(kinds)) == [retention.FORGET]


def test_P01_in_one_scope_for_all_both_would_be_kept_alike(
    store_of: StoreOf, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(policy.Changed, "within", lambda changed, _community: changed.company)
    store = store_of("directory")
    looks = looks_of_two(store, clock)
    pass_nights(store, Directory, clock)
    assert count(store, looks) == 2


def test_P01_what_is_the_company_s_goes_by_the_company_s_policy(
    store_of: StoreOf, clock: FixedClock
) -> None:
    """A community that keeps its own for less time forgets nothing of it."""
    store = store_of("notices")
    with store.write() as uow:
        put(uow, community_replica, {"community_id": OTHER, "version": 1, "name": "", "code": "NY"})
        uow.change_policy(NoticesPolicy, "keep_messages_days", 4_000)
        uow.change_policy(NoticesPolicy, "keep_messages_days", 1_100, OTHER)
    old, needed = clock.now() - timedelta(days=1_200), NEEDED["messages"]
    for place in (ALL, THERE):
        owner = {NAME: place.community}
        fill(store, messages.OLD.table, old, scope=place, **needed, **owner)
    pass_nights(store, service_class("notices"), clock)
    with store.read() as uow:
        assert list(uow.session.scalars(select(messages.OLD.table.c.community_id))) == [None]


def trail_of_nights(store: Store) -> list[Any]:
    """What the audit trail says of what went."""
    mine = select(audit).where(audit.c.subject_kind == "retention").order_by(audit.c.id)
    with store.read() as uow:
        return list(uow.session.execute(mine).all())


def test_P08_what_went_in_a_night_stands_in_the_audit_trail(
    store_of: StoreOf, clock: FixedClock
) -> None:
    store, service = store_of("notices"), service_class("notices")
    messages = service.tables.tables["messages"]
    for _ in range(3):
        fill(store, messages, clock.now() - timedelta(days=1_200), **NEEDED["messages"])
    pass_nights(store, service, clock)
    [row] = trail_of_nights(store)
    assert row.subject_id == clock.now().astimezone(SHANGHAI).date().isoformat()
    assert row.changes[0]["after"] == {"messages": 3}
    pass_nights(store, service, clock)
    assert len(trail_of_nights(store)) == 1, "a night in which nothing went says nothing"


def nights(store: Store, service: Any, by: Actor, clock: FixedClock) -> list[dict[str, Any]]:
    """What the nights took, as the page asks for it."""
    day = clock.now().astimezone(SHANGHAI).date()
    asked = {"from_day": (day - timedelta(days=30)).isoformat(), "to_day": day.isoformat()}
    return list(perform(store, service.retention_nights, by, **asked)["items"])


def test_P08_what_the_nights_took_is_read_by_kind_and_policy(
    store_of: StoreOf, clock: FixedClock
) -> None:
    store, service = store_of("notices"), service_class("notices")
    messages, admin = service.tables.tables["messages"], Actor("a", "陈欣", frozenset({"admin"}))
    here = NEEDED["messages"] | {NAME: FIRST_COMMUNITY}
    for _ in range(3):
        fill(store, messages, clock.now() - timedelta(days=1_200), **here)
    pass_nights(store, service, clock)
    [one] = nights(store, service, admin, clock)
    assert (one["kind"], one["policy"], one["count"]) == ("messages", "keep_messages_days", 3)
    elsewhere = Actor("b", "周", frozenset({"admin"}), grants=frozenset({Grant("admin", "c-x")}))
    assert nights(store, service, elsewhere, clock) == []
    for role in ("resident", "receptionist", "finance", "supervisor"):
        with pytest.raises(Forbidden):
            nights(store, service, Actor("c", "", frozenset({role})), clock)
    with pytest.raises(InvalidInput):
        asked = {"from_day": "2020-01-01", "to_day": "2026-01-01"}
        perform(store, service.retention_nights, admin, **asked)


def test_P08_every_kind_that_a_night_tells_of_has_a_word_and_a_policy() -> None:
    known = {kind.value for kind in RetentionKind}
    told = set()
    for name in SERVICES:
        service = service_class(name)
        for kind, days in policies_of(service.retention_rules, service.erasures).items():
            if kind not in {table.name for table in retention.UNTOLD}:
                told.add(kind)
                assert hasattr(service.retention_policy(), days), kind
    assert told == known
