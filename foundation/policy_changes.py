"""Changing policies (P05): at once or from a later day on, refused where values contradict each
other, with a history that is kept for good.

What holds stands in `policies` and `community_policies`, from which all read. A change that is
planned stands in the history alone; whoever asks after its moment goes by it, and the sweep writes
it down (`settle`). So nobody waits for the sweep, and a process of the release before follows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from foundation import policy
from foundation.actor import Actor
from foundation.clock import local_date
from foundation.errors import (
    Contradiction,
    InvalidInput,
    NotFound,
    PolicyContradiction,
    PolicyHolds,
    PolicyUnfit,
    Said,
)
from foundation.formatting import in_chinese, in_english
from foundation.policy import HOLDS, PLANNED, Changed, Planned, frozen, policy_of, thawed
from foundation.storage.tables import community_policies, policies, policy_changes

WITHDRAWN = "withdrawn"
LOCK = text("LOCK TABLE policy_changes IN SHARE ROW EXCLUSIVE MODE")
table = policy_changes.c
NOW = "现"
LAST = 1 << 62
"""Behind every change that there is."""


@dataclass(frozen=True)
class PolicyChange:
    """A value that somebody wants, of the company or of a community's own."""

    name: str
    value: Any
    """None: back to what holds without it."""
    community: str | None = None
    holds_from: datetime | None = None
    """None: at once."""
    reason: str | None = None


class Wording(Protocol):
    """Says names and values to people, in both languages."""

    def name(self, name: str) -> Said:
        """What a value is called."""

    def value(self, name: str, value: Any) -> Said:
        """What it is set to."""

    def place(self, community: str) -> Said:
        """What a community is called."""


class Plain:
    """Names and values as they are."""

    def name(self, name: str) -> Said:
        """The name itself."""
        return Said(name, name)

    def value(self, name: str, value: Any) -> Said:
        """The value itself."""
        return Said(str(thawed(value)), str(thawed(value)))

    def place(self, community: str) -> Said:
        """The id."""
        return Said(community, community)


AS_IT_IS = Plain()


def take_turns(session: Session) -> None:
    """Let one change at a time be judged: two that fit each by itself may contradict each other.
    Those who only read wait for nobody. (SQLite has one writer anyway.)"""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(LOCK)


def judge(
    session: Session, cls: type[Any], change: PolicyChange, now: datetime, say: Wording
) -> tuple[Changed, Changed]:
    """What holds without and with a change, from when it holds; raise what it is refused with."""
    if change.name not in policy.field_names(cls):
        raise NotFound(field="name")
    default = getattr(cls(), change.name)
    if change.value is not None and not policy.same_shape(default, change.value):
        raise InvalidInput("The value does not fit this policy.", field="value")
    known, begins = policy.read(session), change.holds_from or now
    if change.holds_from is None:
        known = known.at(now)
        after = known.changed_to(change.community, change.name, frozen(change.value))
    else:
        others = (one for one in known.planned if not replaces(change, one))
        mine = Planned(LAST, change.name, change.community, frozen(change.value), begins)
        planned = sorted((*others, mine), key=lambda one: (one.holds_from, one.id))
        after = replace(known, planned=tuple(planned))
    require_consistent(cls, after, begins, change, say)
    return known.at(begins), after.at(begins)


def replaces(change: PolicyChange, planned: Planned) -> bool:
    """Whether a change takes the place of one that was planned for the same moment."""
    return (change.name, change.community, change.holds_from) == (
        planned.name,
        planned.community,
        planned.holds_from,
    )


def require_consistent(
    cls: type[Any], changed: Changed, begins: datetime, change: PolicyChange, say: Wording
) -> None:
    """Raise `PolicyContradiction`, or `PolicyUnfit`, where values contradict each other: in the
    place concerned or in a community with values of its own, now or when more is planned."""
    later = (one.holds_from for one in changed.planned if one.holds_from > begins)
    for moment in sorted({begins, *later}):
        then = changed.at(moment)
        for place in (change.community, *sorted(then.communities)):
            if change.community is not None and place != change.community:
                continue
            values = then.within(place)
            try:
                policy_of(cls, values)
            except Contradiction as found:
                refuse(cls, found, values, change, place, moment if moment > begins else None, say)
            except ValueError as error:
                raise InvalidInput(str(error), field="value") from error


