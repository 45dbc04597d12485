"""Stored complaints: copies of cases that went the whole way through the product.

A case is copied with all that it left behind, in all services: timeline, answer, return visits,
clock, deadlines, audit trail, first answers by idempotency key, messages to the resident; outbox
and inbox rows as far as they would not have been pruned. Copies of closed cases are spread over
ten years and written from the oldest to the newest, as they would lie in the tables then; one of
500 is open and a few minutes old. What audit rows say of changes is left out: it would be half of
the disk, and nothing here reads it.
"""

from datetime import timedelta

from sqlalchemy import Engine, create_engine, text

from bench.copying import Part, Spread, copy, prepare, table_of
from bench.load import MARK
from foundation.retention_policy import RetentionPolicy
from foundation.storage import tables as shared
from services.complaints.answers.tables import Answer
from services.complaints.cases.tables import ClockStop, Complaint, ReturnVisit
from services.complaints.timeline.tables import TimelineEntry
from services.notices.messages.tables import Message

YEARS = timedelta(days=3650)
KEEP_SENT = timedelta(days=RetentionPolicy.keep_sent_days)
KEEP_WORKED = timedelta(days=RetentionPolicy.keep_worked_days)
OPEN_SHARE = 500
"""One of so many is open."""
TEMPLATES = """
CREATE TABLE public.{name} AS
SELECT c.id, o.event_id FROM complaints.complaints c
LEFT JOIN complaints.outbox o ON o.aggregate_id = c.id AND o.type = 'complaint_answered'
WHERE c.description LIKE :mark AND (c.status = 'closed') = :closed
"""
OF_CASE = "t.{} = template.id"
OF_MESSAGE = "starts_with(t.origin, template.event_id)"
PARTS = (
    Part("complaints", table_of(Complaint), OF_CASE.format("id")),
    *(
        Part("complaints", table_of(model), OF_CASE.format("complaint_id"))
        for model in (
            ClockStop,
            Answer,
            ReturnVisit,
            TimelineEntry,
        )
    ),
    Part("complaints", shared.deadlines, OF_CASE.format("subject_id")),
    Part("complaints", shared.audit, OF_CASE.format("subject_id"), emptied="changes"),
    Part("complaints", shared.idempotency_keys, "t.answer ->> 'id' = template.id"),
    Part("complaints", shared.outbox, OF_CASE.format("aggregate_id"), ("occurred_at", KEEP_SENT)),
    Part("notices", table_of(Message), OF_MESSAGE),
    Part("notices", shared.inbox, "t.event_id = template.event_id", ("handled_at", KEEP_WORKED)),
)


def fill(url: str, count: int, communities: int = 1) -> str:
    """Copy the cases made by `bench.load` until `count` are stored; tell what was made."""
    engine = create_engine(url)
    prepare(engine)
    number_open = count // OPEN_SHARE
    multiply(engine, count - number_open, YEARS, communities, closed=True)
    multiply(engine, number_open, timedelta(minutes=10), communities, closed=False)
    settle(engine)
    with engine.connect() as connection:
        rows = [connection.scalar(text(f"SELECT count(*) FROM {part.name}")) for part in PARTS]
        size = connection.scalar(
            text("SELECT pg_size_pretty(pg_database_size(current_database()))")
        )
    engine.dispose()
    made = (f"{number:,} {part.name}" for number, part in zip(rows, PARTS, strict=True))
    return f"{', '.join(made)}; {size} in all"


def multiply(
    engine: Engine, count: int, over: timedelta, communities: int, *, closed: bool
) -> None:
    """Copy the closed, or the open, templates, evenly spread over a time up to now."""
    name = "closed_case" if closed else "open_case"
    with engine.begin() as connection:
        values = {"mark": f"{MARK}%", "closed": closed}
        connection.execute(text(TEMPLATES.format(name=name)), values)
        templates = connection.scalar(text(f"SELECT count(*) FROM public.{name}")) or 1
    if copies := count // templates:
        step = (over / copies * communities).total_seconds()
        copy(engine, PARTS, Spread(copies, communities, f"{step:.3f} seconds"), name)


def settle(engine: Engine) -> None:
    """Let PostgreSQL do at once what it would have done over the years."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
        connection.execute(text("CHECKPOINT"))
