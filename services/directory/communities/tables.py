"""Tables of communities, and of the roles that are held in them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant
from services.directory.base import Base


class Community(Base):
    """What a company looks after at one place.

    `name` is what people call it, and `code` what stands in the numbers of its papers; both are
    empty for the one of an installation that has but one. `version` grows with every change.
    """

    __tablename__ = "communities"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    code: Mapped[str] = mapped_column(String(10), unique=True)
    version: Mapped[int]
    created_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was entered; None for the first, which is there from the beginning."""


class Assignment(Base):
    """A role as somebody holds it (授权): in a community or, without one, for the whole company.

    `Person.roles` says which roles are held at all; a role of which nothing stands here is held
    in the first community.
    """

    __tablename__ = "assignments"
    __table_args__ = (UniqueConstraint("person_id", "role", "community_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    """Who holds the role."""
    role: Mapped[str] = mapped_column(String(30))
    """A `Role`."""
    community_id: Mapped[str | None] = mapped_column(ForeignKey("communities.id"))
    """Where it is held; None: for the whole company."""
