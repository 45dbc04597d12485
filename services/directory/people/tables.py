"""Tables of people and of what they log in by."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import (
    ForeignKey,
    String,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.actor import Grant
from foundation.storage.types import Id, Instant, Json
from services.directory.base import Base
from services.directory.communities.rules import Served, grants, served
from services.directory.communities.tables import Assignment, ServedBuilding
from services.directory.households.tables import Member


class Person(Base):
    """Somebody with a role: staff, or a resident with access (D05)."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    """As colleagues and residents know them."""
    roles: Mapped[list[str]] = mapped_column(Json)
    """Each a `Role`; where they are held stands in `assignments`."""
    department: Mapped[str | None] = mapped_column(String(60))
    """The functional department (职能部门) they work in (C14); None: in none."""
    buildings: Mapped[list[str]] = mapped_column(Json)
    """Labels of the buildings that a steward serves; empty for others. Where they are stands in
    `served`."""
    skills: Mapped[list[str]] = mapped_column(Json)
    """What an engineer can do (R08): codes of `RepairCategory`, or the policy's words for them."""
    phone: Mapped[str | None] = mapped_column(String(30))
    """The whole number, shown masked (D03); None: none is known."""
    email: Mapped[str | None] = mapped_column(String(200))
    """Where mail to the person goes; None: nowhere."""
    active: Mapped[bool]
    """Whether they are with us still; else the account opens nothing (P03)."""
    staff: Mapped[bool] = mapped_column(index=True)
    """Whether they work here; else they are a resident with access."""
    left_at: Mapped[datetime | None] = mapped_column(Instant)
    """Since when somebody of the staff is not with us any more; None: they are, or are a
    resident."""
    erased_at: Mapped[datetime | None] = mapped_column(Instant)
    """When who it was, or of staff what they were reached by, was erased (P08); None: not yet."""
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
    served: Mapped[list[ServedBuilding]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=ServedBuilding.building
    )
    """Where the buildings are."""

    @property
    def grants(self) -> set[Grant]:
        """The roles, each where it is held."""
        assigned = (Grant(one.role, one.community_id) for one in self.assignments)
        return grants(self.roles, assigned, (one.community_id for one in self.memberships))

    @property
    def serves(self) -> list[Served]:
        """The buildings, each where it is."""
        noted = (Served(one.building, one.community_id) for one in self.served)
        return served(self.buildings, noted)

    @property
    def username(self) -> str | None:
        """What the person logs in by; None: has no account, or was erased."""
        return self.account.username if self.account and self.erased_at is None else None

    @property
    def household_ids(self) -> list[str]:
        """The households this person belongs to."""
        return list(dict.fromkeys(member.household_id for member in self.memberships))


class Account(Base):
    """A login. `demo` accounts open in demo mode only, whatever their password."""

    __tablename__ = "accounts"
    __audit_hidden__: ClassVar = {"password_hash"}

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    """Whose login it is: a person has at most one."""
    username: Mapped[str] = mapped_column(String(40), unique=True)
    """As it is typed, in small letters."""
    password_hash: Mapped[str] = mapped_column(String(200))
    """Of the password, with salt and cost; never in the audit trail."""
    demo: Mapped[bool]
    disabled: Mapped[bool]
    """Whether an administrator has closed it; it opens nothing then."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    """When it was opened."""
    changed_at: Mapped[datetime] = mapped_column(Instant)
    """When its password was set, or it was closed or opened, last."""
    contact_held: Mapped[bool] = mapped_column(server_default=false())
    """Whether mail address or telephone were changed by somebody who may give nobody a link: none
    goes there until the person or an administrator has set them (P03)."""
    factor_due_at: Mapped[datetime | None] = mapped_column(Instant)
    """Until when the person logs in without the second factor that the roles need (P03); None: the
    first login since they need one is still to come, or none is needed."""
    person: Mapped[Person] = relationship(back_populates="account", lazy="selectin")
