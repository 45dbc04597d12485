"""What a statement costs that is about the communities in scope, or about what a resident sees.

    python -m bench.scope [--quick] [--rounds 9]

The same rows are read by one key in a unit of work: of all communities, of one, with SQLAlchemy's
own `with_loader_criteria` at each execution, by a resident whose they are, and by one for whom the
condition is written by hand into each statement. Processor time, rounds in turns.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ForeignKey, and_, bindparam, event, insert, or_, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, with_loader_criteria

from bench.tables import progress, say, spread, table
from foundation.actor import SYSTEM
from foundation.clock import SystemClock
from foundation.membership import OWNERS, Standing
from foundation.scope import ALL, FIRST_COMMUNITY, Scope, Sight, entered
from foundation.storage.audit import TrailedSession
from foundation.storage.engine import make_engine
from foundation.storage.placed import Placed
from foundation.storage.resident_visibility import OfHousehold, Shown
from foundation.storage.store import Store
from foundation.storage.types import Id, Instant

HERE = Scope.within(FIRST_COMMUNITY)
STREET = "s7"
CAME = datetime(2026, 1, 1, tzinfo=UTC)
LIVES_THERE = Standing(STREET, "m1", sees_from=CAME)
RESIDENT = Scope.over([FIRST_COMMUNITY], Sight("p1", (LIVES_THERE,)))


class Base(DeclarativeBase):
    """Tables of this benchmark."""


class Home(Placed, OfHousehold, Base):
    """What has a place, and is shown to who lives in the street."""

    __tablename__ = "homes"
    __shown__ = Shown(household="street", since="built_at")

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    street: Mapped[str] = mapped_column(index=True)
    side: Mapped[str] = mapped_column(default=OWNERS)
    member_id: Mapped[str | None] = mapped_column(Id)
    built_at: Mapped[datetime] = mapped_column(Instant, default=CAME)


class Line(Placed, Base):
    """What belongs to it."""

    __tablename__ = "lines"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    home_id: Mapped[str] = mapped_column(ForeignKey("homes.id"), index=True)


STATEMENTS: dict[str, Any] = {
    "rows of a table": select(Home).where(Home.street == bindparam("key")),
    "columns of a join": select(Home.id, Line.id)
    .join(Line, Line.home_id == Home.id)
    .where(Home.street == bindparam("key")),
}


def filled(folder: Path) -> Store:
    """A store with a hundred streets of ten homes of two lines."""
    engine = make_engine(f"sqlite:///{folder}/scope.db", durable=False)
    Base.metadata.create_all(engine)
    store = Store(engine, SystemClock(), "bench")
    homes = [{"id": f"h{n}", "street": f"s{n % 100}"} for n in range(1000)]
    lines = [{"id": f"l{n}", "home_id": f"h{n % 1000}"} for n in range(2000)]
    with entered(HERE), engine.begin() as connection:
        connection.execute(insert(Home), homes)
        connection.execute(insert(Line), lines)
    return store


def by_loader_criteria(state: Any) -> None:
    """What decision 14 of the architecture measured: the criterion at each execution."""
    wanted = with_loader_criteria(Placed, lambda cls: cls.community_id.in_([FIRST_COMMUNITY]))
    state.statement = state.statement.options(wanted)


def cost(
    store: Store,
    statement: Any,
    scope: Scope,
    times: int,
    how: Callable[[Any], Any] = lambda it: it,
) -> float:
    """Microseconds of processor for one execution with its rows read; `how` changes the statement
    each time."""
    with store.read(SYSTEM, scope=scope) as uow:
        began = time.process_time()
        for _ in range(times):
            uow.session.execute(how(statement), {"key": STREET}).all()
            uow.session.expunge_all()
        return (time.process_time() - began) / times * 1e6


def by_hand(statement: Any) -> Any:
    """The statement with what a resident sees."""
    ours = and_(Home.side == LIVES_THERE.side, Home.built_at >= LIVES_THERE.sees_from)
    mine = or_(ours, Home.member_id == LIVES_THERE.member_id)
    return statement.where(or_(and_(Home.street == LIVES_THERE.household_id, mine)))


def with_criteria(store: Store, statement: Any, times: int) -> float:
    """As `cost`, with `with_loader_criteria` instead of ours."""
    event.listen(TrailedSession, "do_orm_execute", by_loader_criteria)
    try:
        return cost(store, statement, ALL, times)
    finally:
        event.remove(TrailedSession, "do_orm_execute", by_loader_criteria)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    rounds, times = (3, 200) if given.quick else (given.rounds, 2000)
    ways: dict[str, Callable[[Store, Any], float]] = {
        "of all": lambda store, what: cost(store, what, ALL, times),
        "in scope": lambda store, what: cost(store, what, HERE, times),
        "with_loader_criteria": lambda store, what: with_criteria(store, what, times),
        "of a resident": lambda store, what: cost(store, what, RESIDENT, times),
        "of one by hand": lambda store, what: cost(store, what, HERE, times, by_hand),
    }
    with tempfile.TemporaryDirectory() as folder:
        store = filled(Path(folder))
        found: dict[tuple[str, str], list[float]] = {}
        for turn in range(rounds):
            progress(f"round {turn + 1} of {rounds}")
            for what, statement in STATEMENTS.items():
                for way, run in ways.items():
                    found.setdefault((what, way), []).append(run(store, statement))
    say(
        "Microseconds of processor for ten homes of a street, median (lowest to highest).",
        table(
            ("", *ways),
            [(what, *(spread(found[what, way]) for way in ways)) for what in STATEMENTS],
        ),
    )


if __name__ == "__main__":
    main()
