"""The audit trail: what a transaction changed, before and after, without being asked."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import History

from foundation.storage.words_of_rows import ChangedWords

HIDDEN = "***"
LONGEST = 500


def plain(value: Any) -> Any:
    """A value as it stands in JSON; long ones are cut."""
    match value:
        case Enum():
            return value.value
        case Decimal() | date() | datetime():
            return str(value)
        case bytes():
            return f"{len(value)} bytes"
        case str() if len(value) > LONGEST:
            return value[:LONGEST] + "…"
        case _:
            return value


class Trail:
    """Collects the changes of one session.

    A mapped class may set `__audited__ = False` (rows that are a history themselves) and
    `__audit_hidden__ = {"password_hash"}` (values that must not be copied).
    """

    def __init__(self) -> None:
        self.changes: list[dict[str, Any]] = []

    def note(self, entity: str, entity_id: str, **facts: Any) -> None:
        """Record what was changed by set-based SQL."""
        after = {key: plain(value) for key, value in facts.items()}
        self.changes.append({"entity": entity, "id": entity_id, "after": after})

    def collect_old(self, session: Session) -> None:
        """Record what is going to be changed or deleted."""
        for row in session.dirty:
            if audited(row) and (change := edited(row)):
                self.changes.append(change)
        for row in session.deleted:
            if audited(row):
                self.changes.append(named(row) | {"before": snapshot(row)})

    def collect_new(self, session: Session) -> None:
        """Record what has been inserted."""
        for row in session.new:
            if audited(row):
                self.changes.append(named(row) | added(row))


class TrailedSession(Session):
    """A session that notes its changes, and the words that are looked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trail = Trail()
        self.words = ChangedWords()


@event.listens_for(TrailedSession, "before_flush")
def before_flush(session: TrailedSession, _context: Any, _instances: Any) -> None:
    """Listen once for all sessions: to listen to each takes longer than to make it."""
    session.trail.collect_old(session)
    session.words.collect_old(session)


@event.listens_for(TrailedSession, "after_flush")
def after_flush(session: TrailedSession, _context: Any) -> None:
    """What is new has its keys now."""
    session.trail.collect_new(session)
    session.words.collect_new(session)


def audited(row: Any) -> bool:
    """Whether changes of this row belong in the trail."""
    return bool(getattr(row, "__audited__", True))


def named(row: Any) -> dict[str, Any]:
    """Table and key of a row."""
    mapper = inspect(row).mapper
    key = ":".join(str(value) for value in mapper.primary_key_from_instance(row))
    return {"entity": mapper.local_table.name, "id": key}


def shown(row: Any, key: str, value: Any) -> Any:
    """A value of a row as the trail may show it."""
    return HIDDEN if key in getattr(row, "__audit_hidden__", ()) else plain(value)


def snapshot(row: Any) -> dict[str, Any]:
    """All loaded column values of a row that say something."""
    values = inspect(row).dict
    columns = inspect(row).mapper.column_attrs.keys()
    return {
        key: shown(row, key, values[key]) for key in columns if values.get(key) not in (None, "")
    }


def added(row: Any) -> dict[str, Any]:
    """What a new row says; of one that says otherwise what held without it, such as what was
    shipped (its `instead_of`), what differs."""
    after, held = snapshot(row), getattr(row, "instead_of", None)
    if held is None:
        return {"after": after}
    before = {key: None if value == "" else plain(value) for key, value in held.items()}
    differs = [key for key in before if before[key] != after.get(key)]
    return {
        "before": {key: before[key] for key in differs},
        "after": {key: after.get(key) for key in differs},
    }


def edited(row: Any) -> dict[str, Any] | None:
    """Before and after of the columns that changed, or None."""
    state = inspect(row)
    columns = state.mapper.column_attrs
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    touched = [key for key in state.committed_state if key in columns and key != "version"]
    for key in touched:
        history: History = state.attrs[key].history
        if history.has_changes():
            before[key] = shown(row, key, history.deleted[0] if history.deleted else None)
            after[key] = shown(row, key, history.added[0] if history.added else None)
    return named(row) | {"before": before, "after": after} if after else None
