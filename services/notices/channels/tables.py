"""Table of the addresses by which channels are reached."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Instant
from services.notices.base import Base


class Outlet(Base):
    """By what a channel leaves the house, where it is set on the page or was tested (P02).

    It is the company's: all communities send by it.
    """

    __tablename__ = "outlets"
    __audit_hidden__: ClassVar = {"sealed"}

    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    """A `Channel` that leads out of the house."""
    sealed: Mapped[str | None] = mapped_column(Text)
    """The address, sealed; None: the configuration says it."""
    shown: Mapped[str] = mapped_column(String(200))
    """The address without what is secret; empty where the configuration says it."""
    changed_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was set on the page; None: never."""
    changed_by: Mapped[str] = mapped_column(String(120))
    """The name of who set it; empty: nobody has."""
    tested_at: Mapped[datetime | None] = mapped_column(Instant)
    """When a test message was sent last by what is set now; None: never."""
    test_error: Mapped[str] = mapped_column(String(500))
    """Why that one was not taken; empty: it was, or there was none."""
    version: Mapped[int]
