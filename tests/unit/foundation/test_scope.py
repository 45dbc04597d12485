"""P01: rows with a place are seen, changed and made in the communities of whoever acts.

Each look is tried with the mechanism off as well, which shows what it would have shown.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, delete, exists, func, select, text, union_all, update
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column, relationship
from sqlalchemy.schema import ForeignKey

from foundation import deadlines as deadlines_module
from foundation import scope, sweep
from foundation.actor import Actor, Grant
from foundation.clock import FixedClock
from foundation.errors import NotFound
from foundation.messaging.envelope import Envelope
from foundation.scope import ALL, FIRST_COMMUNITY, NoCommunity, Scope, Width, entered
from foundation.storage import placed
from foundation.storage.placed import Owned, Placed
from foundation.storage.store import Store
from foundation.storage.tables import audit, deadlines
from foundation.storage.types import Id
from tests.operations.conftest import NOON
from tests.unit.foundation.conftest import Base

NORTH, SOUTH = "c-north", "c-south"
IN_NORTH, IN_BOTH = Scope.within(NORTH), Scope.over((NORTH, SOUTH))


class Flat(Placed, Base):
    """What has a place."""

    __tablename__ = "flats"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    rooms: Mapped[int]
    keys: Mapped[list["Key"]] = relationship(lazy="selectin", order_by="Key.id")


class Key(Placed, Base):
    """What belongs to it."""

    __tablename__ = "keys"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    flat_id: Mapped[str] = mapped_column(ForeignKey("flats.id"))


class Price(Owned, Base):
    """What is the company's, or a community's own."""

    __tablename__ = "prices"

    id: Mapped[str] = mapped_column(Id, primary_key=True)


@pytest.fixture
def twins(store: Store) -> Store:
    """Two communities that look alike, and prices of both and of the company."""
    for community in (NORTH, SOUTH):
        with store.write(scope=Scope.within(community)) as uow:
            flat = Flat(id=f"flat {community}", rooms=3)
            flat.keys = [Key(id=f"key {community}")]
            uow.session.add_all([flat, Price(id=community, community_id=community)])
    with store.write() as uow:
        uow.session.add(Price(id="company"))
    return store


@pytest.fixture
def unscoped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mechanism is off."""
    monkeypatch.setattr(scope, "width", lambda: Width.ALL)


Look = Callable[[Session], Any]
OTHER = aliased(Flat)
LOOKS: dict[str, tuple[Look, Any, Any]] = {
    "rows": (lambda session: len(session.scalars(select(Flat)).all()), 1, 2),
    "an alias": (lambda session: len(session.scalars(select(OTHER)).all()), 1, 2),
    "columns": (lambda session: len(session.execute(select(Flat.__table__.c.id)).all()), 1, 2),
    "a sum": (lambda session: session.scalar(select(func.sum(Flat.rooms))), 3, 6),
    "a join": (
        lambda session: session.scalar(
            select(func.count()).select_from(Flat).join(Key, Key.flat_id == Flat.id)
        ),
        1,
        2,
    ),
    "the optional side of a join": (
        lambda session: session.scalar(
            select(func.count(Key.id)).select_from(Price).outerjoin(Key, Key.id != Price.id)
        ),
        2,
        6,
    ),
    "a subquery": (
        lambda session: session.scalar(
            select(func.count()).select_from(select(Flat.id).limit(10).subquery())
        ),
        1,
        2,
    ),
    "whether there is one": (
        lambda session: session.scalar(
            select(func.count()).select_from(Price).where(
                exists().where(Flat.id == f"flat {SOUTH}")
            )
        ),
        0,
        3,
    ),
    "the same table once more within": (
        lambda session: len(
            session.scalars(
                select(Flat).where(
                    Flat.rooms.in_(
                        select(Flat.rooms).group_by(Flat.rooms).having(func.count() > 1)
                    )
                )
            ).all()
        ),
        0,
        2,
    ),
    "what belongs to a row": (
        lambda session: session.scalar(
            select(func.count(Flat.id)).where(exists().where(Key.flat_id == Flat.id))
        ),
        1,
        2,
    ),
    "a figure beside each row": (
        lambda session: session.execute(
            select(Flat.id, select(func.count(OTHER.id)).scalar_subquery())
        ).all()[0][1],
        1,
        2,
    ),
    "a statement with a name": (
        lambda session: session.scalar(
            select(func.count()).select_from(select(Flat.id).where(Flat.rooms > 0).cte("some"))
        ),
        1,
        2,
    ),
    "a union": (
        lambda session: len(session.execute(union_all(select(Flat.id), select(Key.id))).all()),
        2,
        4,
    ),
    "a row by its key": (lambda session: session.get(Flat, f"flat {SOUTH}") is not None, 0, 1),
    "what is the company's or one's own": (
        lambda session: len(session.scalars(select(Price)).all()),
        2,
        3,
    ),
    "what is changed": (
        lambda session: session.execute(update(Flat).values(rooms=5)).rowcount,
        1,
        2,
    ),
    "what is deleted": (lambda session: session.execute(delete(Key)).rowcount, 1, 2),
}  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
def test_P01_a_statement_is_about_the_communities_in_scope(twins: Store, look: str) -> None:
    seen, mine, all_of_it = LOOKS[look]
    with twins.write(scope=IN_NORTH) as uow:
        assert seen(uow.session) == mine
        uow.session.rollback()
    with twins.write(scope=IN_BOTH) as uow:
        assert seen(uow.session) == all_of_it
        uow.session.rollback()
    with twins.write(scope=ALL) as uow:
        assert seen(uow.session) == all_of_it
        uow.session.rollback()


