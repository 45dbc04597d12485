"""Attachments of notices."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.files.columns import Filed
from foundation.storage.placed import Placed
from services.notices.base import Base


class Attachment(Filed, Placed, Base):
    """A photo or paper of a notice (附件, P09), for all who may read the notice."""

    __tablename__ = "attachments"

    notice_id: Mapped[str] = mapped_column(ForeignKey("notices.id"), index=True)
    """The notice that it belongs to, in all its versions."""
