"""Many rows out of few, by set-based SQL: copies of what the product itself has written.

The n-th copy belongs to community `n % communities` and lies `n / communities` steps back in
time. Identifiers of copies are UUIDs of the time they pretend to be of; households of other
communities are others; unique texts are marked with n; times, dates and periods are moved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Column, Date, Engine, String, Table, UniqueConstraint, text

from foundation.storage.types import Id, Instant

CHUNK = 400_000
"""Rows per transaction, about."""
FUNCTIONS = (
    """
CREATE OR REPLACE FUNCTION public.copied(id text, n bigint, back interval) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN n = 0 THEN id ELSE substr(at, 1, 8) || '-' || substr(at, 9)
        || substr(id, 14, 11) || left(md5(id || n), 12) END
    FROM lpad(to_hex(('x' || substr(id, 1, 8) || substr(id, 10, 4))::bit(48)::bigint
        - (extract(epoch FROM back) * 1000)::bigint), 12, '0') AS at
$$""",
    """
CREATE OR REPLACE FUNCTION public.home(id text, community bigint) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN community = 0 THEN id ELSE left(id, 24) || left(md5(id || community), 12) END
$$""",
    """
CREATE OR REPLACE FUNCTION public.period(p text, back interval) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN p ~ 'Q'
        THEN to_char(to_date(left(p, 4) || right(p, 1)::int * 3, 'YYYYMM') - back, 'YYYY"-Q"Q')
        ELSE to_char(to_date(p, 'YYYY-MM') - back, 'YYYY-MM') END
