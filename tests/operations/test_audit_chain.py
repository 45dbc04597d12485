"""P05: what is altered, deleted, inserted or moved in the audit trail is found; what is kept long
enough goes, and people are erased, while the chains stay true."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from threading import Barrier
from typing import Any

import pytest
from marshmallow import ValidationError
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from foundation import audit_check, audit_keeping, retention, retention_policy
from foundation.actor import SYSTEM, Actor
from foundation.audit_check import ALTERED, INSERTED, MISSING, Checked, verify
from foundation.clock import FixedClock
from foundation.config import SERVICES
from foundation.retention_policy import RetentionPolicy
from foundation.scope import FIRST_COMMUNITY, Scope
from foundation.storage import audit_chain
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from foundation.storage.tables import audit, audit_adoption, audit_heads
from guanjia.registry import service_class
from services.complaints.service import ComplaintsService as Complaints
from tests.operations.complaints.conftest import Desk, desk  # noqa: F401 - a fixture
from tests.operations.test_retention import pass_nights
from tests.support.at_once import at_once
from tests.support.community import HERE, OTHER, THERE

pytestmark = pytest.mark.both_databases
Act = Callable[[Store], None]
BY = Actor("p1", "赵总", frozenset({"director"}), request_id="r1")


def note(store: Store, count: int = 1, where: Scope = HERE, **facts: Any) -> None:
    """So many units that change something."""
    for number in range(count):
        with store.write(BY, "complaints.lodge", scope=where) as uow:
            uow.subject("complaint", f"c{number}")
            uow.trail.note("complaints", f"c{number}", text="水管漏了", amount=12.50, **facts)


@pytest.fixture
def store(store_of: Callable[[str], Store]) -> Store:
    """A store with five rows here, three there and two of the company's."""
    made = store_of("complaints")
    note(made, 5)
    note(made, 3, THERE)
    note(made, 2, Scope(None))
    return made


def checked(store: Store) -> Checked:
    return verify(store.engine)


def execute(store: Store, *statements: Any) -> None:
    """What somebody does who has the database."""
    with store.engine.begin() as connection:
        for one in statements:
            connection.execute(one)


def ids(store: Store, chain: str = FIRST_COMMUNITY) -> list[int]:
    """The rows of a chain in their order."""
    with store.engine.connect() as connection:
        rows = select(audit.c.id).where(audit.c.chain == chain).order_by(audit.c.position)
        return list(connection.scalars(rows))


def test_P05_each_community_has_a_chain_of_its_own_and_all_hold(store: Store) -> None:
    found = checked(store)
    assert (found.rows, found.broken) == (10, [])
    assert found.heads.keys() == {FIRST_COMMUNITY, OTHER, "company"}
    with store.engine.connect() as connection:
        rows = connection.execute(select(audit).where(audit.c.chain == OTHER)).all()
        assert sorted(row.position for row in rows) == [1, 2, 3]
        heads = connection.execute(select(audit_heads.c.chain, audit_heads.c.hash)).all()
    assert dict(map(tuple, heads)) == found.heads
    assert verify(store.engine, {OTHER}).rows == 5, "those, and what is the company's"


def altered(store: Store) -> None:
    change = [{"entity": "complaints", "id": "c2", "after": {"text": "没有漏水"}}]
    execute(store, update(audit).where(audit.c.id == ids(store)[2]).values(changes=change))


def renamed(store: Store) -> None:
    execute(store, update(audit).where(audit.c.id == ids(store)[2]).values(actor_name="钱总"))


def dated(store: Store) -> None:
    at = store.clock.now() - timedelta(days=3)
    execute(store, update(audit).where(audit.c.id == ids(store)[2]).values(at=at))


def moved_elsewhere(store: Store) -> None:
    execute(store, update(audit).where(audit.c.id == ids(store)[2]).values(community_id=OTHER))


def deleted(store: Store) -> None:
    execute(store, delete(audit).where(audit.c.id == ids(store)[2]))


def last_deleted(store: Store) -> None:
    execute(store, delete(audit).where(audit.c.id == ids(store)[-1]))


def deleted_and_closed_up(store: Store) -> None:
    """The place of the deleted row is given to those behind it."""
    rows = ids(store)
    execute(store, delete(audit).where(audit.c.id == rows[2]))
    for place, row in enumerate(rows[3:]):
        execute(store, update(audit).where(audit.c.id == row).values(position=3 + place))
    head = update(audit_heads).where(audit_heads.c.chain == FIRST_COMMUNITY)
    execute(store, head.values(position=4))


