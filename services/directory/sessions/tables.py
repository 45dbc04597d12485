"""Tables of the logins, and of what the company's provider calls our people."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant
from services.directory.base import Base


class LoginSession(Base):
    """A login that holds until it expires or is ended (P03).

    `opened_at` and `seen_at` are shown to people and follow the clock of the service; `expires_at`
    is of the machine's clock, as tokens are. `seen_at` is coarse: a call per request is not worth
    it.
    """

    __tablename__ = "sessions"
    __audited__ = False
    __table_args__ = (Index("ix_sessions_person_id", "person_id", "id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    """Who has logged in."""
    kind: Mapped[str] = mapped_column(String(10))
    """A `SessionKind`: by pages, or as a program."""
    user_agent: Mapped[str] = mapped_column(String(200))
    """What the browser calls itself, so that people know their logins apart; empty: not said."""
    opened_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was ended before its time; None: it holds until it expires."""
    ended_by: Mapped[str | None] = mapped_column(String(20))
    """A `SessionEnd`: what ended it; None while it holds, and where it just expired."""
    company_identity_id: Mapped[str | None] = mapped_column(Id)
    """The company account by which it was opened (P06); None: by the password. The account may be
    unlinked since."""


class CompanyIdentity(Base):
    """A company account that is known to be a person's (P06): from then on the mail address is not
    asked about any more."""

    __tablename__ = "company_identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    """Whose it is."""
    issuer: Mapped[str] = mapped_column(String(300))
    """The provider."""
    subject: Mapped[str] = mapped_column(String(255))
    """What the provider calls the person for good."""
    linked_at: Mapped[datetime] = mapped_column(Instant)
    """When it was found by the mail address."""
