"""Looks at whole numbers."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id
from services.complaints.base import Base, Name, Person


class Look(Placed, Base):
    """Somebody saw the contact's phone number unmasked (D03); never changed."""

    __audited__ = False
    __tablename__ = "looks"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(Person, index=True)
    by: Mapped[str] = mapped_column(Name)
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), index=True)
    """The case whose contact it was."""
    reason: Mapped[str] = mapped_column(String(200))
    """What the number was needed for, in the words of who looked."""
