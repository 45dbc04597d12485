"""Tables of key households and of the calls to them (D04)."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, partial
from services.directory.base import Base


class KeyHousehold(Placed, Base):
    """A household that is called regularly, from when until when; a household is one at a time."""

    __tablename__ = "key_households"
    __table_args__ = (
        partial("uq_key_households", "household_id", where="until IS NULL", unique=True),
        partial("ix_key_households_next", "community_id", "next_call_on", where="until IS NULL"),
    )
    __audit_hidden__: ClassVar = {"reason"}

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("households.id"), index=True)
    member_id: Mapped[str] = mapped_column(Id)
    """Whom it is about: the owner of that time. It ends when they leave."""
    kind: Mapped[str] = mapped_column(String(20))
    """A `KeyKind`."""
    reason: Mapped[str | None] = mapped_column(String(200))
    """In the words of who marked it; None: the kind says it."""
    responsible_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    """Who calls; None: the building's steward."""
    interval_days: Mapped[int | None]
    """Days between two calls; None: as the policy has it."""
    due_on: Mapped[date] = mapped_column(Date)
    """The local day by which somebody is to have been reached."""
    next_call_on: Mapped[date] = mapped_column(Date)
    """The local day on which it is tried next; later than `due_on` while nobody was reached."""
    attempts: Mapped[int]
    """Calls since the last one that reached somebody."""
    last_call_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was tried last; None: it never was."""
    last_outcome: Mapped[str | None] = mapped_column(String(20))
    """The `CallOutcome` of that."""
    since: Mapped[datetime] = mapped_column(Instant)
    """When it was marked."""
    until: Mapped[datetime | None] = mapped_column(Instant, index=True)
    """Until when it was a key household; None: it is."""
    version: Mapped[int]


class KeyCall(Placed, Base):
    """A call to a key household and what came of it."""

    __tablename__ = "key_calls"
    __table_args__ = (Index("ix_key_calls_key_household_id_id", "key_household_id", "id"),)
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    key_household_id: Mapped[str] = mapped_column(
        ForeignKey("key_households.id", ondelete="CASCADE")
    )
    """The key household that was called."""
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[str] = mapped_column(String(80))
    by: Mapped[str] = mapped_column(String(120))
    outcome: Mapped[str] = mapped_column(String(20))
    """A `CallOutcome`."""
    remark: Mapped[str | None] = mapped_column(String(1000))
    """How they are, in the words of who called; None: nothing was said."""
    needs: Mapped[str | None] = mapped_column(String(1000))
    """What they need; None: nothing."""
