"""Forgetting what has been kept long enough (保存期限), night by night, in small portions.

A deadline of each night works one portion and sets itself anew while there is more, so that
nobody waits for it. What each service keeps how long is its policy (`Keeping`); outbox and inbox
go by it as well (`messaging.pruning`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, Text, cast, delete, select, tuple_, update

from foundation.clock import SHANGHAI, at_local
from foundation.deadlines import WAITING, Deadline
from foundation.ids import new_id
from foundation.keeping import Keeping
from foundation.storage import plain_answers
from foundation.storage.once import FORGOTTEN
from foundation.storage.store import Store
from foundation.storage.tables import audit, dead_letters, deadlines, idempotency_keys
from foundation.storage.unit_of_work import UnitOfWork

FORGET = "forget"
SUBJECT = "nightly"
AT = time(3, 30)
BATCH = 500
"""Rows that one portion takes of each kind."""
FARTHEST = timedelta(days=400)
"""How much older than their end answers are looked for: none is older, unless nothing ran."""

Age = Callable[[datetime], ColumnElement[bool]]
"""That a row is older than a moment."""
Portion = Callable[[UnitOfWork, Any], bool]
"""Works a portion of something by a policy; tells whether there is more."""


@dataclass(frozen=True)
class Kind:
    """Rows of one kind: whose they are, how long they are kept, which are too old."""

    table: Table
    days: str
    """Name of the policy's value."""
    older: Age
    order: ColumnElement[Any]
    becomes: Mapping[str, Any] | None = None
    """What a row becomes instead of going."""


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
    Kind(
        idempotency_keys,
        "keep_answers_days",
        unforgotten,
        idempotency_keys.c.made_at.desc(),
        becomes={"answer": FORGOTTEN},
    ),
    Kind(
        idempotency_keys,
        "keep_keys_days",
        since(idempotency_keys.c.made_at),
        idempotency_keys.c.made_at,
    ),
    Kind(audit, "keep_audit_days", since(audit.c.at), audit.c.at),
    Kind(
        deadlines,
        "keep_deadlines_days",
        since(deadlines.c.due_at, deadlines.c.state != WAITING),
        deadlines.c.due_at,
    ),
    Kind(
        dead_letters, "keep_dead_letters_days", since(dead_letters.c.died_at), dead_letters.c.id
    ),
)  # fmt: skip


def forgetting(
    cls: type[Keeping], own: tuple[Kind, ...] = (), erased: tuple[Portion, ...] = ()
) -> Mapping[str, Any]:
    """The handler of the deadline, for a service that keeps `own` kinds beside those of all, and
    in whose papers something is `erased`."""

    def forget(uow: UnitOfWork, deadline: Deadline) -> None:
        """Forget a portion; come again at once while there is more, else the next night."""
        uow.session.execute(
            delete(deadlines).where(deadlines.c.kind == FORGET, deadlines.c.state != WAITING)
            .where(deadlines.c.id < deadline.id)
        )  # fmt: skip
        policy = uow.policy(cls)
        kinds, others = (*SHARED, *own), (plain_answers.seal, *erased)
        more = [portion(uow, kind, getattr(policy, kind.days)) == BATCH for kind in kinds]
        more += [work_portion(uow, policy) for work_portion in others]
        if any(more):
            night, _, turn = deadline.step.partition(">")
            step = f"{night}>{int(turn or 0) + 1}"
            uow.deadlines.set(FORGET, SUBJECT, uow.now, step=step)
        else:
            arm(uow)

    return {FORGET: forget}


def portion(uow: UnitOfWork, kind: Kind, days: int) -> int:
    """Forget what is too old of a kind, up to a portion; tell how much."""
    if not days:
        return 0
    keys = list(kind.table.primary_key.columns)
    old = select(*keys).where(kind.older(uow.now - timedelta(days=days)))
    key = tuple_(*keys) if len(keys) > 1 else keys[0]
    named = key.in_(old.order_by(kind.order).limit(BATCH))
    statement: Any = delete(kind.table) if kind.becomes is None else update(kind.table)
    if kind.becomes is not None:
        statement = statement.values(**kind.becomes)
    done = uow.session.execute(statement.where(named))
    return int(done.rowcount)  # type: ignore[attr-defined]


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
