"""Policy (制度): numbers that a manager can change without a release, the change audited.

A policy is a frozen dataclass with defaults in `services/<name>/policy.py`. What the company has
otherwise stands in the table `policies`, what a community has otherwise in `community_policies`:
a community's own value goes before the company's, that before the code's (P01).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from foundation.errors import InvalidInput
from foundation.storage.tables import community_policies, policies

PolicyT = TypeVar("PolicyT")
OF_COMPANY = select(policies.c.name, policies.c.value).execution_options(autoflush=False)
OF_COMMUNITIES = select(
    community_policies.c.community_id, community_policies.c.name, community_policies.c.value
).execution_options(autoflush=False)
Values = Mapping[str, Any]
"""What differs, by name."""


class Source(StrEnum):
    """Where a value in force comes from."""

    CODE = "code"
    COMPANY = "company"
    COMMUNITY = "community"


@dataclass(frozen=True)
class Changed:
    """What differs from the defaults; it is small."""

    company: Values
    communities: Mapping[str, Values]
    """What differs from the company's, by the community that has it so."""

    def within(self, community: str | None) -> Values:
        """What differs in a community; None: where no community is entered, the company's."""
        return {**self.company, **self.communities.get(community or "", {})}

    def changed_to(self, community: str | None, name: str, value: Any) -> "Changed":
        """The same with one value changed, of a community or of the company (None)."""
        if community is None:
            return replace(self, company={**self.company, name: value})
        own = {**self.communities.get(community, {}), name: value}
        return replace(self, communities={**self.communities, community: own})


def read(session: Session) -> Changed:
    """What differs now."""
    company = {row.name: frozen(row.value) for row in session.execute(OF_COMPANY)}
    communities: dict[str, dict[str, Any]] = {}
    for row in session.execute(OF_COMMUNITIES):
        communities.setdefault(row.community_id, {})[row.name] = frozen(row.value)
    return Changed(company, communities)


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


def change(
    session: Session,
    cls: type[Any],
    name: str,
    value: Any,
    now: datetime,
    by: str,
    community: str | None = None,
) -> Any:
    """Set one value, of the company or of one community; return the old one. Raise `InvalidInput`
    for what does not fit the default.

    The dataclass may refuse combinations in `__post_init__` by raising ValueError: of the
    company's values, and of those of each community that they come together in.
    """
    if name not in field_names(cls):
        raise InvalidInput("There is no such policy.", field="name")
    if not same_shape(getattr(cls(), name), value):
        raise InvalidInput("The value does not fit this policy.", field="value")
    changed = read(session)
    before = getattr(policy_of(cls, changed.within(community)), name)
    after = changed.changed_to(community, name, frozen(value))
    try:
        for place in {community, *after.communities}:
            policy_of(cls, after.within(place))
    except ValueError as error:
        raise InvalidInput(str(error), field="value") from error
    row: dict[str, Any] = {"name": name}
    table = policies
    if community:
        table, row = community_policies, row | {"community_id": community}
    session.execute(delete(table).filter_by(**row))
    session.execute(insert(table).values(value=value, changed_at=now, changed_by=by, **row))
    return thawed(before)


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
