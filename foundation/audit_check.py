"""Verifying the audit trail: every row is recomputed; the first that is not as it was is named."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, bindparam, func, select

from foundation.storage.audit_chain import (
    BEFORE,
    BEGINNING,
    COMPANY,
    ERASURE,
    digest_of,
    is_erased,
    linked_hash,
    parts_of,
    seal,
)
from foundation.storage.tables import audit, audit_adoption, audit_heads

WINDOW = 5_000
"""Rows that are read at once."""
HEADS: Final = select(audit_heads).order_by(audit_heads.c.chain)
ROWS: Final = (
    select(audit)
    .where(audit.c.chain == bindparam("chain"), audit.c.position > bindparam("after"))
    .order_by(audit.c.position)
    .limit(bindparam("most"))
)
UNCHAINED: Final = (
    select(audit.c.id, audit.c.at)
    .where(audit.c.chain.is_(None))
    .order_by(audit.c.id)
    .limit(bindparam("most"))
)
ERASES = re.compile(
    r"deadline:forget|erase_again$|directory\.erase_leaver$|event:([a-z]+\.)?on_person_changed$"
)
"""What erases is called so: nights, a restore, who was asked to, and what these set going."""
UNTIL: Final = select(audit_adoption.c.until)

ALTERED, MISSING, INSERTED = "altered", "missing", "inserted"
"""What was done to a row: its content or place changed, it was taken out, it was put in."""


@dataclass(frozen=True)
class Broken:
    """The first row of a chain that is not as it was."""

    chain: str
    position: int | None
    """None: it has no place in any chain."""
    id: int | None
    """None: the row is gone."""
    why: str


@dataclass
class Checked:
    """What came of it."""

    rows: int = 0
    erased: int = 0
    """Rows of which something was erased."""
    removed: int = 0
    """Rows at the beginning of chains that were kept long enough and are gone (P08)."""
    removed_at: datetime | None = None
    """When the last of them went; None: none has."""
    begins_at: datetime | None = None
    """Of when the oldest row is that is left in a chain whose beginning is gone; None: there is
    none."""
    waiting: int = 0
    """Rows of a release without chains, which are chained during the night."""
    broken: list[Broken] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    """The hash at the end of each chain: kept elsewhere, it proves later that all up to it stands.
    """
    erasures: dict[int, Broken] = field(default_factory=dict)
    """Rows of which something was erased, by their ids, until it is found who erased it."""
    sought: Collection[str] = ()
    """Hashes that were at the end of a chain once."""
    met: set[str] = field(default_factory=set)
    """Those of them that still stand in a chain."""
    noted: set[int] = field(default_factory=set)
    """Ids of rows of which the trail itself says that something was erased."""


def verify(
    engine: Engine, communities: Collection[str] | None = None, heads: Collection[str] = ()
) -> Checked:
    """Go through all chains, or those of some communities and of the company, as they are at one
    moment, whatever is written meanwhile; look for hashes that were `heads` once."""
    found = Checked(sought=heads)
    with snapshot(engine) as connection:
        for head in connection.execute(HEADS).all():
            community = head.chain.removeprefix(BEFORE)
            if communities is None or community in communities or community == COMPANY:
                walk(connection, head, found)
        if communities is None:
            look_for_unchained(connection, found)
    found.broken += [one for id_, one in found.erasures.items() if id_ not in found.noted]
    return found


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A transaction that reads the data as it is at one moment."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def walk(connection: Connection, head: Any, found: Checked) -> None:
    """Go along one chain, up to the first row that is not as it was."""
    before = head.removed_hash or BEGINNING
    found.met.update({before} & set(found.sought))
    position = head.removed_position
    if position:
        found.removed += position
        found.removed_at = max(found.removed_at or head.removed_at, head.removed_at)
    for row in rows_of(connection, head.chain, position):
        beyond = row.position > head.position and position == head.position
        why = INSERTED if beyond else fault(row, position + 1, before)
        if why:
            missing = why == MISSING
            found.broken.append(
                Broken(
                    head.chain,
                    position + 1 if missing else row.position,
                    None if missing else row.id,
                    why,
                )
            )
            return
        if position and position == head.removed_position:
            found.begins_at = min(found.begins_at or row.at, row.at)
        position, before = row.position, row.hash
        if before in found.sought:
            found.met.add(before)
        found.rows += 1
        note_erasures(row, found)
    if position != head.position:
        found.broken.append(Broken(head.chain, position + 1, None, MISSING))
    elif before != head.hash:
        found.broken.append(Broken(head.chain, position, None, ALTERED))
    else:
        found.heads[head.chain] = before


def note_erasures(row: Any, found: Checked) -> None:
    """Remember of which rows something is erased, and which of them a later row says so of."""
    if any(salt is None for salt, _digest in row.seals):
        found.erased += 1
        found.erasures[row.id] = Broken(row.chain, row.position, row.id, ALTERED)
    if ERASES.match(row.operation):
        for change in row.changes:
            if (change.get("entity"), change.get("id")) == ERASURE:
                found.noted.update(change["after"]["erased"])


def rows_of(connection: Connection, chain: str, after: int) -> Iterator[Any]:
    """The rows of a chain in their order, some at a time."""
    while True:
        rows = connection.execute(ROWS, {"chain": chain, "after": after, "most": WINDOW}).all()
        yield from rows
        if len(rows) < WINDOW:
            return
        after = rows[-1].position


def fault(row: Any, position: int, before: str) -> str | None:
    """What is wrong with a row that should be in this place behind that hash; None: nothing."""
    if row.position != position:
        return MISSING
    facts, parts = row._mapping, parts_of(row._mapping)
    seals = row.seals or []
    if len(seals) != len(parts) or not all(map(holds, parts, seals)):
        return ALTERED
    return None if linked_hash(before, digest_of(facts, seals)) == row.hash else ALTERED


def holds(part: Any, sealed: list[Any]) -> bool:
    """Whether a part is what was sealed, or was erased."""
    salt, digest = sealed
    return is_erased(part) if salt is None else seal(salt, part) == digest


def look_for_unchained(connection: Connection, found: Checked) -> None:
    """Rows that stand in no chain: of a release without chains, or put in by hand."""
    until = connection.scalar(UNTIL)
    rows = connection.execute(UNCHAINED, {"most": WINDOW}).all()
    late = [row for row in rows if until is None or row.at >= until]
    if late:
        found.broken.append(Broken("", None, late[0].id, INSERTED))
    elif rows:
        count = select(func.count()).select_from(audit).where(audit.c.chain.is_(None))
        found.waiting = int(connection.scalar(count) or 0)
