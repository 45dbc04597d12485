"""Operations that every service has: its policies and its audit trail."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from sqlalchemy import bindparam, select

from foundation import policy, replica, scope
from foundation.scope import Width
from foundation.service_admin_requests import AuditQueryRequest, ChangePolicyRequest, NothingRequest
from foundation.storage.listing import Listing
from foundation.storage.placed import in_scope
from foundation.storage.tables import audit
from foundation.storage.unit_of_work import UnitOfWork

Request = TypeVar("Request")
Operation = Callable[[UnitOfWork, Request], dict[str, Any]]
TRAIL: Final = Listing(
    select(audit),
    audit.c.id,
    {name: audit.c[name] == bindparam(name) for name in ("subject_id", "actor_id")}
    | {"in scope": in_scope(audit.c.community_id, nullable=True)},
)


def read_policies(cls: type[Any]) -> Operation[NothingRequest]:
    """The operation that shows the policy `cls` in force, and its defaults."""

    def read(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
        """The policy in force."""
        return {
            "service": uow.service,
            "values": policy.values(uow.policy(cls)),
            "defaults": policy.values(cls()),
        }

    return read


def change_policy(cls: type[Any]) -> Operation[ChangePolicyRequest]:
    """The operation that changes one value of the policy `cls`."""

    def change(uow: UnitOfWork, data: ChangePolicyRequest) -> dict[str, Any]:
        """Change one policy value; audited with before and after."""
        uow.change_policy(cls, data["name"], data["value"], owner(uow))
        return read_policies(cls)(uow, {})

    return change


def owner(uow: UnitOfWork) -> str | None:
    """Whose value somebody changes (P01): the company's (None), if the role is held for all of it
    or there is but one community; else that of the community at hand."""
    if scope.current().communities is None or len(replica.communities(uow)) <= 1:
        return None
    return scope.here()


def audit_trail(uow: UnitOfWork, data: AuditQueryRequest) -> dict[str, Any]:
    """Audit rows of the communities in scope and of the company, newest first."""
    filters = [name for name in ("subject_id", "actor_id") if data[name]]  # type: ignore[literal-required]
    if scope.width() is not Width.ALL:
        filters.append("in scope")
    cursor = data["cursor"]
    return TRAIL.page(uow, {**data, "cursor": cursor and int(cursor)}, filters)