@pytest.mark.parametrize("look", LOOKS)
def test_P01_without_the_mechanism_it_would_be_about_all(
    twins: Store, unscoped: None, look: str
) -> None:
    seen, _, all_of_it = LOOKS[look]
    with twins.write(scope=IN_NORTH) as uow:
        assert seen(uow.session) == all_of_it
        uow.session.rollback()


def test_P01_what_was_compiled_for_one_is_bound_anew_for_the_other(twins: Store) -> None:
    for community in (NORTH, SOUTH, NORTH):
        with twins.read(scope=Scope.within(community)) as uow:
            assert uow.session.scalars(select(Flat.id)).all() == [f"flat {community}"]
            assert uow.session.scalars(select(Flat)).one().keys[0].id == f"key {community}"


def test_P01_a_row_of_another_community_is_not_found(twins: Store) -> None:
    with twins.write(scope=IN_NORTH) as uow, pytest.raises(NotFound):
        uow.load(Flat, f"flat {SOUTH}")


def test_P01_without_the_mechanism_it_would_be_found(twins: Store, unscoped: None) -> None:
    with twins.read(scope=IN_NORTH) as uow:
        assert uow.session.get_one(Flat, f"flat {SOUTH}").community_id == SOUTH


def test_P01_who_acts_in_several_is_in_that_of_the_row_and_stays_there(twins: Store) -> None:
    with twins.write(scope=IN_BOTH) as uow:
        uow.load(Flat, f"flat {SOUTH}")
        uow.session.add(Key(id="new", flat_id=f"flat {SOUTH}"))
        with pytest.raises(NotFound):
            uow.load(Flat, f"flat {NORTH}")
        assert uow.session.scalars(select(Flat.id)).all() == [f"flat {SOUTH}"]
    with twins.read(scope=IN_BOTH) as uow:
        assert len(uow.session.scalars(select(Flat.id)).all()) == 2
    with twins.read() as uow:
        assert uow.session.get_one(Key, "new").community_id == SOUTH


def test_P01_the_system_goes_from_one_to_the_next(twins: Store) -> None:
    with twins.write() as uow:
        for community in (SOUTH, NORTH):
            uow.load(Flat, f"flat {community}")
            uow.session.add(Key(id=f"new {community}", flat_id=f"flat {community}"))
            uow.session.flush()
    with twins.read(scope=IN_NORTH) as uow:
        assert set(uow.session.scalars(select(Key.id))) == {f"key {NORTH}", f"new {NORTH}"}


def test_P01_a_row_is_made_in_a_community_or_not_at_all(store: Store) -> None:
    for about in (ALL, IN_BOTH):
        with (
            pytest.raises(StatementError, match="entered no community"),
            store.write(scope=about) as uow,
        ):
            uow.session.add(Flat(id="x", rooms=1))
    with Session(store.engine) as session, pytest.raises(StatementError, match="outside a unit"):
        session.add(Flat(id="x", rooms=1))
        session.flush()