def row_like(store: Store, **values: Any) -> dict[str, Any]:
    """A row as another, with something else in it."""
    with store.engine.connect() as connection:
        like = connection.execute(select(audit).where(audit.c.id == ids(store)[2])).one()
    return {name: one for name, one in like._mapping.items() if name != "id"} | values


def inserted(store: Store) -> None:
    """With a place and a hash that are made up."""
    made = row_like(store, position=6, changes=[], hash="f" * 64)
    execute(store, insert(audit).values(made))


def inserted_without_a_place(store: Store) -> None:
    late = datetime.now(UTC) + timedelta(days=30)
    made = row_like(store, at=late) | dict.fromkeys(("chain", "position", "hash", "seals"))
    execute(store, insert(audit).values(made))


def reordered(store: Store) -> None:
    first, second = ids(store)[1:3]
    for row, place in ((first, 99), (second, 2), (first, 3)):
        execute(store, update(audit).where(audit.c.id == row).values(position=place))


def erased_by_hand(store: Store) -> None:
    """As the nightly erasing leaves a row, but by nobody that the trail knows of."""
    row = row_like(store)
    gone = [{"entity": one["entity"], "id": one["id"], "erased": True} for one in row["changes"]]
    seals = audit_chain.without(row["seals"], range(len(gone)))
    which = audit.c.id == ids(store)[2]
    execute(store, update(audit).where(which).values(changes=gone, seals=seals))


TAMPERED: list[tuple[Act, int | None, str]] = [
    (altered, 3, ALTERED), (renamed, 3, ALTERED), (dated, 3, ALTERED),
    (moved_elsewhere, 3, ALTERED), (deleted, 3, MISSING), (last_deleted, 5, MISSING),
    (deleted_and_closed_up, 3, ALTERED), (inserted, 6, INSERTED),
    (inserted_without_a_place, None, INSERTED), (reordered, 2, ALTERED),
    (erased_by_hand, 3, ALTERED),
]  # fmt: skip
each_way = pytest.mark.parametrize(
    ("act", "position", "why"), TAMPERED, ids=[act.__name__ for act, _, _ in TAMPERED]
)


@each_way
def test_P05_the_first_row_that_is_not_as_it_was_is_named(
    store: Store, act: Act, position: int | None, why: str
) -> None:
    act(store)
    found = checked(store)
    assert [(one.position, one.why) for one in found.broken] == [(position, why)]
    assert found.broken[0].chain in (FIRST_COMMUNITY, "")
    assert {OTHER, "company"} <= found.heads.keys(), "other chains hold"


