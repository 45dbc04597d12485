"""Table of the one-time links."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant
from services.directory.base import Base


class OneTimeLink(Base):
    """A link by which somebody chooses the own password, once (P03).

    It opens from when it need not wait for a second person until `expires_at`, unless it was used
    or ended before. `expires_at` is of the service's clock, which it is shown by.
    """

    __tablename__ = "one_time_links"
    __audit_hidden__: ClassVar = {"digest"}
    __table_args__ = (Index("ix_one_time_links_person_id", "person_id", "id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    """Who is to use it."""
    kind: Mapped[str] = mapped_column(String(20))
    """A `LinkKind`: what it is for."""
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of its secret, in hexadecimal: the secret itself is kept nowhere."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    """When it was asked for."""
    made_by: Mapped[str] = mapped_column(String(120))
    """The name of who asked for it."""
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    """Until when it opens; None while it waits for a second person."""
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was used; None: not yet, or never."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """When something took its place, such as a newer one; None: nothing has."""