$$""",
)
N, COMMUNITY, BACK = "n", "(n % :communities)", "(n / :communities * CAST(:step AS interval))"
LATER = "(n - n % :communities)"
"""Of all copies of one time, the first."""
HOMES = {"household_id"}
TIMES = {"notice_id", "run_id", "snapshot_id"}
"""Name what a time has once, for all communities."""
IDS = {"subject_id", "aggregate_id", "event_id"}
PERIODS = {"period", "month"}
MARKED = {"key", "reference"}
"""Texts that are unique together with others, or name one that is."""
PEOPLE = {
    "person_id", "engineer_id", "steward_id", "handler_id", "first_responsible_id",
    "judged_by_id", "handled_by_id", "followed_up_by_id", "shown_to_id",
}  # fmt: skip
"""Stay who they are."""
PLACES = {"community_id", "side"}
"""Stay where they are."""


@dataclass(frozen=True)
class Part:
    """Rows of a table that are copied."""

    service: str
    table: Table
    rows: str = "true"
    """Which, as SQL on `t`; with `template`, those that belong to one of the templates."""
    keep: tuple[str, timedelta] | None = None
    """By which column, and at which age, rows are pruned."""
    once_per: str = "copy"
    """`community`: not for other times; `time`: not for other communities."""
    lately: str = "false"
    """Which of them are copied for recent times only."""
    emptied: str = ""
    """A column that says nothing in copies."""

    @property
    def name(self) -> str:
        """Schema and table."""
        return f"{self.service}.{self.table.name}"

    @property
    def originals(self) -> str:
        """Where the rows that are copied are kept meanwhile."""
        return f"public.{self.service}_{self.table.name}"


@dataclass(frozen=True)
class Spread:
    """How many copies there are, of how many communities, how far apart in time."""

    copies: int
    communities: int
    step: str
    """An interval of PostgreSQL."""
    recent: int = 0
    """Of copies from this number on, parts leave out what is `lately` only."""

    def chunks(self, size: int) -> Iterator[dict[str, object]]:
        """Parameters of one transaction after the other, the oldest copies first.

        All communities of a time are in one of them: what they have in common comes first there.
        """
        last = self.copies
        while last > 0:
            first = max((last - size) // self.communities * self.communities, 1)
            yield {
                "first": first,
                "last": last,
                "communities": self.communities,
                "step": self.step,
                "recent": self.recent,
            }
            last = first - 1


def table_of(model: type) -> Table:
    """The table of a mapped class."""
    return model.__table__  # type: ignore[attr-defined,no-any-return]


def prepare(engine: Engine) -> None:
    """Make the functions that copies are made with."""
    with engine.begin() as connection:
        for function in FUNCTIONS:
            connection.execute(text(function))


def copy(engine: Engine, parts: Sequence[Part], spread: Spread, templates: str = "") -> None:
    """Copy rows; with `templates`, those that belong to the rows of that table."""
    counts = []
    with engine.begin() as connection:
        for part in parts:
            connection.execute(text(f"DROP TABLE IF EXISTS {part.originals}"))
            connection.execute(text(f"CREATE TABLE {part.originals} AS {wanted(part, templates)}"))
            number = connection.scalar(text(f"SELECT count(*) FROM {part.originals}"))
            counts.append(number or 0)
    size = max(CHUNK // max(sum(counts), 1), 1)
    for values in spread.chunks(size):
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))  # no triggers
            for part in parts:
                connection.execute(text(copy_of(part)), values)


def wanted(part: Part, templates: str) -> str:
    """The rows that are copied."""
    if templates:
        return f"SELECT t.* FROM public.{templates} template JOIN {part.name} t ON {part.rows}"
    return f"SELECT t.* FROM {part.name} t WHERE {part.rows}"


def copy_of(part: Part) -> str:
    """The statement that copies the rows of a table, the oldest copy first."""
    columns = columns_of(part.table)
    names = ", ".join(f'"{one.name}"' for one in columns)
    values = ", ".join(f"{value_of(part, one)}" for one in columns)
    chosen = {
        "copy": "true",
        "community": "n < :communities",
        "time": "n % :communities = 0",
    }[part.once_per]
    if part.keep:
        column, age = part.keep
        chosen += f" AND t.{column} - {BACK} > now() - interval '{age.days} days'"
    return (
        f"INSERT INTO {part.name} ({names}) SELECT {values} "
        f"FROM generate_series(CAST(:last AS bigint), :first, -1) n "
        f"CROSS JOIN {part.originals} t WHERE {chosen} AND (n < :recent OR NOT ({part.lately}))"
    )


def columns_of(table: Table) -> list[Column[Any]]:
    """All but what the database numbers by itself."""
    return [one for one in table.columns if one is not table.autoincrement_column]


def value_of(part: Part, column: Column[object]) -> str:
    """What a column of a copy holds."""
    name, kind = f't."{column.name}"', column.type
    if column.name == part.emptied:
        return "NULL" if column.nullable else "'[]'"
    if column.name in HOMES or (part.table.name == "households" and column.name == "id"):
        return f"public.home({name}, {COMMUNITY})"
    if column.name in PEOPLE | PLACES:
        return name
    if column.name in TIMES or (part.once_per == "time" and column.name == "id"):
        return f"public.copied({name}, {LATER}, {BACK})"
    if column.name in IDS or (isinstance(kind, String) and kind.length == Id.length):
        return f"public.copied({name}, {N}, {BACK})"
    if isinstance(kind, Instant):
        return f"{name} - {BACK}"
    if isinstance(kind, Date):
        return f"CAST({name} - {BACK} AS date)"
    if column.name in PERIODS:
        return f"public.period({name}, {BACK})"
    if column.name == "building":
        return f"CASE WHEN {COMMUNITY} = 0 THEN {name} ELSE {name} || '-' || {COMMUNITY} END"
    if column.name == "place_key":
        return f"CASE WHEN {COMMUNITY} = 0 THEN {name} ELSE {COMMUNITY} || '-' || {name} END"
    if column.name == "target":
        homes = f"public.home(substr({name}, 11), {COMMUNITY})"
        return f"CASE WHEN {name} LIKE 'household:%' THEN 'household:' || {homes} ELSE {name} END"
    if is_unique(part.table, column) or column.name in MARKED:
        return f"{name} || '-' || to_hex({N})"
    return name


def is_unique(table: Table, column: Column[object]) -> bool:
    """Whether no two rows may have the same text."""
    return bool(column.unique) or any(
        isinstance(one, UniqueConstraint) and list(one.columns) == [column]
        for one in table.constraints
    )
