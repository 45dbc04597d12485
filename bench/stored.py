"""Stored complaints: copies of cases that went the whole way through the product.

A case is copied with all that it left behind, in all services: timeline, answer, return visits,
clock, deadlines, audit trail, first answers by idempotency key, messages to the resident; outbox
and inbox rows as far as they would not have been pruned. Copies of closed cases are spread over
ten years and written from the oldest to the newest, as they would lie in the tables then; one of
500 is open and a few minutes old.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Column, Date, Engine, Table, create_engine, text

from bench.load import MARK
from foundation.messaging.pruning import KEEP_SENT, KEEP_WORKED
from foundation.storage import tables as shared
from foundation.storage.types import Instant
from services.complaints import tables as complaints
from services.notices import tables as notices

YEARS = timedelta(days=3650)
OPEN_SHARE = 500
"""One of so many is open."""
CHUNK = 50_000
"""Cases per transaction."""
COPIED_IDS = {"complaint_id", "event_id", "subject_id", "aggregate_id"}
UNIQUE_TEXTS = {"key", "origin"}
COPIED = """
CREATE OR REPLACE FUNCTION public.copied(id text, n bigint, step bigint) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT substr(at, 1, 8) || '-' || substr(at, 9) || substr(id, 14, 11)
        || lpad(to_hex(n), 12, '0')
    FROM lpad(to_hex(('x' || substr(id, 1, 8) || substr(id, 10, 4))::bit(48)::bigint
        - n * step), 12, '0') AS at
$$
"""
"""The UUIDv7 of the n-th copy, made n steps (ms) earlier; its last group counts the copies."""
TEMPLATES = """
CREATE TABLE public.template AS
SELECT c.id, o.event_id, row_number() OVER (ORDER BY c.id) AS place, c.status = 'closed' AS closed
FROM complaints.complaints c
LEFT JOIN complaints.outbox o ON o.aggregate_id = c.id AND o.type = 'complaint_answered'
WHERE c.description LIKE :mark
"""


@dataclass(frozen=True)
class Part:
    """Rows that a case left in a table, and how they name it."""

    service: str
    table: Table
    belongs: str
    keep: tuple[str, timedelta] | None = None
    """By which column, and at which age, rows are pruned."""


def table_of(model: type) -> Table:
    """The table of a mapped class."""
    return model.__table__  # type: ignore[attr-defined,no-any-return]


def of(model: type, key: str = "complaint_id") -> Part:
    """A table of complaints."""
    return Part("complaints", table_of(model), f"t.{key} = template.id")


OF_CASE = "t.{} = template.id"
OF_EVENT = "t.event_id = template.event_id"
PARTS = (
    of(complaints.Complaint, "id"),
    of(complaints.ClockStop),
    of(complaints.Answer),
    of(complaints.ReturnVisit),
    of(complaints.Entry),
    Part("complaints", shared.deadlines, OF_CASE.format("subject_id")),
    Part("complaints", shared.audit, OF_CASE.format("subject_id")),
    Part("complaints", shared.idempotency_keys, "t.answer ->> 'id' = template.id"),
    Part("complaints", shared.outbox, OF_CASE.format("aggregate_id"), ("occurred_at", KEEP_SENT)),
    Part("notices", table_of(notices.Message), "starts_with(t.origin, template.event_id)"),
    Part("notices", shared.inbox, OF_EVENT, ("handled_at", KEEP_WORKED)),
)


def fill(url: str, count: int) -> Iterator[str]:
    """Copy the cases made by `bench.load` until `count` are stored; tell what was made."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(COPIED))
        connection.execute(text(TEMPLATES), {"mark": f"{MARK}%"})
    number_open = count // OPEN_SHARE
    multiply(engine, closed=True, count=count - number_open, over=YEARS)
    multiply(engine, closed=False, count=number_open, over=timedelta(minutes=10))
    engine.dispose()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
        connection.execute(text("CHECKPOINT"))
        for part in PARTS:
            name = f"{part.service}.{part.table.name}"
            rows = connection.scalar(text(f"SELECT count(*) FROM {name}"))
            yield f"{rows:,} {name}"
        size = "SELECT pg_size_pretty(pg_database_size(current_database()))"
        yield f"{connection.scalar(text(size))} in all"
    engine.dispose()


def multiply(engine: Engine, *, closed: bool, count: int, over: timedelta) -> None:
    """Copy the closed, or the open, templates, evenly spread over a time up to now."""
    with engine.begin() as connection:
        chosen = {"closed": closed}
        of_kind = text("SELECT count(*) FROM public.template WHERE closed = :closed")
        templates = connection.scalar(of_kind, chosen) or 0
    copies = count // templates if templates else 0
    if not copies:
        return
    step = int(over / copies / timedelta(milliseconds=1))
    size = max(CHUNK // templates, 1)
    for last in range(copies, 0, -size):
        with engine.begin() as connection:
            values = {**chosen, "first": max(last - size + 1, 1), "last": last, "step": step}
            for part in PARTS:
                connection.execute(text(copy_of(part)), values)


def copy_of(part: Part) -> str:
    """The statement that copies what a case left in a table, oldest copy first."""
    columns = [one for one in part.table.columns if one.autoincrement is not True]
    names = ", ".join(f'"{one.name}"' for one in columns)
    values = ", ".join(value_of(one) for one in columns)
    kept = ""
    if part.keep:
        column, age = part.keep
        kept = f" AND {shifted(f't.{column}')} > now() - interval '{age.total_seconds()} seconds'"
    return (
        f"INSERT INTO {part.service}.{part.table.name} ({names}) SELECT {values} "
        f"FROM generate_series(CAST(:last AS bigint), :first, -1) n CROSS JOIN public.template "
        f"JOIN {part.service}.{part.table.name} t ON {part.belongs} "
        f"WHERE template.closed = :closed{kept}"
    )


def value_of(column: Column[object]) -> str:
    """What a column of a copy holds."""
    name = f't."{column.name}"'
    if column.name in COPIED_IDS or column.name == "id":
        return f"public.copied({name}, n, :step)"
    if column.name == "number":
        year = "CASE WHEN template.closed THEN '2000-' ELSE '2001-' END"
        return f"left({name}, 3) || {year} || lpad((n * 1000 + template.place)::text, 9, '0')"
    if column.name in UNIQUE_TEXTS:
        return f"{name} || '-' || n"
    if isinstance(column.type, Instant):
        return shifted(name)
    if isinstance(column.type, Date):
        return f"CAST({shifted(name)} AS date)"
    return name


def shifted(value: str) -> str:
    """A time, as many steps earlier."""
    return f"({value} - n * :step * interval '1 millisecond')"
