"""Attachments of cases."""

from sqlalchemy import Boolean, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.files.columns import Filed
from foundation.storage.placed import Placed
from services.complaints.base import Base


class Attachment(Filed, Placed, Base):
    """A photo or paper of a case (附件, C13, P09)."""

    __tablename__ = "attachments"

    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), index=True)
    """The case that it belongs to."""
    public: Mapped[bool] = mapped_column(Boolean)
    """Whether the household sees it, as it does what is its own; else the staff alone."""