def refuse(
    cls: type[Any],
    found: Contradiction,
    values: Mapping[str, Any],
    change: PolicyChange,
    place: str | None,
    moment: datetime | None,
    say: Wording,
) -> None:
    """Raise the refusal of a contradiction, naming the other value and what it is."""
    others = [name for name in found.names if name != change.name]
    if not others:
        raise PolicyUnfit(field="value", rule=found.rule) from found
    other = others[0]
    held = values.get(other, getattr(cls(), other))
    where = Said(NOW, "")
    if place != change.community and place:
        called = say.place(place)
        where = Said(called.zh, f" in {called.en}")
    if moment:
        day = local_date(moment)
        there = where.zh.removeprefix(NOW)
        where = Said(f"{there}自{in_chinese(day)}起", f"{where.en} from {in_english(day)} on")
    raise PolicyContradiction(
        field="value",
        other=say.name(other),
        theirs=say.value(other, held),
        where=where,
        rule=found.rule,
    ) from found


def make(
    session: Session, cls: type[Any], change: PolicyChange, now: datetime, by: Actor, say: Wording
) -> tuple[str, Any]:
    """Make a change, or plan it; return its id, and what was in force before."""
    take_turns(session)
    settle(session, cls, now)
    known, _ = judge(session, cls, change, now, say)
    before = thawed(getattr(policy_of(cls, known.within(change.community)), change.name))
    planned = change.holds_from is not None
    if planned:
        same = table.name == change.name, of(change.community), table.state == PLANNED
        replaced = update(policy_changes).where(*same, table.holds_from == change.holds_from)
        session.execute(replaced.values(taken_back(now, by)))
    row = {
        "name": change.name,
        "community_id": change.community,
        "value": change.value,
        "before": before,
        "holds_from": change.holds_from or now,
        "state": PLANNED if planned else HOLDS,
        "reason": change.reason,
        "changed_at": now,
        "changed_by": by.id,
        "changed_by_name": by.name,
    }
    made: Any = session.execute(insert(policy_changes).values(row))
    if not planned:
        write(session, row)
    return str(made.inserted_primary_key[0]), before


def write(session: Session, row: Mapping[str, Any]) -> None:
    """Write down what holds from now on."""
    which: dict[str, Any] = {"name": row["name"]}
    into = policies
    if row["community_id"]:
        into, which = community_policies, which | {"community_id": row["community_id"]}
    session.execute(delete(into).filter_by(**which))
    if row["value"] is not None:
        by = {"changed_at": row["changed_at"], "changed_by": row["changed_by"]}
        session.execute(insert(into).values(value=row["value"], **by, **which))


def settle(session: Session, cls: type[Any], now: datetime) -> list[Mapping[str, Any]]:
    """Write down the changes whose moment has come; return them."""
    due = select(policy_changes).where(table.state == PLANNED, table.holds_from <= now)
    rows = session.execute(due.order_by(table.holds_from, table.id)).all()
    for row in rows:
        known = replace(policy.read(session), planned=())
        before = getattr(policy_of(cls, known.within(row.community_id)), row.name, None)
        holds = {"state": HOLDS, "before": thawed(before)}
        session.execute(update(policy_changes).where(table.id == row.id).values(holds))
        write(session, dict(row._mapping))
    return [dict(row._mapping) for row in rows]


def withdraw(
    session: Session, cls: type[Any], change_id: int, now: datetime, by: Actor, say: Wording
) -> Mapping[str, Any]:
    """Take back a change that is planned; raise `NotFound` where there is none, `PolicyHolds` for
    one that holds or was taken back, and where what else is planned would contradict."""
    take_turns(session)
    settle(session, cls, now)
    row = session.execute(select(policy_changes).where(table.id == change_id)).one_or_none()
    if row is None:
        raise NotFound(field="change_id")
    if row.state != PLANNED:
        raise PolicyHolds
    session.execute(update(policy_changes).where(table.id == change_id).values(taken_back(now, by)))
    left = policy.read(session)
    back = PolicyChange(row.name, None, row.community_id)
    require_consistent(cls, left, row.holds_from, back, say)
    return dict(row._mapping)


def taken_back(now: datetime, by: Actor) -> dict[str, Any]:
    """What is written of a change that is taken back."""
    return {
        "state": WITHDRAWN,
        "withdrawn_at": now,
        "withdrawn_by": by.id,
        "withdrawn_by_name": by.name,
    }


def of(community: str | None) -> Any:
    """That a change is of a community's own, or of the company's."""
    return table.community_id.is_(None) if community is None else table.community_id == community
