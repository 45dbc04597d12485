"""Attachments of door visits."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.files.columns import Filed
from foundation.storage.placed import Placed
from services.billing.base import Base


class VisitAttachment(Filed, Placed, Base):
    """A photo or paper of a door visit (附件, B04, P09)."""

    __tablename__ = "visit_attachments"

    visit_id: Mapped[str] = mapped_column(ForeignKey("visits.id"), index=True)
    """The visit that it belongs to."""
