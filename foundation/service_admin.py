"""What every service is asked about what was done in it: its audit trail (P05)."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import time, timedelta
from typing import Any, Final

from sqlalchemy import Select, bindparam, select

from foundation import scope
from foundation.actor import Actor
from foundation.audit_check import verify
from foundation.clock import at_local
from foundation.errors import NotFound
from foundation.masking import mask_numbers
from foundation.scope import Width
from foundation.service_admin_requests import AuditQueryRequest, HistoryQueryRequest, NothingRequest
from foundation.storage.filtered import Filtered
from foundation.storage.listing import Listing
from foundation.storage.placed import in_scope
from foundation.storage.store import Store
from foundation.storage.tables import audit, household_replica, person_replica
from foundation.storage.unit_of_work import UnitOfWork

TRAIL: Final = Listing(
    select(audit),
    audit.c.id,
    {
        "subject_id": audit.c.subject_id.in_(bindparam("subjects", expanding=True)),
        "kind": audit.c.subject_kind == bindparam("kind"),
        "actor_id": audit.c.actor_id.in_(bindparam("actors", expanding=True)),
        "from_at": audit.c.at >= bindparam("from_at"),
        "until": audit.c.at < bindparam("until"),
        "in scope": in_scope(audit.c.community_id, nullable=True),
    },
)
NAMED: Final[Any] = bindparam("named")
HOME: Final = household_replica.c.building + household_replica.c.unit
HOMES: Final = select(household_replica.c.household_id).where(HOME == NAMED)
"""Households by building and unit, for whatever of them a service has papers of."""
SUBJECTS: Final = (
    HOMES,
    select(person_replica.c.person_id).where(person_replica.c.name == NAMED),
)
"""Ids of what is called so: households as `1栋1-201`, people by their names."""
ACTORS: Final = Filtered(
    select(audit.c.actor_id).where(audit.c.actor_name == NAMED).distinct().limit(50),
    {"in scope": in_scope(audit.c.community_id, nullable=True)},
)


def audit_trail(*numbered: Select[Any]) -> Callable[[UnitOfWork, AuditQueryRequest], Any]:
    """The operation that reads the trail; `numbered` find the ids of papers by their `named`
    numbers."""

    def read(uow: UnitOfWork, data: AuditQueryRequest) -> dict[str, Any]:
        """Audit rows of the communities in scope and of the company, newest first."""
        seen = [] if scope.width() is Width.ALL else ["in scope"]
        filters, values = list(seen), dict[str, Any]()
        if data["subject_id"]:
            filters.append("subject_id")
            values["subjects"] = subjects(uow, data["subject_id"], (*numbered, *SUBJECTS))
        if data["actor_id"]:
            filters.append("actor_id")
            known = uow.rows(ACTORS.by(seen), named=data["actor_id"])
            values["actors"] = [data["actor_id"], *(row.actor_id for row in known)]
        if data["from_day"]:
            filters.append("from_at")
            values["from_at"] = at_local(data["from_day"], time())
        if data["to_day"]:
            filters.append("until")
            values["until"] = at_local(data["to_day"] + timedelta(days=1), time())
        page = {"limit": data["limit"], "cursor": data["cursor"] and int(data["cursor"])}
        found = TRAIL.page(uow, page, filters, **values)
        return found | {"items": [masked(row) for row in found["items"]]}

    return read


Sees = Callable[[UnitOfWork, str], Any]
"""Raises `NotFound` for a thing that the caller does not see."""


def history(**kinds: Sees | None) -> Callable[[UnitOfWork, HistoryQueryRequest], Any]:
    """The operation that reads what was done to things of these kinds, each with what tells whether
    the caller sees one; None: whoever has the role sees all."""

    def read(uow: UnitOfWork, data: HistoryQueryRequest) -> dict[str, Any]:
        """Audit rows of the things, newest first; raise `NotFound` for another kind."""
        if data["kind"] not in kinds:
            raise NotFound(field="kind")
        sees = kinds[data["kind"]]
        if sees is not None:
            for one in data["subject_ids"]:
                sees(uow, one)
        seen = [] if scope.width() is Width.ALL else ["in scope"]
        page = {"limit": data["limit"], "cursor": data["cursor"] and int(data["cursor"])}
        values = {"subjects": data["subject_ids"], "kind": data["kind"]}
        found = TRAIL.page(uow, page, [*seen, "subject_id", "kind"], **values)
        return found | {"items": [masked(row) for row in found["items"]]}

    return read


def masked(row: Any) -> dict[str, Any]:
    """A row as it is read: a whole number stands in no list (D03)."""
    told: dict[str, Any] = row._asdict()
    return told | {"changes": mask_numbers(row.changes)}


def subjects(uow: UnitOfWork, named: str, by_name: Sequence[Select[Any]]) -> list[str]:
    """What a text means: itself as an id, or whatever has that number or name."""
    plain = "".join(named.split())
    found = (uow.rows(statement, named=plain) for statement in by_name)
    return [named, *(str(row[0]) for rows in found for row in rows)]


def verify_audit(store: Store, actor: Actor, _data: NothingRequest) -> dict[str, Any]:
    """Recompute the chains of the caller's communities and of the company."""
    found = verify(store.engine, actor.scope.communities)
    return {
        "rows": found.rows,
        "erased": found.erased,
        "removed": found.removed,
        "removed_at": found.removed_at,
        "begins_at": found.begins_at,
        "waiting": found.waiting,
        "broken": [asdict(one) for one in found.broken],
        "heads": found.heads,
    }
