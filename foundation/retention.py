"""Forgetting what has been kept long enough (保存期限), night by night, in small portions.

A deadline of each night processes one portion and sets itself anew while there is more, so that
nobody waits for it. What each service keeps how long is its policy (`RetentionPolicy`); outbox and
inbox go by it as well (`messaging.pruning`).

What is a community's own goes by the policy there, in its scope; all else by the company's. Each
night sets the communities' deadlines anew, for whichever there are by then (P01).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Table,
    Text,
    cast,
    delete,
    func,
    select,
    tuple_,
    update,
)

from foundation import audit_keeping
from foundation.clock import SHANGHAI, at_local
from foundation.deadlines import WAITING, Deadline
from foundation.erasure import Erasure
from foundation.ids import new_id
from foundation.retention_policy import RetentionPolicy
from foundation.scope import own as own_subject
from foundation.storage import sealed_answers_backfill
from foundation.storage.idempotency import FORGOTTEN
from foundation.storage.placed import place
from foundation.storage.store import Store
from foundation.storage.tables import (
    audit,
    community_replica,
    dead_letters,
    deadlines,
    idempotency_keys,
)
from foundation.storage.unit_of_work import UnitOfWork

FORGET = "forget"
FORGET_OWN = "forget_own"
"""What each community has of its own."""
SUBJECT = "nightly"
SUBJECT_KIND = "retention"
"""What the audit trail says that a row of a night is about."""
AT = time(3, 30)
BATCH = 500
"""Rows that one portion takes of each kind."""
FARTHEST = timedelta(days=400)
"""How much older than their end answers are looked for: none is older, unless nothing ran."""

Age = Callable[[datetime], ColumnElement[bool]]
"""That a row is older than a moment."""
Portion = Callable[[UnitOfWork, Any], bool]
"""Processes a portion of something by a policy; answers whether there is more."""


@dataclass(frozen=True)
class RetentionRule:
    """Which rows of a table are kept how long, and what becomes of those that are too old."""

    table: Table
    days: str
    """Name of the policy's value."""
    older: Age
    """Which rows are too old."""
    order: ColumnElement[Any]
    """In which order they are taken."""
    becomes: Mapping[str, Any] | None = None
    """The columns that are overwritten in a row; None: it is deleted."""


def since(column: Column[Any], *which: ColumnElement[bool]) -> Age:
    """By a column of moments, of rows for which all else holds."""

    def older(moment: datetime) -> ColumnElement[bool]:
        found: ColumnElement[bool] = column < moment
        for one in which:
            found &= one
        return found

    return older


def by_id(table: Table, *which: ColumnElement[bool]) -> Age:
    """By ids, which are in the order of time: the key's index finds the oldest."""

    def older(moment: datetime) -> ColumnElement[bool]:
        found: ColumnElement[bool] = table.c.id < new_id(moment)[:13]
        for one in which:
            found &= one
        return found

    return older


def unforgotten(moment: datetime) -> ColumnElement[bool]:
    """Answers that are still kept, of keys that were used before a moment."""
    made_at = idempotency_keys.c.made_at
    kept: ColumnElement[bool] = cast(idempotency_keys.c.answer, Text) != '{"forgotten": true}'
    return (made_at < moment) & (made_at >= moment - FARTHEST) & kept


SHARED = (
    RetentionRule(
        idempotency_keys,
        "keep_answers_days",
        unforgotten,
        idempotency_keys.c.made_at.desc(),
        becomes={"answer": FORGOTTEN},
    ),
    RetentionRule(
        idempotency_keys,
        "keep_keys_days",
        since(idempotency_keys.c.made_at),
        idempotency_keys.c.made_at,
    ),
    RetentionRule(
        deadlines,
        "keep_deadlines_days",
        since(deadlines.c.due_at, deadlines.c.state != WAITING),
        deadlines.c.due_at,
    ),
    RetentionRule(
        dead_letters, "keep_dead_letters_days", since(dead_letters.c.died_at), dead_letters.c.id
    ),
)  # fmt: skip


