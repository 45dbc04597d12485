"""Table of what the company's provider calls our people."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant
from services.directory.base import Base


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
