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
    """Its number on the platform (留言编号)."""
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), unique=True)
    """The case that was made of it."""
    user: Mapped[str] = mapped_column(String(60))
    """Who wrote it (留言用户), by the name used there; empty once erased (P08)."""
    subject: Mapped[str] = mapped_column(String(500))
    """Its subject (留言主题); empty once erased."""
    written_at: Mapped[datetime]
    """When it was written (留言时间): mostly long before it came to us."""
    imported_at: Mapped[datetime]
    """When it came to us."""
