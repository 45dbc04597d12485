"""Every list and report at a million rows on PostgreSQL: how long it takes, and how it is read.

    python -m bench.reports [--quick] [--rows 1000000] [--times 20] [--only NAME]

Each is asked of its service (decode, authorise, query, encode; not HTTP and RPC) as the people who
use it ask. The statements that it really executes are explained afterwards; a sequential scan of a
large table ends the run with status 1.
"""

import argparse
import statistics
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event, text

from bench import communities
from bench.questions import QUESTIONS, Question, forgotten
from bench.servers import servers
from bench.tables import figures, progress, say, table
from foundation.clock import SystemClock
from foundation.config import SERVICES
from foundation.storage.engine import make_engine
from foundation.storage.store import Store
from guanjia.registry import service_class

AT_LEAST, LONG_MS = 5, 60_000
"""How often even what is slow is asked, and how long it may be asked more often."""
LARGE = 0.1
"""Part of the rows of a paper from which on a table is not to be read as a whole."""
DATABASE = "large"


@dataclass
class Found:
    """What was measured of a question."""

    question: Question
    milliseconds: list[float] = field(default_factory=list)
    statements: int = 0
    scans: set[str] = field(default_factory=set)
    rows_read: int = 0

    @property
    def p95(self) -> float:
        """The 95th percentile."""
        return statistics.quantiles(self.milliseconds, n=20, method="inclusive")[-1]


class Desk:
    """The services' stores on one database, and what their connections are asked."""

    def __init__(self, url: str, rows: int) -> None:
        self.stores = {name: Store(engine_of(url, name), SystemClock(), name) for name in SERVICES}
        self.large = set()
        for name, store in self.stores.items():
            with store.engine.connect() as connection:
                counted = text(
                    "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= :large "
                    "AND relnamespace = CAST(:schema AS regnamespace)"
                )
                values = {"large": LARGE * rows, "schema": name}
                self.large |= {(name, one) for one in connection.scalars(counted, values)}

    def ask(self, question: Question, values: dict[str, Any]) -> Any:
        """Ask once; the answer."""
        entry = getattr(service_class(question.service), question.method).entry
        return entry.perform(self.stores[question.service], question.actor, values)

    def measure(self, question: Question, times: int) -> Found:
        """Ask some times, what is slow a few times only, then explain."""
        found = Found(question)
        values = question.values(self.stores[question.service])
        with seen(self.stores[question.service].engine) as statements:
            self.ask(question, values)
        spent = found.milliseconds
        while len(spent) < times and (len(spent) < AT_LEAST or sum(spent) < LONG_MS):
            begun_at = time.perf_counter()
            self.ask(question, values)
            spent.append(1000 * (time.perf_counter() - begun_at))
        found.statements = len(statements)
        with self.stores[question.service].engine.connect() as connection:
            for statement in statements:
                explained = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}"
                [plan] = connection.exec_driver_sql(explained.replace("%", "%%")).scalar_one()
                for node in nodes(plan["Plan"]):
                    found.rows_read = max(found.rows_read, touched(node))
                    if self.reads_all_of(question.service, node):
                        found.scans.add(node["Relation Name"])
        return found

    def reads_all_of(self, service: str, node: dict[str, Any]) -> bool:
        """Whether a node of a plan reads a large table as a whole."""
        sequential = node["Node Type"] == "Seq Scan"
        return sequential and (service, node["Relation Name"]) in self.large


def engine_of(url: str, service: str) -> Engine:
    """A service's database as the service has it."""
    address = url.replace("guanjia@", f"{service}@")
    return make_engine(address)


@contextmanager
def seen(engine: Engine) -> Iterator[list[str]]:
    """The SELECTs that are executed, with their values in place."""
    statements: list[str] = []

    def note(_conn: Any, cursor: Any, _statement: str, _parameters: Any, *_: Any) -> None:
        if (executed := cursor.query.decode()).lstrip().startswith(("SELECT", "WITH")):
            statements.append(executed)

    event.listen(engine, "after_cursor_execute", note)
    yield statements
    event.remove(engine, "after_cursor_execute", note)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All nodes of a plan."""
    yield plan
    for one in plan.get("Plans", ()):
        yield from nodes(one)


def touched(node: dict[str, Any]) -> int:
    """Rows that a node has read, kept or not."""
    removed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Join Filter", 0)
    return int((node["Actual Rows"] + removed) * node["Actual Loops"])


def report(all_: Sequence[Found]) -> None:
    """Say what was found."""
    rows = [
        (
            f"{one.question.service}.{one.question.name}",
            f"{statistics.median(one.milliseconds):.1f}",
            f"{one.p95:.1f}",
            one.statements,
            f"{one.rows_read:,}",
            ", ".join(sorted(one.scans)) or "none",
        )
        for one in all_
    ]
    head = (
        "list or report", "median ms", "p95 ms", "statements", "most rows read by a step",
        "sequential scans",
    )  # fmt: skip
    say(table(head, rows))
    slowest = max((one for one in all_ if not one.question.whole), key=lambda one: one.p95)
    say(figures(slowest_list_p95_ms=slowest.p95))


def main() -> None:
    """Run the benchmark."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", default="", help="part of the names to be asked")
    parser.add_argument("--quick", action="store_true", help="50 thousand rows")
    parser.add_argument("--url", help="a database that is filled already")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.rows, chosen.times = 50_000, 5
    if chosen.url:
        run(chosen.url, chosen)
        return
    from bench.lifecycles import make_templates

    with servers() as on:
        make_templates(on)
        on.copy(DATABASE)
        url = f"{on.url}/{DATABASE}"
        say(f"Filled: {communities.fill(url, chosen.rows)}.")
        run(url, chosen)


def run(url: str, chosen: argparse.Namespace) -> None:
    """Ask everything on a filled database."""
    desk = Desk(url, chosen.rows)
    all_ = []
    for question in QUESTIONS:
        if chosen.only in f"{question.service}.{question.name}":
            all_.append(desk.measure(question, chosen.times))
            one = all_[-1]
            progress(f"{one.p95:8.1f} ms {one.rows_read:9,} {question.name} {one.scans or ''}")
    report(all_)
    scanned = [one.question.name for one in all_ if one.scans and not one.question.whole]
    if scanned:
        sys.exit(f"a large table is read as a whole: {', '.join(scanned)}")
    if not chosen.only and (missing := forgotten()):
        sys.exit(f"nobody asks here: {', '.join(sorted(missing))}")


if __name__ == "__main__":
    main()
