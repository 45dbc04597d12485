"""What every list, board and figure of one community takes, alone and among 499 others (P01).

    python -m bench.company [--quick] [--rounds 40] [--only NAME]

Both are databases on PostgreSQL. The one holds the demonstration, its larger community with two
thousand cases of ten years; the other holds the same, and that community copied to 499 others, row
by row in every table: a million cases, and a million bills. The questions of `bench.reports` are
asked of both in turns, by people of the first community. Wanted: at most 1.2 times.
"""

import argparse
import statistics
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Engine, Table, create_engine, text

from bench.copying import MARKED, Part, Spread, columns_of, copy, is_unique, prepare, table_of
from bench.questions import QUESTIONS, Question
from bench.reports import Desk
from bench.servers import BASE, servers
from bench.stored import OF_CASE, settle
from bench.tables import figures, progress, say, table
from foundation.config import SERVICES
from foundation.scope import FIRST_COMMUNITY
from foundation.storage import tables as shared
from foundation.storage.placed import NAME
from foundation.storage.types import Id
from guanjia.registry import service_class
from services.complaints.answers.tables import Answer
from services.complaints.cases.tables import ClockStop, Complaint, ReturnVisit
from services.complaints.timeline.tables import TimelineEntry
from services.notices.audience.tables import Recipient

ALONE, AMONG = "alone", "among"
OTHERS, CASES = 499, 2_000
YEARS = 10 * 365
PER_TRANSACTION = 20
"""Communities."""
DIGEST = 12
"""Characters by which a key of a copy differs from the one that it is a copy of."""
CLOSED = f"""
CREATE TABLE public.closed AS SELECT id FROM complaints.complaints
WHERE community_id = '{FIRST_COMMUNITY}' AND status = 'closed'
"""
OF_CASES = (
    Part("complaints", table_of(Complaint), OF_CASE.format("id")),
    *(
        Part("complaints", table_of(one), OF_CASE.format("complaint_id"))
        for one in (ClockStop, Answer, ReturnVisit, TimelineEntry)
    ),
    Part("complaints", shared.words, OF_CASE.format("paper_id")),
)
INDEXES = """
SELECT schemaname, indexname, indexdef FROM pg_indexes
WHERE schemaname = ANY(:services) AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""
LEFT_OUT = {"audit", "outbox", "inbox", "idempotency_keys", "duty_replica"}
"""Are read by their chain or worked and taken away; copies of the roster are there once."""


def fill(engine: Engine, cases: int) -> None:
    """Give the first community so many cases; those that are open stay as many as they are."""
    prepare(engine)
    with engine.begin() as connection:
        connection.execute(text(CLOSED))
        closed = connection.scalar(text("SELECT count(*) FROM public.closed")) or 1
    copies = cases // closed
    copy(engine, OF_CASES, Spread(copies, 1, f"{YEARS / copies:.3f} days"), "closed")


def found(engine: Engine) -> Iterator[tuple[str, Table, str]]:
    """What belongs to communities: service, table, and which rows are the first one's."""
    with engine.connect() as connection:
        there = {
            tuple(one)
            for one in connection.execute(
                text("SELECT table_schema, table_name FROM information_schema.tables")
            )
        }
    for service in SERVICES:
        own = service_class(service).tables.tables.values()
        for one in (*own, *shared.metadata.tables.values()):
            if (service, one.name) in there and one.name not in LEFT_OUT:
                if NAME in one.columns:
                    yield service, one, f"t.{NAME} = '{FIRST_COMMUNITY}'"
                elif one is table_of(Recipient):
                    ours = f"SELECT id FROM notices.notices WHERE {NAME} = '{FIRST_COMMUNITY}'"
                    yield service, one, f"t.notice_id IN ({ours})"


@contextmanager
def unindexed(engine: Engine) -> Iterator[None]:
    """Without the indexes that are no constraints, which are made anew at the end: it takes half of
    the time."""
    with engine.begin() as connection:
        given = {"services": list(SERVICES)}
        kept = connection.execute(text(INDEXES), given).all()
        for one in kept:
            connection.execute(text(f"DROP INDEX {one.schemaname}.{one.indexname}"))
    yield
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
        for one in kept:
            connection.exec_driver_sql(one.indexdef)


