"""The incoming-document register."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id
from services.complaints.base import Base, Code, Name, Person


class IncomingDocument(Placed, Base):
    """A row of the incoming-document register (收文登记本, `SW`, X07)."""

    __tablename__ = "incoming_documents"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(Code, unique=True)
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), unique=True)
    complaint_number: Mapped[str] = mapped_column(Code)
    sender: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(500))
    received_at: Mapped[datetime]
    shown_to_id: Mapped[str | None] = mapped_column(Person)
    shown_to: Mapped[str | None] = mapped_column(Name)
    """The deputy manager who has read it."""
    shown_at: Mapped[datetime | None] = mapped_column(index=True)
    replied_at: Mapped[datetime | None]
