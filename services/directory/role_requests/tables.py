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
from foundation.storage.types import Json
from services.directory.base import Base


class RoleRequest(TwoPersonDecision, Base):
    """What waits for a second person (P03): of each kind one at a time for a person.

    `password_hash` is there while a new password waits, and gone once it was decided on.
    """

    __tablename__ = "role_requests"
    __audit_hidden__: ClassVar = {"password_hash"}
    __table_args__ = (
        Index("ix_role_requests_person_id", "person_id", "id"),
        Index("ix_role_requests_status", "status"),
    )

    kind: Mapped[str] = mapped_column(String(10), server_default=RoleRequestKind.ROLES)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    roles: Mapped[list[str]] = mapped_column(Json)
    password_hash: Mapped[str | None] = mapped_column(String(200))
