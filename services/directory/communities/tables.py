"""Tables of communities and their buildings, and of what somebody holds and serves in them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contracts.places import building_key
from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant
from services.directory.base import Base


class Community(Base):
    """What a company looks after at one place.

    `name` is what people call it, and `code` what stands in the numbers of its papers; both are
    empty for the one of an installation that has but one. `version` grows with every change.
    """

    __tablename__ = "communities"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    code: Mapped[str] = mapped_column(String(10), unique=True)
    name_en: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """Empty: as in Chinese."""
    address: Mapped[str] = mapped_column(String(100), default="", server_default="")
    """Where residents find the desk."""
    service_phone: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """Whom residents are told to call; empty: the company's."""
    hours: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """When the desk is open, such as `08:00–20:00`; empty: as the company has it."""
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    """Since when it takes nothing new (停用); None: it is open."""
    closed_reason: Mapped[str] = mapped_column(String(500), default="", server_default="")
    """Why it is closed; empty while it is open."""
    version: Mapped[int]
    created_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was entered; None for the first, which is there from the beginning."""


def key_of_row(context: Any) -> str:
    """The key of a building that is entered, by its name."""
    return building_key(context.get_current_parameters()["name"])


class Building(Placed, Base):
    """A house of a community (楼栋)."""

    __tablename__ = "buildings"
    __table_args__ = (
        UniqueConstraint("community_id", "name"),
        Index("ix_buildings_community_id_key", "community_id", "key"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(30))
    """Its label, which is one building in one community."""
    key: Mapped[str] = mapped_column(String(30), insert_default=key_of_row)
    """What tells it apart however it is written: A座 is A栋. Two that were entered as one before
    there were keys share one."""


class Assignment(Base):
    """A role as somebody holds it (授权): in a community or, without one, for the whole company.

    `Person.roles` says which roles are held at all; a role of which nothing stands here is held
    in the first community.
    """

    __tablename__ = "assignments"
    __table_args__ = (UniqueConstraint("person_id", "role", "community_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    """Who holds the role."""
    role: Mapped[str] = mapped_column(String(30))
    """A `Role`."""
    community_id: Mapped[str | None] = mapped_column(ForeignKey("communities.id"))
    """Where it is held; None: for the whole company."""


class ServedBuilding(Base):
    """A building that somebody serves, by its community and name.

    `Person.buildings` says which names are served at all; a name of which nothing stands here is
    served in the first community.
    """

    __tablename__ = "served_buildings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["community_id", "building"], ["buildings.community_id", "buildings.name"]
        ),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    """Who serves it."""
    community_id: Mapped[str] = mapped_column(Id, primary_key=True)
    """Where it stands."""
    building: Mapped[str] = mapped_column(String(30), primary_key=True)
    """The building's name there."""
