"""Messages of the city's platform."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from services.complaints.base import Base


class PlatformMessage(Placed, Base):
    """A message of the city's platform; its number makes the import idempotent (C05)."""

    __tablename__ = "platform_messages"

    message_number: Mapped[str] = mapped_column(String(40), primary_key=True)
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), unique=True)
    user: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(500))
    written_at: Mapped[datetime]
    imported_at: Mapped[datetime]
