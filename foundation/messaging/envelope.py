"""An event on its way: from an outbox row to a message, and to the subscriber's handler."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic

from typing_extensions import TypeVar

from foundation.scope import FIRST_COMMUNITY

ENCODER = json.JSONEncoder(ensure_ascii=False)
Data = TypeVar("Data", default=Any)
"""What happened, as its schema loads it; anything, on the way."""


@dataclass(frozen=True)
class Envelope(Generic[Data]):
    """What happened (`data`), to what (`aggregate_id`), when, and on whose request."""

    id: str
    source: str
    type: str
    version: int
    aggregate_id: str
    occurred_at: datetime
    request_id: str
    actor: Mapping[str, Any]
    data: Data
    community_id: str | None = FIRST_COMMUNITY
    """The community it happened in; None: what concerns people, or the whole company. An event of
    a release that knew no communities says nothing, and happened in the first."""

    def with_data(self, data: Any) -> "Envelope":
        """The same event with other data (the loaded instead of the transported)."""
        return replace(self, data=data)

    def to_dict(self) -> dict[str, Any]:
        """As JSON carries it."""
        return {**vars(self), "occurred_at": self.occurred_at.isoformat()}

    def to_json(self) -> bytes:
        """The body of a message."""
        return ENCODER.encode(self.to_dict()).encode()

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Envelope":
        """Read what `to_dict` made; raise KeyError or ValueError for anything else."""
        fields = {"community_id": FIRST_COMMUNITY} | dict(values)
        fields = {name: fields[name] for name in cls.__dataclass_fields__}
        fields["occurred_at"] = datetime.fromisoformat(values["occurred_at"])
        return cls(**fields)

    @classmethod
    def from_row(cls, row: Any) -> "Envelope":
        """The event of an outbox row (`outbox.ENVELOPE_COLUMNS`)."""
        return cls(**head_of(row), actor=json.loads(row.actor), data=json.loads(row.data))


def head_of(row: Any) -> dict[str, Any]:
    """What an outbox row says of an event, without who did it and what happened."""
    return {
        "id": row.event_id,
        "source": row.source,
        "type": row.type,
        "version": row.version,
        "aggregate_id": row.aggregate_id,
        "occurred_at": row.occurred_at,
        "request_id": row.request_id,
        "community_id": row.community_id,
    }


def body_of(row: Any) -> bytes:
    """The message of an outbox row (`outbox.ENVELOPE_COLUMNS`), as `to_json` would make it.

    Its JSON goes out as it came, neither read nor written again.
    """
    head = head_of(row)
    head["occurred_at"] = row.occurred_at.isoformat()
    return f'{ENCODER.encode(head)[:-1]}, "actor": {row.actor}, "data": {row.data}}}'.encode()
