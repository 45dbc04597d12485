"""Table of the looks at confidential data."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant
from services.directory.base import Base


class Look(Placed, Base):
    """Confidential data left its mask: a look at one number, or an export (D03)."""

    __tablename__ = "looks"
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[str] = mapped_column(String(80), index=True)
    by: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    """A `LookKind`: a look at one number, a search by one, or an export."""
    what: Mapped[str] = mapped_column(String(40))
    """A `Confidential`; of an export, `households`."""
    household_id: Mapped[str | None] = mapped_column(Id, index=True)
    """Whose number it was; None for searches and exports."""
    member_id: Mapped[str | None] = mapped_column(Id)
    """The member whose number it was; None for searches and exports."""
    purpose: Mapped[str] = mapped_column(String(200))
    """What it was needed for, in the words of who looked."""
    rows: Mapped[int]
    """How many households came out of it: 1 for a look at one number."""
