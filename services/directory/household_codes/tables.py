"""Table of the household codes."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant
from services.directory.base import Base


class HouseholdCode(Placed, Base):
    """A code by which somebody of a household opens an account (P04).

    One on paper is for whoever of the archive has none yet, and is used by each once; one that a
    member gives on is for one person, whose entry it makes.
    """

    __tablename__ = "household_codes"
    __audit_hidden__: ClassVar = {"digest"}
    __table_args__ = (
        Index("ix_household_codes_household_id", "community_id", "household_id", "id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """Made with the installation's secret, in hexadecimal: the code itself is kept nowhere."""
    by_member_id: Mapped[str | None] = mapped_column(Id)
    """The member who gives it on; None: it is printed for the household."""
    name: Mapped[str | None] = mapped_column(String(60))
    """Of whom is let in; None: of the archive."""
    relation: Mapped[str | None] = mapped_column(String(20))
    """A `Relation`: as what somebody is let in; None: as the archive says."""
    member_id: Mapped[str | None] = mapped_column(Id)
    """The entry that it has made; None: it has not been used, or makes none."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    """When it was given."""
    expires_at: Mapped[datetime] = mapped_column(Instant)
    """Until when it opens."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was used, or a newer one took its place; None: neither."""
