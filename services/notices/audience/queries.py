"""Whom a caller speaks for, and which notices are for them (N03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from contracts.notices.workflow import READABLE
from foundation.errors import NotFound
from foundation.membership import OWNERS
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.audience.tables import Recipient
from services.notices.contacts.rules import target
from services.notices.workflow.tables import Notice


@dataclass(frozen=True)
class Addressed:
    """The targets of notices that a caller speaks for."""

    always: list[str]
    later: list[tuple[str, datetime]]
    """Those of which only what was published since then is theirs (D06)."""

    @property
    def condition(self) -> ColumnElement[bool]:
        """That it is one of them; compared with the `values`."""
        return addressed(len(self.later))

    @property
    def values(self) -> dict[str, Any]:
        """What the condition compares with."""
        values: dict[str, Any] = {"always": self.always}
        for place, (whom, since) in enumerate(self.later):
            values |= {f"later_{place}_target": whom, f"later_{place}_since": since}
        return values


@cache
def addressed(later: int) -> ColumnElement[bool]:
    """That a recipient, of a notice in the query, is one of those `Addressed`."""
    return or_(
        Recipient.target.in_(bindparam("always", expanding=True)),
        *(
            and_(
                Recipient.target == bindparam(f"later_{place}_target"),
                Notice.published_at >= bindparam(f"later_{place}_since"),
            )
            for place in range(later)
        ),
    )


@cache
def marks(later: int) -> Select[*tuple[Any, ...]]:
    """What those whom a caller speaks for did with some notices, the first of several last."""
    return (
        select(Recipient.notice_id, Recipient.read_at, Recipient.acknowledged_at)
        .join(Notice, (Notice.id == Recipient.notice_id) & (Notice.edition == Recipient.edition))
        .where(Recipient.notice_id.in_(bindparam("ids", expanding=True)), addressed(later))
        .order_by(Recipient.id.desc())
    )


def seen(uow: UnitOfWork, notice_id: str) -> Notice:
    """A notice that the caller may read; raise `NotFound` to a resident whom it is not for, or not
    yet, or no longer."""
    notice = uow.load(Notice, notice_id)
    if not uow.as_staff():
        mine = marks_of(uow, [notice.id], addressed_to(uow))
        if not mine or notice.status not in READABLE:
            raise NotFound
    return notice


def addressed_to(uow: UnitOfWork, household_id: str | None = None) -> Addressed:
    """Whom a caller speaks for: the person and the own households, or one household; of what is for
    one side of it, since they are of that (D06)."""
    actor = uow.actor
    if household_id and (uow.as_staff() or household_id not in actor.household_ids):
        return Addressed([target(household_id, None, side) for side in (None, OWNERS)], [])
    mine = [one for one in actor.standing if household_id in (None, one.household_id)]
    always = [target(one.household_id, None) for one in mine]
    always += [] if household_id else [target(None, actor.id)]
    later: list[tuple[str, datetime]] = []
    for one in mine:
        of_side = target(one.household_id, None, one.side)
        if one.sees_from is None:
            always.append(of_side)
        else:
            later.append((of_side, one.sees_from))
    return Addressed(always, later)


def marks_of(uow: UnitOfWork, notice_ids: Sequence[str], mine: Addressed) -> dict[str, Recipient]:
    """What a household (the first of several) did with notices, and when, by id."""
    rows = uow.rows(marks(len(mine.later)), ids=notice_ids, **mine.values)
    return {row.notice_id: row for row in rows}
