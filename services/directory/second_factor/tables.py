"""Tables of second factors and their recovery codes."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant
from services.directory.base import Base


class SecondFactor(Base):
    """What a person's authenticator app knows (RFC 6238), once confirmed."""

    __tablename__ = "second_factors"
    __audit_hidden__: ClassVar = {"secret"}

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    """Whose it is."""
    secret: Mapped[str] = mapped_column(String(200))
    """The shared secret, sealed with the installation's."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    """When setting it up was begun."""
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    """Since when it is needed to log in; None: its first code has not come yet."""
    last_step: Mapped[int]
    """The step of time of the last code that was taken: none of it or of an earlier one counts."""
    failures: Mapped[int]
    """Wrong codes since the last right one."""
    failed_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the last wrong code came, by the machine's clock; None: none has."""


class RecoveryCode(Base):
    """A code that opens once in the place of the app's."""

    __tablename__ = "recovery_codes"
    __audit_hidden__: ClassVar = {"digest"}

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    """Whose it is."""
    digest: Mapped[str] = mapped_column(String(64))
    """Made with the installation's secret, in hexadecimal: the code itself is kept nowhere."""
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was used; None: it still opens."""
