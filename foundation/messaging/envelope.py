"""An event on its way: from an outbox row to a message, and to the subscriber's handler."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Envelope:
    """What happened (`data`), to what (`aggregate_id`), when, and on whose request."""

    id: str
    source: str
    type: str
    version: int
    aggregate_id: str
    occurred_at: datetime
    request_id: str
    actor: Mapping[str, Any]
    data: Any

    def with_data(self, data: Any) -> "Envelope":
        """The same event with other data (the loaded instead of the transported)."""
        return replace(self, data=data)

    def to_dict(self) -> dict[str, Any]:
        """As JSON carries it."""
        return {**vars(self), "occurred_at": self.occurred_at.isoformat()}

    def to_json(self) -> bytes:
        """The body of a message."""
        return json.dumps(self.to_dict(), ensure_ascii=False).encode()

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Envelope":
        """Read what `to_dict` made; raise KeyError or ValueError for anything else."""
        fields = {name: values[name] for name in cls.__dataclass_fields__}
        fields["occurred_at"] = datetime.fromisoformat(values["occurred_at"])
        return cls(**fields)

    @classmethod
    def from_row(cls, row: Any) -> "Envelope":
        """The event of an outbox row."""
        return cls(
            id=row.event_id,
            source=row.source,
            type=row.type,
            version=row.version,
            aggregate_id=row.aggregate_id,
            occurred_at=row.occurred_at,
            request_id=row.request_id,
            actor=row.actor,
            data=row.data,
        )
