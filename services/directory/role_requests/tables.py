"""Table of what waits for a second person."""

from typing import ClassVar

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from contracts.directory.role_requests import RoleRequestKind
from foundation.storage.decisions import TwoPersonDecision
from foundation.storage.placed import Owned
from foundation.storage.types import Json
from services.directory.base import Base


class RoleRequest(Owned, TwoPersonDecision, Base):
    """What waits for a second person (P03): of each kind one at a time for a person in a community,
    in which the roles are given and somebody decides.

    `password_hash` is there while a new password waits, and gone once it was decided on.
    """

    __tablename__ = "role_requests"
    __audit_hidden__: ClassVar = {"password_hash"}
    __table_args__ = (
        Index("ix_role_requests_person_id", "person_id", "id"),
        Index("ix_role_requests_status", "status"),
    )

    kind: Mapped[str] = mapped_column(String(10), server_default=RoleRequestKind.ROLES)
    """A `RoleRequestKind`: what is asked for."""
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    """Whom it is about, who does not decide either."""
    roles: Mapped[list[str]] = mapped_column(Json)
    """All roles that the person is to have; of anything else than roles, those that it has."""
    grants: Mapped[list[tuple[str, str | None]] | None] = mapped_column(Json)
    """Pairs of a role and the id of the community (None: for the company) that the person is to
    hold, and no others; None: `roles` are for where it is decided."""
    password_hash: Mapped[str | None] = mapped_column(String(200))
