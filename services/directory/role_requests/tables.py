"""Table of what waits for a second person."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from contracts.directory.codes import RoleRequestKind
from foundation.storage.types import Id, Instant, Json
from services.directory.base import Base


class RoleRequest(Base):
    """What waits for a second person (P03): of each kind one at a time for a person.

    `password_hash` is there while a new password waits, and gone once it was decided on.
    """

    __tablename__ = "role_requests"
    __audit_hidden__: ClassVar = {"password_hash"}
    __table_args__ = (Index("ix_role_requests_person_id", "person_id", "id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), server_default=RoleRequestKind.ROLES)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    roles: Mapped[list[str]] = mapped_column(Json)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(10), index=True)
    requested_by_id: Mapped[str] = mapped_column(String(80))
    requested_by: Mapped[str] = mapped_column(String(120))
    requested_at: Mapped[datetime] = mapped_column(Instant)
    decided_by: Mapped[str | None] = mapped_column(String(120))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    remark: Mapped[str | None] = mapped_column(String(500))
