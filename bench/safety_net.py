"""What outbox and audit cost: the same write with and without them, in turns, in one database.

    python -m bench.safety_net [--quick] [--writes 200] [--rounds 7]

The write is the real one, the intake of a complaint: the case, its number, its timeline and its
deadlines, in one transaction that waits for the disk. Without the net no event is written and
nothing noted of what changed.
"""

import argparse
import statistics
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import Engine, event, func, select

from bench.servers import SETTINGS
from bench.tables import figures, progress, say, spread, table
from foundation.actor import Actor
from foundation.clock import SystemClock
from foundation.storage import audit
from foundation.storage.engine import make_engine
from foundation.storage.migrate import upgrade
from foundation.storage.store import Store
from foundation.storage.tables import audit as audit_table
from foundation.storage.tables import outbox
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.service import ComplaintsService
from tests.support import postgres

DESK = Actor("desk", "前台", frozenset({"receptionist"}), request_id="bench")
CASE = {
    "place": "3栋电梯", "channel": "phone", "kind": "complaint", "category": "public_facility",
    "description": "电梯运行时有异响，今天上午又停了一次，楼上老人下不来", "wish": "请检修",
    "contact_name": "韩梅梅", "contact_phone": "13800000003",
    "restated": {"text": "电梯异响并停运", "confirmed": True},
}  # fmt: skip


def write(store: Store) -> None:
    """One intake."""
    ComplaintsService.lodge.entry.perform(store, DESK, CASE)


@contextmanager
def without_net() -> Iterator[None]:
    """Emit nothing, note nothing."""
    no_event = patch.object(UnitOfWork, "emit", lambda *_: "")
    with no_event, patch.object(audit, "audited", lambda _row: False):
        yield


def took(store: Store) -> float:
    """Milliseconds of one write."""
    begun_at = time.perf_counter()
    write(store)
    return 1000 * (time.perf_counter() - begun_at)


def measure(store: Store, writes: int) -> tuple[float, float]:
    """Median milliseconds with and without the net; writes of both take turns."""
    net, bare = [], []
    for _ in range(writes):
        net.append(took(store))
        with without_net():
            bare.append(took(store))
    return statistics.median(net), statistics.median(bare)


def statements(engine: Engine, store: Store) -> int:
    """How many statements a write executes."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    write(store)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def left(store: Store) -> int:
    """How many events and audit rows there are."""
    with store.read() as uow:
        counts = (select(func.count()).select_from(one) for one in (outbox, audit_table))
        return sum(uow.session.scalar(one) or 0 for one in counts)


def compare(name: str, url: str, writes: int, rounds: int) -> tuple[tuple[str, ...], float]:
    """A row of the table, and how many times as long a write with the net takes."""
    engine = make_engine(url)
    upgrade(engine, "complaints")
    store = Store(engine, SystemClock(), "complaints")
    measure(store, 10)
    before = left(store)
    with without_net():
        write(store)
    assert left(store) == before, "the net was not off"
    write(store)
    assert left(store) == before + 2, "the net was not on"
    pairs = []
    for _ in range(rounds):
        pairs.append(measure(store, writes))
        progress(f"{name}: {pairs[-1][0]:.2f} ms with, {pairs[-1][1]:.2f} ms without")
    with_, without = ([pair[at] for pair in pairs] for at in (0, 1))
    count = statements(engine, store)
    with without_net():
        bare_count = statements(engine, store)
    ratio = statistics.median(net / bare for net, bare in pairs)
    engine.dispose()
    row = (name, spread(with_, 2), spread(without, 2), f"{ratio:.2f}", f"{count} / {bare_count}")
    return row, ratio


def main() -> None:
    """Run the comparison."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="few writes")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.writes, chosen.rounds = 40, 3
    with tempfile.TemporaryDirectory(prefix="guanjia-bench-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        home.chmod(0o755)
        server = home / "postgres"
        server.mkdir()
        url = postgres.start(server, SETTINGS)["url"]
        try:
            measured = [
                compare("PostgreSQL", f"{url}/postgres", chosen.writes, chosen.rounds),
                compare("SQLite", f"sqlite:///{home}/net.db", chosen.writes, chosen.rounds),
            ]
        finally:
            postgres.stop(server)
    head = (
        "database", "ms per write with outbox and audit: median (range of rounds)", "without",
        "ratio", "statements with / without",
    )  # fmt: skip
    say(table(head, [row for row, _ in measured]))
    say(figures(net_postgres=measured[0][1], net_sqlite=measured[1][1]))


if __name__ == "__main__":
    main()