@each_way
def test_P05_without_recomputing_it_would_not_be_found(
    store: Store, act: Act, position: int | None, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    act(store)
    monkeypatch.setattr(audit_check, "walk", lambda *_: None)
    monkeypatch.setattr(audit_check, "look_for_unchained", lambda *_: None)
    assert checked(store).broken == []


def test_P05_who_writes_at_once_stands_in_one_row(store: Store) -> None:
    def several() -> None:
        note(store, 5)

    assert at_once(several, several, several, several) == [None] * 4
    found = checked(store)
    assert (found.broken, found.rows) == ([], 30)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_P05_without_waiting_for_the_end_of_the_chain_two_rows_would_have_one_place(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: SQLite has one writer anyway."""
    gate = Barrier(2, timeout=20)

    def looked_up(session: Any, chain: str, digest: str) -> Any:
        head = session.execute(select(audit_heads).where(audit_heads.c.chain == chain)).one()
        gate.wait()
        position, before = head.position + 1, head.hash
        place = {"position": position, "hash": audit_chain.linked_hash(before, digest)}
        session.execute(update(audit_heads).where(audit_heads.c.chain == chain).values(place))
        return type("Place", (), place)

    monkeypatch.setattr(audit_chain, "next_place", looked_up)
    refused = at_once(lambda: note(store), lambda: note(store), refusals=IntegrityError)
    assert [type(one) for one in refused].count(IntegrityError) == 1


def test_P05_units_that_commit_together_are_chained_together(store: Store) -> None:
    """In the order of their chains, whatever order they were in."""
    with store.together() as unit:
        for where in (THERE, HERE, THERE, Scope(None)):
            with unit(SYSTEM, "event:test", where) as uow:
                uow.trail.note("complaints", "c9", text="一起")
    found = checked(store)
    assert (found.broken, found.rows) == ([], 14)


def test_P05_what_is_rolled_back_takes_no_place(store: Store) -> None:
    with pytest.raises(LookupError), store.write(BY, scope=HERE) as uow:
        uow.trail.note("complaints", "c9", text="不算")
        raise LookupError
    note(store)
    assert (checked(store).broken, checked(store).rows) == ([], 11)


def test_P05_numbers_and_words_come_back_as_they_were_sealed(store: Store) -> None:
    note(store, 1, HERE, big=10**20, whole=5.0, small=1e-9, list=[1, (2, 3)], text2="“引号”\n")
    assert checked(store).broken == []


def test_P05_what_is_kept_long_enough_goes_and_the_rest_stays_true(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_keeping, "BATCH", 2)
    clock.advance(timedelta(days=3_000))
    note(store, 3)
    clock.advance(timedelta(days=700))
    pass_nights(store, Complaints, clock)
    found = checked(store)
    assert found.broken == []
    assert len(ids(store)) == 3 and ids(store, OTHER) == []
    with store.engine.connect() as connection:
        head = connection.execute(
            select(audit_heads).where(audit_heads.c.chain == FIRST_COMMUNITY)
        ).one()
    assert (head.removed_position, head.position) == (5, 8)
    assert found.removed == 10 and found.removed_at == clock.now()
    with store.engine.connect() as connection:
        left = connection.scalars(select(audit.c.at).order_by(audit.c.id)).first()
    assert found.begins_at == left is not None
    note(store, 1, THERE)
    assert checked(store).broken == []
    deleted(store)
    assert [one.why for one in checked(store).broken] == [MISSING]


def test_P05_without_the_last_hash_of_what_is_gone_the_rest_would_look_broken(
    store: Store, clock: FixedClock
) -> None:
    """Negative control."""
    clock.advance(timedelta(days=3_000))
    note(store, 3)
    clock.advance(timedelta(days=700))
    pass_nights(store, Complaints, clock)
    execute(store, update(audit_heads).values(removed_position=0, removed_hash=None))
    assert MISSING in {one.why for one in checked(store).broken}


def test_P08_people_are_erased_from_the_trail_and_it_stays_true(desk: Desk) -> None:  # noqa: F811
    desk.bring("closed")
    desk.clock.advance(timedelta(days=1_835))
    pass_nights(desk.store, Complaints, desk.clock)
    found = checked(desk.store)
    assert found.erased > 0 and found.broken == []
    with desk.store.engine.connect() as connection:
        rows = connection.execute(select(audit)).all()
    gone = [row for row in rows if any(salt is None for salt, _ in row.seals)]
    assert gone and all("漏" not in str(row.changes) for row in gone)


def test_P05_what_was_written_without_chains_is_chained_by_night_and_nothing_later(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_keeping, "BATCH", 3)
    downgrade(store.engine, "complaints", "foundation_0015")
    upgrade(store.engine, "complaints")
    assert checked(store).waiting == 10
    note(store, 3)
    pass_nights(store, Complaints, clock)
    found = checked(store)
    assert (found.waiting, found.broken) == (0, [])
    assert f"before:{FIRST_COMMUNITY}" in found.heads
    execute(store, update(audit_adoption).values(until=clock.now() - timedelta(days=30)))
    made = row_like(store) | dict.fromkeys(("chain", "position", "hash", "seals"))
    execute(store, insert(audit).values(made))
    pass_nights(store, Complaints, clock)
    assert [(one.chain, one.why) for one in checked(store).broken] == [("", INSERTED)]


def test_P05_kept_for_good_nothing_goes(store: Store, clock: FixedClock) -> None:
    with store.write() as uow:
        uow.change_policy(RetentionPolicy, "keep_audit_days", 0)
    clock.advance(timedelta(days=30_000))
    pass_nights(store, Complaints, clock)
    assert len(ids(store)) == 5 and checked(store).broken == []
    assert retention.AUDIT.days == "keep_audit_days"
    assert (checked(store).removed, checked(store).removed_at) == (0, None)


@pytest.mark.parametrize(("days", "rows"), [(182, 5), (184, 0)])
def test_P08_the_trail_of_half_a_year_stays_whatever_an_earlier_release_took(
    store: Store, clock: FixedClock, days: int, rows: int
) -> None:
    with store.write() as uow:
        uow.change_policy(RetentionPolicy, "keep_audit_days", 1)
    old = ids(store)
    clock.advance(timedelta(days=days))
    pass_nights(store, Complaints, clock)
    assert len(set(old) & set(ids(store))) == rows
    found = checked(store)
    assert found.broken == [] and bool(found.removed) is not bool(rows)


def test_P08_without_the_floor_one_value_would_take_the_whole_trail(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(retention_policy, "FLOORS", {})
    with store.write() as uow:
        uow.change_policy(RetentionPolicy, "keep_audit_days", 1)
    old = ids(store)
    clock.advance(timedelta(days=3))
    pass_nights(store, Complaints, clock)
    assert not set(old) & set(ids(store))


@pytest.mark.parametrize("service", SERVICES)
def test_P08_what_is_kept_by_law_has_the_same_floor_on_pages_and_at_night(service: str) -> None:
    values = import_module(f"contracts.{service}.policy").POLICY
    for name in values.keys() & retention_policy.FLOORS.keys():
        field, least = values[name].field, retention_policy.FLOORS[name]
        assert [field.deserialize(days) for days in (0, least)] == [0, least], name
        for days in (1, least - 1):
            with pytest.raises(ValidationError, match=str(least)):
                field.deserialize(days)
        kept = service_class(service).retention_policy(**{name: 1})
        assert getattr(kept, name) == least, name


def test_P05_the_trail_is_searched_by_person_thing_and_day(desk: Desk) -> None:  # noqa: F811
    first = desk.lodge()
    desk.clock.advance(timedelta(days=2))
    second = desk.lodge(household_id="h2")
    desk.triage(second)

    def found(**asked: Any) -> list[str]:
        rows = desk.call("audit_trail", desk.inspector, **asked)["items"]
        return [row["subject_id"] for row in rows]

    assert found(subject=first["number"]) == found(subject=first["id"]) == [first["id"]]
    assert found(subject="2栋 1-102") == [second["id"]] * 2, "what the household has there"
    assert found(person=desk.supervisor.name) == found(person=desk.supervisor.id) == [second["id"]]
    assert found(**{"from": "2026-11-04"}) == [second["id"]] * 2
    assert found(to="2026-11-02") == [first["id"]]
    assert found(subject="无此编号") == []


def test_P05_the_command_names_the_first_broken_row_and_knows_an_older_end_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    from click.testing import CliRunner

    from guanjia import audit as command

    monkeypatch.setattr(command, "opened", lambda _service: nullcontext(store))

    def run(*arguments: str) -> Any:
        return CliRunner().invoke(command.group, ["verify", "--service", "complaints", *arguments])

    done = run()
    assert done.exit_code == 0 and "10 rows verified" in done.output
    head = checked(store).heads[FIRST_COMMUNITY]
    assert head in done.output
    note(store)
    assert run("--head", head).exit_code == 0
    assert run("--head", "f" * 64).exit_code == 1
    altered(store)
    done = run()
    assert done.exit_code == 1 and "place 3) altered" in done.output


def test_P05_a_chain_that_was_written_anew_is_told_by_an_end_that_was_noted(store: Store) -> None:
    """Whoever has the whole database can make it all true again, but for that."""
    head = checked(store).heads[FIRST_COMMUNITY]
    rows = ids(store)
    execute(store, update(audit).where(audit.c.id == rows[2]).values(operation="nothing"))
    before = audit_chain.BEGINNING
    with store.engine.connect() as connection:
        found = connection.execute(select(audit).where(audit.c.chain == FIRST_COMMUNITY)).all()
    for row in sorted(found, key=lambda one: one.position):
        facts = dict(row._mapping)
        seals = [audit_chain.sealed(part) for part in audit_chain.parts_of(facts)]
        before = audit_chain.linked_hash(before, audit_chain.digest_of(facts, seals))
        anew = {"seals": seals, "hash": before}
        execute(store, update(audit).where(audit.c.id == row.id).values(anew))
    ends = update(audit_heads).where(audit_heads.c.chain == FIRST_COMMUNITY)
    execute(store, ends.values(hash=before))
    assert checked(store).broken == []
    assert verify(store.engine, heads={head}).met == set()
