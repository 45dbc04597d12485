"""The audit trail as chains of hashes: what is altered, deleted, inserted or moved is found (P05).

Each community has a chain of its own in each service, and so has what is done in none. The hash of
a row is that of the row before with the row's own digest. A transaction takes its places at its
very end and holds the end of the chain until it is committed, so that rows stand in the order in
which they were committed; transactions of other communities do not wait.

What may be erased (the name of who acted, each change) enters a row by a salted digest: when it is
erased the salt goes, and with it every way to guess it, while the hash stays true (P08).
"""

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import groupby
from secrets import token_hex
from typing import Any, Final

from sqlalchemy import String, bindparam, insert, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement

from foundation.storage.inserting import insert_ignoring
from foundation.storage.tables import audit, audit_heads

COMPANY = "company"
"""The chain of what is done in no community."""
BEFORE = "before:"
"""So the chains begin of rows that were written by a release without chains."""
BEGINNING = "0" * 64
ERASED: Final = {"erased": True}
ERASURE = ("audit", "erasure")
"""Entity and id of the change by which the trail says of which of its rows something was erased."""
CORE = (
    "actor_id", "operation", "request_id", "subject_kind", "subject_id", "community_id",
)  # fmt: skip
"""What stays as long as the row, beside its moment."""
INSERT = insert(audit)
POINT = re.compile(r"\d[.eE]")
"""What a number may have that databases write in several ways; texts may have it, too."""


class Linked(FunctionElement[str]):
    """The hash of a row: of the one before, and of its own digest."""

    name = "linked"
    type = String()
    inherit_cache = True


@compiles(Linked)
def in_postgres(element: Any, compiler: Any, **how: Any) -> str:
    """By PostgreSQL's own function."""
    before, digest = (compiler.process(one, **how) for one in element.clauses)
    return f"encode(sha256(convert_to({before} || {digest}, 'UTF8')), 'hex')"


@compiles(Linked, "sqlite")
def in_sqlite(element: Any, compiler: Any, **how: Any) -> str:
    """By ours, which each connection has (`foundation.storage.engine`)."""
    before, digest = (compiler.process(one, **how) for one in element.clauses)
    return f"linked_hash({before}, {digest})"


NEXT = (
    update(audit_heads)
    .where(audit_heads.c.chain == bindparam("of"))
    .values(
        position=audit_heads.c.position + 1,
        hash=Linked(audit_heads.c.hash, bindparam("digest", type_=String)),
    )
    .returning(audit_heads.c.position, audit_heads.c.hash)
)
"""Take the next place of a chain; whoever comes meanwhile waits for the commit."""


def linked_hash(before: str, digest: str) -> str:
    """The hash of a row with this digest behind a row with that hash."""
    return sha256(f"{before}{digest}".encode()).hexdigest()


def chain_of(community: str | None) -> str:
    """The chain of what is done in a community; None: in none."""
    return community or COMPANY


def append(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    """Chain and write audit rows; what a transaction does last. Several chains are always taken in
    one order, lest two transactions should wait for each other."""
    in_order = sorted(rows, key=lambda row: chain_of(row["community_id"]))
    for chain, of_one in groupby(in_order, key=lambda row: chain_of(row["community_id"])):
        session.execute(INSERT, [dict(row) | linked(session, row, chain) for row in of_one])


def linked(session: Session, row: Mapping[str, Any], chain: str) -> dict[str, Any]:
    """The place of a row in a chain, its seals and its hash."""
    seals = [sealed(part) for part in parts_of(row)]
    place = next_place(session, chain, digest_of(row, seals))
    return {"chain": chain, "position": place.position, "hash": place.hash, "seals": seals}


def next_place(session: Session, chain: str, digest: str) -> Any:
    """Take the next place of a chain, which begins if it is new."""
    wanted = {"of": chain, "digest": digest}
    found = session.execute(NEXT, wanted).one_or_none()
    if found is None:
        begun = {"chain": chain, "position": 0, "hash": BEGINNING}
        session.execute(insert_ignoring(session, audit_heads), begun)
        found = session.execute(NEXT, wanted).one()
    return found


def parts_of(row: Mapping[str, Any]) -> list[Any]:
    """What may be erased of a row: who it was by name, and each change."""
    return [row["actor_name"], *row["changes"]]


def sealed(part: Any) -> list[Any]:
    """The seal of a part: salt and digest."""
    salt = token_hex(16)
    return [salt, seal(salt, part)]


def seal(salt: str, part: Any) -> str:
    """The digest of a part with its salt."""
    return sha256(f"{salt}{canonical(part)}".encode()).hexdigest()


def digest_of(row: Mapping[str, Any], seals: list[Any]) -> str:
    """The digest of a row by what stays of it, and by its seals."""
    named = [[change.get("entity"), change.get("id")] for change in row["changes"]]
    facts = [row["at"].isoformat(), *(row[name] for name in CORE), named]
    return sha256(canonical([*facts, [digest for _salt, digest in seals]]).encode()).hexdigest()


def canonical(value: Any) -> str:
    """A value as one text, however a database gives its numbers back."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if POINT.search(text) is None:
        return text
    plain = json.loads(text, parse_float=whole_if_it_is)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def whole_if_it_is(text: str) -> int | float:
    """A number with a point, or a whole one where it says nothing else."""
    number = float(text)
    return int(number) if number.is_integer() else number


def without(seals: list[Any] | None, erased: Iterable[int]) -> list[Any] | None:
    """The seals of a row of which some changes are erased, by their places: without their salts."""
    if seals is None:
        return None
    gone = {place + 1 for place in erased}
    return [[None if at in gone else salt, digest] for at, (salt, digest) in enumerate(seals)]


def is_erased(part: Any) -> bool:
    """Whether a part is as erasing leaves it."""
    if isinstance(part, Mapping):
        gone = part.get("erased") is True
        return bool(gone and set(part) == {"entity", "id", "erased"})
    return bool(part == "")
