"""Policy (制度): numbers that a manager can change without a release, the change audited.

A policy is a frozen dataclass with defaults in `services/<name>/policy.py`. What the company has
otherwise stands in the table `policies`, what a community has otherwise in `community_policies`:
a community's own value goes before the company's, that before the code's (P01). What is to be
otherwise from a later moment on stands in `policy_changes` (P05), see `foundation.policy_changes`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.storage.tables import community_policies, policies, policy_changes

PolicyT = TypeVar("PolicyT")
PLANNED, HOLDS = "planned", "holds"
"""States of a change: it does not hold yet, or it has held from its moment on."""
OF_COMPANY = select(policies.c.name, policies.c.value).execution_options(autoflush=False)
OF_COMMUNITIES = select(
    community_policies.c.community_id, community_policies.c.name, community_policies.c.value
).execution_options(autoflush=False)
TO_COME = (
    select(
        policy_changes.c.id,
        policy_changes.c.name,
        policy_changes.c.community_id,
        policy_changes.c.value,
        policy_changes.c.holds_from,
    )
    .where(policy_changes.c.state == PLANNED)
    .order_by(policy_changes.c.holds_from, policy_changes.c.id)
    .execution_options(autoflush=False)
)
SINCE_EVER = (
    select(
        policy_changes.c.id,
        policy_changes.c.name,
        policy_changes.c.community_id,
        policy_changes.c.value,
        policy_changes.c.holds_from,
    )
    .where(policy_changes.c.state.in_((HOLDS, PLANNED)))
    .order_by(policy_changes.c.holds_from, policy_changes.c.id)
    .execution_options(autoflush=False)
)
Values = Mapping[str, Any]
"""What differs, by name."""


class Source(StrEnum):
    """Where a value in force comes from."""

    CODE = "code"
    COMPANY = "company"
    COMMUNITY = "community"


@dataclass(frozen=True)
class Planned:
    """A value that holds from a moment on, of the company or of a community's own."""

    id: int
    name: str
    community: str | None
    value: Any
    """None: it is taken back to what holds without it."""
    holds_from: datetime


@dataclass(frozen=True)
class Changed:
    """What differs from the defaults; it is small."""

    company: Values
    communities: Mapping[str, Values]
    """What differs from the company's, by the community that has it so."""
    planned: tuple[Planned, ...] = ()
    """What comes, in its order."""

    def within(self, community: str | None) -> Values:
        """What differs in a community; None: where no community is entered, the company's."""
        return {**self.company, **self.communities.get(community or "", {})}

    def at(self, moment: datetime) -> "Changed":
        """The same at a moment: with what was planned to hold from then or earlier, whether or not
        the sweep has come to it yet."""
        if not self.planned or self.planned[0].holds_from > moment:
            return self
        changed = self
        for one in self.planned:
            if one.holds_from <= moment:
                changed = changed.changed_to(one.community, one.name, one.value)
        rest = tuple(one for one in self.planned if one.holds_from > moment)
        return replace(changed, planned=rest)

    def changed_to(self, community: str | None, name: str, value: Any) -> "Changed":
        """The same with one value changed, of a community or of the company (None); with no value
        (None) it is taken back."""
        if community is None:
            return replace(self, company=with_value(self.company, name, value))
        own = with_value(self.communities.get(community, {}), name, value)
        return replace(self, communities={**self.communities, community: own})


def with_value(values: Values, name: str, value: Any) -> Values:
    """Values with one of them changed, or without it."""
    rest = {each: one for each, one in values.items() if each != name}
    return rest if value is None else {**rest, name: value}


def read(session: Session) -> Changed:
    """What differs now, and what comes."""
    company = {row.name: frozen(row.value) for row in session.execute(OF_COMPANY)}
    communities: dict[str, dict[str, Any]] = {}
    for row in session.execute(OF_COMMUNITIES):
        communities.setdefault(row.community_id, {})[row.name] = frozen(row.value)
    return Changed(company, communities, changes(session, TO_COME))


def history(session: Session) -> tuple[Planned, ...]:
    """All changes that there were and that are to come, in the order in which they hold."""
    return changes(session, SINCE_EVER)


def changes(session: Session, statement: Any) -> tuple[Planned, ...]:
    """Changes by their statement."""
    return tuple(
        Planned(row.id, row.name, row.community_id, frozen(row.value), row.holds_from)
        for row in session.execute(statement)
    )


def policy_of(cls: type[PolicyT], values: Values) -> PolicyT:
    """The policy in force: the defaults with what differs from them."""
    names = field_names(cls)
    changed = {name: value for name, value in values.items() if name in names}
    wanted: Any = cls
    default: PolicyT = defaults(wanted)
    return replace(default, **changed) if changed else default  # type: ignore[type-var]


@cache
def defaults(cls: Any) -> Any:
    """The policy as the code has it; it never changes."""
    return cls()


def sources(cls: type[Any], changed: Changed, community: str | None) -> dict[str, Source]:
    """Where each value that is in force in a community comes from; None: of the company's."""
    own = changed.communities.get(community or "", {})
    by_company = dict.fromkeys(changed.company, Source.COMPANY)
    found = by_company | dict.fromkeys(own, Source.COMMUNITY)
    return {name: found.get(name, Source.CODE) for name in field_names(cls)}


def values(policy: Any) -> dict[str, Any]:
    """All values of a policy as JSON primitives."""
    return {item.name: thawed(getattr(policy, item.name)) for item in fields(policy)}


def field_names(cls: Any) -> tuple[str, ...]:
    """Names of a policy's values."""
    return tuple(item.name for item in fields(cls))


def frozen(value: Any) -> Any:
    """JSON lists as tuples, so that a policy stays immutable."""
    return tuple(frozen(item) for item in value) if isinstance(value, list) else value


def thawed(value: Any) -> Any:
    """Tuples as JSON lists, members of text enums as texts."""
    if isinstance(value, tuple | list):
        return [thawed(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): thawed(item) for key, item in value.items()}
    return str(value) if isinstance(value, str) else value


def same_shape(default: Any, value: Any) -> bool:
    """Whether a JSON value is of the default's kind: whole numbers, texts, lists, maps."""
    default = thawed(default)
    if isinstance(default, list) and isinstance(value, list) and default:
        return all(same_shape(default[0], item) for item in value)
    if isinstance(default, dict) and isinstance(value, dict):
        sample = next(iter(default.values()), None)
        return all(sample is None or same_shape(sample, item) for item in value.values())
    if isinstance(default, int) and not isinstance(default, bool):
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return type(default) is type(value)
