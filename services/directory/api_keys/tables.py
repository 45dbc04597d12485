"""Table of the keys."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant, Json
from services.directory.base import Base


class ApiKey(Base):
    """A key by which a program acts (P06).

    `made_at`, `seen_at` and `ended_at` are shown to people and follow the clock of the service;
    `expires_at` is of the machine's clock, as that of a login.
    """

    __tablename__ = "api_keys"
    __audit_hidden__: ClassVar = {"digest"}

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    """Which program it is for; what is done by the key bears the name."""
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the key, in hexadecimal: the key itself is kept nowhere."""
    ends_in: Mapped[str] = mapped_column(String(4))
    """Its last letters."""
    role: Mapped[str] = mapped_column(String(30))
    """A `Role`: as what the program acts."""
    scopes: Mapped[list[str]] = mapped_column(Json)
    """Each a `KeyScope`."""
    communities: Mapped[list[str] | None] = mapped_column(Json)
    """Ids of the communities in which it acts; None: for the whole company."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    """When it was given."""
    made_by: Mapped[str] = mapped_column(String(120))
    """The name of who gave it."""
    expires_at: Mapped[datetime] = mapped_column(Instant)
    """Until when it opens."""
    seen_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was used last; coarse, as of a login. None: never."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was ended before its time; None: it was not."""
    ended_by: Mapped[str | None] = mapped_column(String(120))
    """The name of who ended it."""
