"""Tables of people and of what they log in by."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import (
    ForeignKey,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.actor import Grant
from foundation.storage.types import Id, Instant, Json
from services.directory.base import Base
from services.directory.communities.rules import grants
from services.directory.communities.tables import Assignment
from services.directory.households.tables import Member


class Person(Base):
    """Somebody with a role: staff, or a resident with access (D05)."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    roles: Mapped[list[str]] = mapped_column(Json)
    department: Mapped[str | None] = mapped_column(String(60))
    buildings: Mapped[list[str]] = mapped_column(Json)
    skills: Mapped[list[str]] = mapped_column(Json)
    phone: Mapped[str | None] = mapped_column(String(30))
    email: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool]
    staff: Mapped[bool] = mapped_column(index=True)
    version: Mapped[int]
    account: Mapped["Account | None"] = relationship(back_populates="person", lazy="selectin")
    memberships: Mapped[list[Member]] = relationship(
        primaryjoin=lambda: (Person.id == Member.person_id) & Member.until.is_(None),
        lazy="selectin",
        order_by=Member.household_id,
    )
    """The entries of households that the person has now."""
    assignments: Mapped[list[Assignment]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=Assignment.id
    )
    """Where the roles are held."""

    @property
    def grants(self) -> set[Grant]:
        """The roles, each where it is held."""
        return grants(self.roles, (Grant(one.role, one.community_id) for one in self.assignments))

    @property
    def household_ids(self) -> list[str]:
        """The households this person belongs to."""
        return list(dict.fromkeys(member.household_id for member in self.memberships))


class Account(Base):
    """A login. `demo` accounts open in demo mode only, whatever their password."""

    __tablename__ = "accounts"
    __audit_hidden__: ClassVar = {"password_hash"}

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    username: Mapped[str] = mapped_column(String(40), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    demo: Mapped[bool]
    disabled: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    person: Mapped[Person] = relationship(back_populates="account", lazy="selectin")
