"""Table of what is over, so that nobody is notified of it any more."""

from datetime import datetime

from sqlalchemy import (
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Owned
from foundation.storage.types import Instant
from services.notices.base import Base


class Settlement(Owned, Base):
    """That what messages of a purpose say of something is over, since when and why.

    It outlasts the messages: a notification that comes after its own end is over from the
    beginning. The row is what the notification and the end take turns at; `settled_at` is null
    until the end.
    """

    __tablename__ = "settlements"
    __audited__ = False

    subject_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """What is over: as `Message.subject_id`."""
    purpose: Mapped[str] = mapped_column(String(30), primary_key=True)
    """The `Purpose` of the messages about it."""
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    settled_zh: Mapped[str | None] = mapped_column(String(200))
    """Why it is over, in Chinese, as messages say it from then on; None until the end."""
    settled_en: Mapped[str | None] = mapped_column(String(200))
    """The same in English."""
