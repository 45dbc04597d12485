"""What the nights took, as the audit trail tells it: per kind, how much, by which policy (P08)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select

from foundation import scope
from foundation.erasure import Erasure
from foundation.errors import InvalidInput
from foundation.retention import OLD_AUDIT, SHARED, SUBJECT_KIND, RetentionRule
from foundation.scope import Width
from foundation.service_admin_requests import RetentionQueryRequest
from foundation.storage.filtered import Filtered
from foundation.storage.placed import in_scope
from foundation.storage.tables import audit
from foundation.storage.unit_of_work import UnitOfWork

MOST_NIGHTS = 92
"""That are asked for at once."""
NIGHTS: Final = Filtered(
    select(audit.c.subject_id, audit.c.community_id, audit.c.changes).where(
        audit.c.subject_id.in_(bindparam("nights", expanding=True)),
        audit.c.subject_kind == SUBJECT_KIND,
    ),
    {"in scope": in_scope(audit.c.community_id, nullable=True)},
)


def policies_of(rules: Iterable[RetentionRule], erasures: Iterable[Erasure]) -> dict[str, str]:
    """By which value of the policy each kind goes."""
    by_table = {rule.table.name: rule.days for rule in (*SHARED, *rules)}
    return by_table | {one.kind: one.days for one in (OLD_AUDIT, *erasures)}


def reading(
    rules: Iterable[RetentionRule] = (), erasures: Iterable[Erasure] = ()
) -> Callable[[UnitOfWork, RetentionQueryRequest], dict[str, Any]]:
    """The operation that reads what the nights of a service took."""
    policies = policies_of(rules, erasures)

    def read(uow: UnitOfWork, data: RetentionQueryRequest) -> dict[str, Any]:
        """What went, the last night first, of the communities in scope and of the company; raise
        `InvalidInput` for more nights than are asked for at once."""
        first, last = data["from_day"], data["to_day"]
        length = (last - first).days + 1
        if not 1 <= length <= MOST_NIGHTS:
            raise InvalidInput("These are too many days, or none.", field="to_day")
        nights = [(first + timedelta(days=by)).isoformat() for by in range(length)]
        seen = [] if scope.width() is Width.ALL else ["in scope"]
        rows = uow.rows(NIGHTS.by(seen), nights=nights)
        return {"items": summed(rows, policies)}

    return read


def summed(rows: Iterable[Any], policies: Mapping[str, str]) -> list[dict[str, Any]]:
    """The portions of each night together."""
    counts: Counter[tuple[str, str | None, str]] = Counter()
    for row in rows:
        for change in row.changes:
            if change["entity"] != SUBJECT_KIND:  # whom it erased, told beside
                continue
            for kind, count in (change.get("after") or {}).items():
                counts[row.subject_id, row.community_id, kind] += count
    newest = sorted(counts, key=lambda key: (key[0], key[1] or "", key[2]), reverse=True)
    return [
        {
            "night": date.fromisoformat(night),
            "community_id": community,
            "kind": kind,
            "policy": policies.get(kind),
            "count": counts[night, community, kind],
        }
        for night, community, kind in newest
    ]
