"""Tables of the directory."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Date, ForeignKey, Index, MetaData, Numeric, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, validates

from contracts.directory.codes import Relation
from foundation.storage.types import NAMING, Id, Instant, Json
from services.directory.domain.masking import reversed_digits


class Base(DeclarativeBase):
    """Root of the directory's tables."""

    metadata = MetaData(naming_convention=NAMING)


class Household(Base):
    """A unit with those who own, rent or live in it (业主档案, D01).

    `building` and `unit` are in canonical form, `room` is the end of the unit's label and
    `sort_key` the text it sorts by. `version` grows with every change of the household or of
    its members.
    """

    __tablename__ = "households"
    __table_args__ = (UniqueConstraint("building", "unit"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    building: Mapped[str] = mapped_column(String(30))
    unit: Mapped[str] = mapped_column(String(30), index=True)
    room: Mapped[str] = mapped_column(String(30), index=True)
    sort_key: Mapped[str] = mapped_column(String(160), index=True)
    floor: Mapped[int]
    unit_type: Mapped[str] = mapped_column(String(20))
    area_m2: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    billing_from: Mapped[date | None] = mapped_column(Date)
    vacant: Mapped[bool]
    two_person_visit: Mapped[bool]
    key_reason: Mapped[str | None] = mapped_column(String(200))
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    members: Mapped[list["Member"]] = relationship(
        order_by="Member.position", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def owner(self) -> "Member":
        """The first owner (业主): each household has at least one."""
        return next(member for member in self.members if member.relation == Relation.OWNER)


class Member(Base):
    """A person of a household, with what is confidential about them (D03).

    `phone_reversed` finds last digits by an index. `person_id` names the person who logs in.
    """

    __tablename__ = "members"
    __audit_hidden__: ClassVar = {"phone", "phone_reversed", "id_number"}

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    relation: Mapped[str] = mapped_column(String(20))
    phone: Mapped[str] = mapped_column(String(30))
    phone_reversed: Mapped[str] = mapped_column(String(30), index=True)
    email: Mapped[str | None] = mapped_column(String(200))
    id_number: Mapped[str | None] = mapped_column(String(30))

    @validates("phone")
    def index_phone(self, _key: str, phone: str) -> str:
        """Keep the reversed digits in step with the number."""
        self.phone_reversed = reversed_digits(phone)
        return phone


Index("ix_members_name", Member.name, postgresql_ops={"name": "text_pattern_ops"})


class HouseholdChange(Base):
    """What was changed about a household after whose identity was verified how (D02)."""

    __tablename__ = "household_changes"
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("households.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[str] = mapped_column(String(80))
    by: Mapped[str] = mapped_column(String(120))
    identity_method: Mapped[str] = mapped_column(String(60))
    identity_by: Mapped[str] = mapped_column(String(60))
    before: Mapped[dict[str, Any]] = mapped_column(Json)
    after: Mapped[dict[str, Any]] = mapped_column(Json)


class Look(Base):
    """Confidential data left its mask: a look at one number, or an export (D03)."""

    __tablename__ = "looks"
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[str] = mapped_column(String(80), index=True)
    by: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    what: Mapped[str] = mapped_column(String(40))
    household_id: Mapped[str | None] = mapped_column(Id, index=True)
    member_id: Mapped[str | None] = mapped_column(Id)
    purpose: Mapped[str] = mapped_column(String(200))
    rows: Mapped[int]


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
    memberships: Mapped[list[Member]] = relationship(lazy="selectin", order_by=Member.household_id)

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


class Shift(Base):
    """A shift of the duty roster (值班表): from `starts_at` up to, not including, `ends_at`."""

    __tablename__ = "shifts"
    __table_args__ = (Index("ix_shifts_times", "starts_at", "ends_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    duty: Mapped[str] = mapped_column(String(20))
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    cancelled: Mapped[bool]
    version: Mapped[int]
    person: Mapped[Person] = relationship(lazy="selectin")

    @property
    def person_name(self) -> str:
        """Who is on duty."""
        return self.person.name