def forgetting(
    cls: type[RetentionPolicy],
    own: tuple[RetentionRule, ...] = (),
    erasures: tuple[Erasure, ...] = (),
    seen_to: tuple[Portion, ...] = (),
    communities: Column[Any] = community_replica.c.community_id,
) -> Mapping[str, Any]:
    """The handlers of the nightly deadlines of a service: by the policy `cls`, the rules of all
    services and its `own`; `erasures` take what people said out of papers that stay; `seen_to` is
    what the night does beside; `communities` are the ids of all communities that it knows."""
    of_company = (OLD_AUDIT, *(one for one in erasures if one.of_company))
    of_communities = tuple(one for one in erasures if not one.of_company)

    def forget(uow: UnitOfWork, deadline: Deadline) -> None:
        """Forget a portion of what is the company's; come again at once while there is more, else
        the next night. The first has the communities do so, too."""
        night, _, turn = deadline.step.partition(">")
        if not turn:
            for community in list(uow.session.scalars(select(communities))):
                with uow.within(community):
                    uow.deadlines.set(FORGET_OWN, own_subject(SUBJECT), uow.now, step=night)
        beside = (sealed_answers_backfill.seal, audit_keeping.adopt)
        if not work(uow, deadline, of_company, beside):
            arm(uow)

    def forget_own(uow: UnitOfWork, deadline: Deadline) -> None:
        """Forget a portion of what is a community's."""
        work(uow, deadline, of_communities, seen_to)

    def work(
        uow: UnitOfWork,
        deadline: Deadline,
        erasures: tuple[Erasure, ...],
        beside: tuple[Portion, ...],
    ) -> bool:
        """Forget a portion, and come again at once while there is more; answer whether there is."""
        uow.session.execute(
            delete(deadlines).where(deadlines.c.kind == deadline.kind, deadlines.c.state != WAITING)
            .where(deadlines.c.subject_id == deadline.subject_id, deadlines.c.id < deadline.id)
        )  # fmt: skip
        policy = uow.policy(cls)
        gone = [(rule, portion(uow, rule, getattr(policy, rule.days))) for rule in (*SHARED, *own)]
        more = [count == BATCH for _rule, count in gone]
        erased = [(one, one.portion(uow, policy)) for one in erasures]
        more += [taken.more for _one, taken in erased]
        more += [work_portion(uow, policy) for work_portion in beside]
        told = [(rule.table.name, count) for rule, count in gone if rule.table not in UNTOLD]
        report(uow, deadline, [*told, *((one.kind, taken.number) for one, taken in erased)])
        if any(more):
            night, _, turn = deadline.step.partition(">")
            step = f"{night}>{int(turn or 0) + 1}"
            uow.deadlines.set(deadline.kind, deadline.subject_id, uow.now, step=step)
        return any(more)

    return {FORGET: forget, FORGET_OWN: forget_own}


OLD_AUDIT = Erasure("audit", "keep_audit_days", audit_keeping.forget)
"""Goes from the beginning of each chain (`foundation.audit_keeping`)."""


def report(uow: UnitOfWork, deadline: Deadline, gone: Sequence[tuple[str, int]]) -> None:
    """Have the audit trail say how many of which kind went in which night (P08): there managers
    read it, on a page of its own (`foundation.retention_nights`)."""
    counts: dict[str, int] = {}
    for kind, count in gone:
        if count:
            counts[kind] = counts.get(kind, 0) + count
    if counts:
        night = deadline.step.partition(">")[0]
        uow.subject(SUBJECT_KIND, night)
        uow.trail.note(SUBJECT_KIND, night, **counts)


UNTOLD = (idempotency_keys, deadlines)
"""What says nothing of people, or only forgets answers of which the keys stay."""


def portion(uow: UnitOfWork, rule: RetentionRule, days: int) -> int:
    """Forget up to a portion of the rows that are older than `days`, where they are the company's
    or, in a community, that one's own; answer how many that was."""
    where = place(rule.table)
    if not days or (where is None and uow.community):
        return 0
    keys = list(rule.table.primary_key.columns)
    old = select(*keys).where(rule.older(uow.now - timedelta(days=days)))
    if where is not None:
        old = old.where(where == uow.community)
    key = tuple_(*keys) if len(keys) > 1 else keys[0]
    named = key.in_(old.order_by(rule.order).limit(BATCH))
    statement: Any = delete(rule.table) if rule.becomes is None else update(rule.table)
    if rule.becomes is not None:
        statement = statement.values(**rule.becomes)
    done = uow.session.execute(statement.where(named))
    return int(done.rowcount)  # type: ignore[attr-defined]


AUDIT = RetentionRule(audit, "keep_audit_days", since(audit.c.at), audit.c.at)
"""How many rows of the trail would go is counted as of any other."""


def would_go(rules: tuple[RetentionRule, ...]) -> Callable[[UnitOfWork, str, Any], int]:
    """How many rows the next night forgets of those in scope, by the value of this name."""

    def count(uow: UnitOfWork, name: str, policy: Any) -> int:
        days = getattr(policy, name)
        moment = next_night(uow.now) - timedelta(days=days)
        wanted = [rule for rule in (*SHARED, AUDIT, *rules) if rule.days == name] if days else []
        found = (
            select(func.count()).select_from(one.table).where(one.older(moment)) for one in wanted
        )
        return sum(int(uow.session.scalar(one) or 0) for one in found)

    return count


def arm(uow: UnitOfWork) -> None:
    """Set the deadline of the next night."""
    night = next_night(uow.now)
    uow.deadlines.set(FORGET, SUBJECT, night, step=night.astimezone(SHANGHAI).date().isoformat())


def next_night(now: datetime) -> datetime:
    """The next half past three."""
    today: date = now.astimezone(SHANGHAI).date()
    first = at_local(today, AT)
    return first if first > now else at_local(today + timedelta(days=1), AT)


def arm_once(store: Store) -> None:
    """Set the deadline unless one waits: at the start of a service."""
    waits = select(deadlines.c.id).where(deadlines.c.kind == FORGET, deadlines.c.state == WAITING)
    with store.read() as uow:
        if uow.session.scalar(waits.limit(1)) is not None:
            return
    with store.write(operation="arm_forgetting", flush=False) as uow:
        arm(uow)
