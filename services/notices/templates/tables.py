"""Table of the wordings that managers have given to messages."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import OwnedByKey
from services.notices.base import Base


class MessageWording(OwnedByKey, Base):
    """How the company or a community words a message that the desk sends by itself (P05).

    `version` counts on from that of the wording that it took the place of.
    """

    __tablename__ = "message_wordings"

    purpose: Mapped[str] = mapped_column(String(30), primary_key=True)
    """A `Purpose`: what the message is for."""
    title_zh: Mapped[str] = mapped_column(String(120))
    """Its title in Chinese; in all four, `{name}` stands for a fact."""
    title_en: Mapped[str] = mapped_column(String(120))
    """Its title in English."""
    text_zh: Mapped[str] = mapped_column(String(1000))
    """Its text in Chinese."""
    text_en: Mapped[str] = mapped_column(String(1000))
    """Its text in English."""
    version: Mapped[int]