def test_P01_nobody_enters_a_community_out_of_scope(store: Store) -> None:
    with store.write(scope=IN_NORTH) as uow, pytest.raises(NotFound):
        uow.enter(SOUTH)


def test_P01_a_statement_about_some_is_not_executed_for_all(twins: Store) -> None:
    """What was compiled for a narrow scope finds none to bind, rather than no rows."""
    with scope.entered(ALL), pytest.raises(NoCommunity):
        scope.in_sight()
    with scope.entered(IN_BOTH), pytest.raises(NoCommunity):
        scope.only()


def test_P01_roles_count_where_they_are_held() -> None:
    person = Actor(
        "p1",
        "李梅",
        frozenset({"steward", "supervisor"}),
        grants=frozenset({Grant("steward", NORTH), Grant("supervisor", SOUTH)}),
    )
    assert person.where("steward") == IN_NORTH
    assert person.where("director") == Scope(frozenset())
    assert person.scope == IN_BOTH
    everywhere = replace(person, grants=person.grants | {Grant("supervisor", None)})
    assert everywhere.where("supervisor", "steward") == ALL
    assert Actor.from_context(person.to_context()).grants == person.grants
    old = Actor.from_context(replace(person, grants=frozenset()).to_context())
    assert old.scope == Scope.within(FIRST_COMMUNITY)


def test_P01_events_deadlines_and_audit_rows_say_where(
    twins: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []

    def count(uow: Any, deadline: deadlines_module.Deadline) -> None:
        found.extend(uow.session.scalars(select(Flat.id)))
        uow.load(Flat, found[-1]).rooms += 1

    for community in (NORTH, SOUTH):
        with twins.write(scope=Scope.within(community)) as uow:
            uow.deadlines.set("count", community, clock.now())
    clock.advance(timedelta(minutes=1))
    assert sweep.process_due(twins, {"count": count}) == 2
    assert found == [f"flat {NORTH}", f"flat {SOUTH}"]
    with twins.read() as uow:
        places = uow.session.scalars(select(deadlines.c.community_id).order_by(deadlines.c.id))
        assert list(places) == [NORTH, SOUTH]
        noted = select(audit.c.community_id).where(audit.c.operation == "deadline:count")
        assert set(uow.session.scalars(noted)) == {NORTH, SOUTH}


def test_P01_an_event_of_a_release_that_knew_none_happened_in_the_first() -> None:
    sent = Envelope("e1", "a", "b", 1, "x", NOON, "", {}, {}, SOUTH).to_dict()
    assert Envelope.from_dict(sent).community_id == SOUTH
    del sent["community_id"]
    assert Envelope.from_dict(sent).community_id == FIRST_COMMUNITY


INDEXES = ("ix_keys_flat ON keys (flat_id)", "ix_keys_community ON keys (community_id, id)")
"""In this order: of two that look alike to it, SQLite takes the one that was made last."""


def plan_of(statement: Any) -> str:
    """How a SQLite that has counted nothing reads what a statement asks for in one community."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with entered(IN_NORTH), engine.connect() as connection:
        for index in INDEXES:
            connection.execute(text(f"CREATE INDEX {index}"))
        query = str(statement.compile(engine, compile_kwargs={"literal_binds": True}))
        return str(connection.execute(text(f"EXPLAIN QUERY PLAN {query}")).all())


KEYS_OF_FLATS = select(Flat.rooms, Key.id).outerjoin(Key, Key.flat_id == Flat.id)


def test_P01_a_join_is_read_by_what_is_joined_and_a_list_by_its_community() -> None:
    assert "ix_keys_flat (flat_id=?)" in plan_of(KEYS_OF_FLATS)
    assert "ix_keys_community (community_id=?)" in plan_of(select(Key.id, Key.flat_id))


def test_P01_told_nothing_sqlite_reads_a_community_whole_for_each_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: figures of 900 households took 12 s in the place of 0.07."""
    monkeypatch.setattr(placed, "Narrowing", lambda condition: condition)
    assert "ix_keys_flat" not in plan_of(KEYS_OF_FLATS)
