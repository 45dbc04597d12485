"""Erasing what people have said and who they were in papers kept long enough, while the papers stay
and are counted as before (P08).

What stays is listed by its name or is a word of the code; whatever else is text goes, so that what
a later release adds goes as well until somebody says that it need not.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, NamedTuple

from sqlalchemy import or_, select, update

from foundation.actor import RESIDENT
from foundation.storage.audit_chain import ERASED, ERASURE, is_erased, without
from foundation.storage.idempotency import FORGOTTEN
from foundation.storage.tables import audit, idempotency_keys, person_replica
from foundation.storage.unit_of_work import UnitOfWork

Facts = Mapping[str, Any]


class Taken(NamedTuple):
    """What a portion of a night took."""

    number: int
    more: bool
    """Whether there may be more."""


@dataclass(frozen=True)
class Erasure:
    """What takes people, or what they said, out of what stays, by a value of the policy."""

    kind: str
    """A `RetentionKind`."""
    days: str
    """Name of the policy's value."""
    portion: Callable[[UnitOfWork, Any], Taken]
    """Works a portion by a policy."""
    of_company: bool = False
    """Whether it goes by the company's value, for people and papers that are in no community."""


NOTHING = Taken(0, False)
BATCH = 40
"""Papers that one portion takes: each has a dozen rows, which are read and written one by one."""
GONE = ERASED
NOBODY = "—"
"""What stands in the place of a name that was erased."""


def words_of(codes: Iterable[type[StrEnum]]) -> frozenset[str]:
    """Every word of these codes."""
    return frozenset(word.value for code in codes for word in code)


def bare(detail: Facts, stays: Collection[str], words: Collection[str]) -> dict[str, Any]:
    """A detail without free text: with what `stays` by its name, `words` of the code, and what is
    no text at all."""
    return {
        name: value
        for name, value in detail.items()
        if name in stays or (value in words if isinstance(value, str) else is_plain(value))
    }


def is_plain(value: Any) -> bool:
    """Whether a value can hold no text."""
    return not isinstance(value, list | dict)


def timelines(
    uow: UnitOfWork, table: Any, of: str, ids: Sequence[str], bared: Callable[[Any], Facts]
) -> set[Any]:
    """Erase the timelines of papers, whose rows name them in column `of`: what `bared` leaves of a
    row stays, and who did it where that was the staff. The moments at which anything was done."""
    rows = uow.session.execute(select(table).where(table.c[of].in_(ids))).all()
    staff = staff_among(uow, {row.actor_id for row in rows})
    for row in rows:
        kept = dict(bared(row)) | ({} if row.actor_id in staff else {"actor": ""})
        changed = {name: one for name, one in kept.items() if one != getattr(row, name)}
        if changed:
            uow.session.execute(update(table).where(table.c.id == row.id).values(changed))
    return {row.at for row in rows}


def staff_among(uow: UnitOfWork, ids: set[str]) -> set[str]:
    """Who of these works or worked here, as far as is known; whoever is unknown is the system, or
    somebody of whom only the name in the timeline tells."""
    known = select(person_replica.c.person_id, person_replica.c.roles)
    found = uow.session.execute(known.where(person_replica.c.person_id.in_(ids)))
    residents = {row.person_id for row in found if not set(row.roles) - {RESIDENT}}
    return ids - residents


def trail(
    uow: UnitOfWork,
    of: str,
    ids: Sequence[str],
    timestamps: set[Any],
    facts: Collection[str] | None = None,
) -> None:
    """Erase what the audit trail copied of papers: who did what when stays. With `facts`, only of
    the changes that say one of these.

    A row is about one of them, or names it among others, of the same moment as its timeline. What
    this unit changes of them is told without what it was before.
    """
    uow.session.flush()
    tell_no_more(uow, of, set(ids))
    about, wanted = set(ids), or_(audit.c.subject_id.in_(ids), audit.c.at.in_(timestamps))
    touched: list[int] = []
    for row in uow.session.execute(select(audit).where(wanted)).all():
        gone = [
            place
            for place, one in enumerate(row.changes)
            if (row.subject_id in about or tells_of(one, of, about))
            and not is_erased(one)
            and (facts is None or says(one, facts))
        ]
        if gone:
            touched.append(take_out(uow, row, gone))
    note_erased(uow, touched)


def tell_no_more(uow: UnitOfWork, of: str, ids: set[str]) -> None:
    """Have the trail tell what this unit changes of these without what it was before."""
    for change in uow.trail.changes:
        if tells_of(change, of, ids):
            change.pop("before", None)


def take_out(uow: UnitOfWork, row: Any, gone: Collection[int]) -> int:
    """Erase the changes of a row of the trail that stand in these places; answer its id."""
    changes = [
        {"entity": one.get("entity"), "id": one.get("id")} | GONE if place in gone else one
        for place, one in enumerate(row.changes)
    ]
    erased = {"changes": changes, "seals": without(row.seals, gone)}
    uow.session.execute(update(audit).where(audit.c.id == row.id).values(erased))
    return int(row.id)


def note_erased(uow: UnitOfWork, ids: Sequence[int]) -> None:
    """Have the trail say of which of its rows something was erased."""
    if ids:
        uow.trail.note(*ERASURE, erased=list(ids))


def forget_answers(uow: UnitOfWork, person_id: str) -> None:
    """Forget what somebody was answered under idempotency keys; that the keys were used stays
    known."""
    mine = idempotency_keys.c.actor_id == person_id
    uow.session.execute(update(idempotency_keys).where(mine).values(answer=FORGOTTEN))


def of_person(
    uow: UnitOfWork, person_id: str, papers: Any, by: str, of: str, timeline: Any, **become: Any
) -> None:
    """Erase somebody in a service whose `papers` name in column `by` who asked for them: the
    contact becomes what is said, the `timeline` (which names its paper in column `of`) and the
    audit trail name nobody. The papers themselves stay for as long as policy says."""
    mine = list(uow.session.scalars(select(papers.c.id).where(papers.c[by] == person_id)))
    uow.session.execute(update(papers).where(papers.c[by] == person_id).values(**become))
    did = timeline.c.actor_id == person_id
    at = set(uow.session.scalars(select(timeline.c.at).where(timeline.c[of].in_(mine))))
    uow.session.execute(update(timeline).where(did).values(actor=NOBODY))
    if mine:
        trail(uow, of, mine, at)
    forget_answers(uow, person_id)


def erasing(
    keep: Callable[[UnitOfWork, Any], Any],
    erase: Callable[[UnitOfWork, str], Any],
    said: str = "erased",
) -> Callable[[UnitOfWork, Any], None]:
    """The handler of people's changes that `keep` is, which also erases whoever was erased; `said`
    is the field of the event that tells of it."""

    @wraps(keep)
    def on_person_changed(uow: UnitOfWork, event: Any) -> None:
        keep(uow, event)
        if event.data[said]:
            erase(uow, event.data["person_id"])

    return on_person_changed


def tells_of(change: Mapping[str, Any], of: str, ids: set[str]) -> bool:
    """Whether a change is one of these papers, or of what belongs to them."""
    if str(change.get("id", "")).split(":")[0] in ids:
        return True
    return any((change.get(side) or {}).get(of) in ids for side in ("before", "after"))


def says(change: Mapping[str, Any], facts: Collection[str]) -> bool:
    """Whether a change says one of these facts, before or after."""
    return any((change.get(side) or {}).get(name) for side in ("before", "after") for name in facts)
