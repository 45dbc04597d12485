"""Policy (制度): numbers that a manager can change without a release, the change audited.

A policy is a frozen dataclass with defaults in `services/<name>/policy.py`; what differs
from them stands in the table `policies`.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from functools import cache
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from foundation.errors import InvalidInput
from foundation.storage.tables import policies as table

PolicyT = TypeVar("PolicyT")
CHANGED = select(table.c.name, table.c.value).execution_options(autoflush=False)
KEPT_SECONDS = 1.0
"""How long a process may judge by a policy that another process has changed meanwhile."""
Changed = Mapping[str, Any]
"""What differs from the defaults, by name; it is small."""


class InForce:
    """What a service's managers have changed, read anew at most once a second."""

    def __init__(self) -> None:
        self._changed: Changed = {}
        self._good_until = 0.0
        self._changes = 0

    def read(self, session: Session) -> Changed:
        """What differs now, or differed within the last second."""
        if monotonic() < self._good_until:
            return self._changed
        changes = self._changes
        changed = read(session)
        if changes == self._changes:  # otherwise forgotten while it was read
            self._changed, self._good_until = changed, monotonic() + KEPT_SECONDS
        return changed

    def forget(self) -> None:
        """Read anew: something was changed here."""
        self._changes += 1
        self._good_until = 0.0


def read(session: Session) -> Changed:
    """What differs now."""
    return {row.name: frozen(row.value) for row in session.execute(CHANGED)}


def policy_of(cls: type[PolicyT], changes: Changed) -> PolicyT:
    """The policy in force: the defaults with what differs from them."""
    names = field_names(cls)
    changed = {name: value for name, value in changes.items() if name in names}
    wanted: Any = cls
    default: PolicyT = defaults(wanted)
    return replace(default, **changed) if changed else default  # type: ignore[type-var]


@cache
def defaults(cls: Any) -> Any:
    """The policy as the code has it; it never changes."""
    return cls()


def change(session: Session, cls: type[Any], name: str, value: Any, now: datetime, by: str) -> Any:
    """Set one value; tell the old one. Raise `InvalidInput` for what does not fit the default.

    The dataclass may refuse combinations in `__post_init__` by raising ValueError.
    """
    if name not in field_names(cls):
        raise InvalidInput("There is no such policy.", field="name")
    current = policy_of(cls, read(session))
    if not same_shape(getattr(cls(), name), value):
        raise InvalidInput("The value does not fit this policy.", field="value")
    try:
        replace(current, **{name: frozen(value)})
    except ValueError as error:
        raise InvalidInput(str(error), field="value") from error
    session.execute(delete(table).where(table.c.name == name))
    session.execute(insert(table).values(name=name, value=value, changed_at=now, changed_by=by))
    return thawed(getattr(current, name))


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
