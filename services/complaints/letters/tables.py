"""The incoming-document register."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id
from services.complaints.base import Base, Code, Name, Person


class IncomingDocument(Placed, Base):
    """A row of the incoming-document register (收文登记本, `SW`, X07)."""

    __tablename__ = "incoming_documents"
    __table_args__ = (Index("ix_incoming_documents_shown_at", "community_id", "shown_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(Code, unique=True)
    """As it stands in the register: `SW-2026-000001`, without gaps."""
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), unique=True)
    """The case that the letter became."""
    complaint_number: Mapped[str] = mapped_column(Code)
    """The number of that case."""
    sender: Mapped[str] = mapped_column(String(60))
    """Who wrote it; empty once erased (P08)."""
    subject: Mapped[str] = mapped_column(String(500))
    """The beginning of what the letter asks for; empty once erased."""
    received_at: Mapped[datetime]
    """When it was entered."""
    shown_to_id: Mapped[str | None] = mapped_column(Person)
    """Id of the deputy manager who has read it; None: nobody has."""
    shown_to: Mapped[str | None] = mapped_column(Name)
    """The deputy manager who has read it."""
    shown_at: Mapped[datetime | None]
    """When it was read; None: it waits to be."""
    replied_at: Mapped[datetime | None]
    """When it was answered in writing, or otherwise with consent; None: not yet."""
