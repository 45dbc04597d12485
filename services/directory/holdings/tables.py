"""Tables of what the members of a household have (D06)."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, validates

from contracts.plates import in_one_way
from foundation.storage.placed import Placed
from foundation.storage.resident_visibility import OfHousehold, Shown
from foundation.storage.types import Id, Instant, partial
from services.directory.base import Base


class Holding(Placed, OfHousehold):
    """Something that a member has; nothing of it is deleted while it is of use, but ended."""

    __shown__ = Shown(since="since")

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("households.id"))
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id"), index=True)
    """Whose it is, or was; also once they have left."""
    side: Mapped[str] = mapped_column(Id)
    """Which side of the household the member is on: residents of it are shown the row (D06)."""
    since: Mapped[datetime] = mapped_column(Instant)
    """When it was entered."""
    until: Mapped[datetime | None] = mapped_column(Instant, index=True)
    """Until when it was there; None: it is."""
    version: Mapped[int]


class Vehicle(Holding, Base):
    """A vehicle of a member (住户车辆)."""

    __tablename__ = "vehicles"
    __table_args__ = (
        Index("ix_vehicles_household_id_id", "household_id", "id"),
        Index(
            "ix_vehicles_plate_reversed", "community_id", "plate_reversed",
            postgresql_ops={"plate_reversed": "text_pattern_ops"},
        ),
    )  # fmt: skip
    __audit_hidden__: ClassVar = {"plate", "plate_reversed"}

    plate: Mapped[str] = mapped_column(String(20))
    """Number plate in one way of writing: 粤B12345; a foreign one as it was written."""
    plate_reversed: Mapped[str] = mapped_column(String(20))
    """In one way of writing, a foreign one too, from the last sign to the first: an index on it
    finds a plate by its end."""
    plate_kind: Mapped[str] = mapped_column(String(20))
    """A `PlateKind`."""
    colour: Mapped[str | None] = mapped_column(String(20))
    """In whatever words; None: not told."""
    parking_space: Mapped[str | None] = mapped_column(String(60))
    """Where it stands, in whatever words; None: nowhere of its own."""

    @validates("plate")
    def index_plate(self, _key: str, plate: str) -> str:
        """Keep the reversed plate in step."""
        self.plate_reversed = in_one_way(plate)[::-1][:20]
        return plate


class AccessCard(Holding, Base):
    """A key or card that was issued to a member (钥匙门卡)."""

    __tablename__ = "access_cards"
    __table_args__ = (
        Index("ix_access_cards_household_id_id", "household_id", "id"),
        partial(
            "uq_access_cards_out", "community_id", "kind", "number",
            where="status = 'out'", unique=True,
        ),
    )  # fmt: skip
    __audit_hidden__: ClassVar = {"number"}

    kind: Mapped[str] = mapped_column(String(20))
    """A `CardKind`: what it opens."""
    number: Mapped[str] = mapped_column(String(40))
    """What stands on it; of those that are issued each kind has a number once."""
    issued_on: Mapped[date] = mapped_column(Date)
    """The local day on which the member got it."""
    status: Mapped[str] = mapped_column(String(20))
    """A `CardStatus`: `until` is when it was returned or lost."""


class Pet(Holding, Base):
    """An animal that lives with a member (住户宠物)."""

    __tablename__ = "pets"
    __table_args__: Any = (Index("ix_pets_household_id_id", "household_id", "id"),)
    __audit_hidden__: ClassVar = {"registration"}

    kind: Mapped[str] = mapped_column(String(20))
    """A `PetKind`."""
    breed: Mapped[str | None] = mapped_column(String(60))
    """In whatever words; None: not told."""
    registration: Mapped[str | None] = mapped_column(String(60))
    """Number of the licence (犬证号); None: none is known."""