def spread_out(engine: Engine, others: int) -> None:
    """Copy the first community to others, each row under keys of its own."""
    for service, one, ours in found(engine):
        began = time.monotonic()
        columns = columns_of(one)
        names = ", ".join(f'"{each.name}"' for each in columns)
        values = ", ".join(value_of(one, each) for each in columns)
        statement = text(
            f"INSERT INTO {service}.{one.name} ({names}) SELECT {values} "
            f"FROM generate_series(CAST(:first AS int), :last) n "
            f"CROSS JOIN (SELECT * FROM {service}.{one.name} t WHERE {ours}) t"
        )
        for first in range(1, others + 1, PER_TRANSACTION):
            last = min(first + PER_TRANSACTION - 1, others)
            with engine.begin() as connection:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
                connection.execute(statement, {"first": first, "last": last})
        progress(f"{service}.{one.name}: {time.monotonic() - began:.0f} s")


def value_of(of: Table, column: Column[Any]) -> str:
    """What a column of the n-th community's copy holds."""
    name = f't."{column.name}"'
    is_key = column.name == "id" or column.name.endswith("_id")
    if is_key or is_unique(of, column) or column.name in MARKED:
        kept = (getattr(column.type, "length", None) or Id.length) - DIGEST
        return f"left({name}, {kept}) || left(md5({name} || '/' || n), {DIGEST})"
    return name


def ask(desks: Sequence[Desk], question: Question, rounds: int) -> tuple[float, float]:
    """Milliseconds alone and among others: medians of answers taken in turns."""
    given = [question.values(one.stores[question.service]) for one in desks]
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 2):
        for desk, values, spent in zip(desks, given, taken, strict=True):
            began = time.perf_counter()
            desk.ask(question, values)
            if turn >= 2:  # before, caches fill
                spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken[0]), statistics.median(taken[1])


def report(lines: Sequence[tuple[str, float, float]], cases: int) -> None:
    """Say what was found, what grew most first."""
    grown = sorted(((one / alone, name, alone, one) for name, alone, one in lines), reverse=True)
    say(
        f"{cases:,} cases; milliseconds, medians.",
        table(
            ("list or figure", "alone", "among others", "ratio"),
            ((name, f"{a:.2f}", f"{b:.2f}", f"{ratio:.2f}") for ratio, name, a, b in grown),
        ),
        figures(
            among_500_ratio=statistics.median(ratio for ratio, *_ in grown),
            among_500_worst_ratio=grown[0][0],
        ),
    )


def count_of(engine: Engine) -> int:
    """Stored cases."""
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM complaints.complaints")) or 0)


def main() -> None:
    """Run the benchmark."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="19 others with 200 cases each")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--only", default="", help="part of the names to be asked")
    chosen = parser.parse_args()
    others, cases = (19, 200) if chosen.quick else (OTHERS, CASES)
    with servers() as on:
        engines = []
        for name, template in ((ALONE, BASE), (AMONG, ALONE)):
            on.copy(name, template)
            engines.append(create_engine(f"{on.url}/{name}"))
            began = time.monotonic()
            if name == ALONE:
                fill(engines[-1], cases)
            else:
                with unindexed(engines[-1]):
                    spread_out(engines[-1], others)
            settle(engines[-1])
            progress(f"{name}: filled in {time.monotonic() - began:.0f} s")
            engines[-1].dispose()
        desks = [Desk(f"{on.url}/{name}", 1) for name in (ALONE, AMONG)]
        lines = []
        for question in QUESTIONS:
            name = f"{question.service}.{question.name}"
            if not question.whole and chosen.only in name:
                lines.append((name, *ask(desks, question, chosen.rounds)))
                progress("{}: {:.2f} {:.2f}".format(*lines[-1]))
        report(lines, count_of(engines[-1]))


if __name__ == "__main__":
    main()
