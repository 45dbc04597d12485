"""What every service is asked about what was done in it: its audit trail."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from foundation import scope
from foundation.scope import Width
from foundation.service_admin_requests import AuditQueryRequest
from foundation.storage.listing import Listing
from foundation.storage.placed import in_scope
from foundation.storage.tables import audit
from foundation.storage.unit_of_work import UnitOfWork

TRAIL: Final = Listing(
    select(audit),
    audit.c.id,
    {name: audit.c[name] == bindparam(name) for name in ("subject_id", "actor_id")}
    | {"in scope": in_scope(audit.c.community_id, nullable=True)},
)


def audit_trail(uow: UnitOfWork, data: AuditQueryRequest) -> dict[str, Any]:
    """Audit rows of the communities in scope and of the company, newest first."""
    filters = [name for name in ("subject_id", "actor_id") if data[name]]  # type: ignore[literal-required]
    if scope.width() is not Width.ALL:
        filters.append("in scope")
    cursor = data["cursor"]
    return TRAIL.page(uow, {**data, "cursor": cursor and int(cursor)}, filters)
