"""Tables of the archive of households."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import (
    Date,
    ForeignKey,
    Index,
    Numeric,
    String,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from contracts.directory.households import Relation
from contracts.places import key_of
from foundation.storage.placed import Placed
from foundation.storage.sealed import Sealed
from foundation.storage.types import Id, Instant, partial
from services.directory.base import Base
from services.directory.identity.initials import initials
from services.directory.identity.rules.masking import reversed_digits


def key_of_row(context: Any) -> str:
    """The key of a place that is entered, by its labels."""
    row = context.get_current_parameters()
    return key_of(row["building"], row["unit"])


class Household(Placed, Base):
    """A unit with those who own, rent or live in it (住户档案, D01).

    `building` and `unit` are labels, of which a community has each pair once; `building_id` is the
    building's row, which processes of the release before leave empty. `place_key` is what tells the
    place apart however it is written; two households that were entered as one place before there
    were keys share one. `room` is the end of the unit's label and `sort_key` the text it sorts by.
    `version` grows with every change of the household or of its members.
    """

    __tablename__ = "households"
    __table_args__ = (
        UniqueConstraint("community_id", "building", "unit"),
        Index("ix_households_unit", "community_id", "unit"),
        Index("ix_households_room", "community_id", "room"),
        Index("ix_households_place_key", "community_id", "place_key"),
        Index("ix_households_sort_key", "community_id", "sort_key"),
        partial("ix_households_key", "community_id", "id", where="key_reason IS NOT NULL"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    building_id: Mapped[str | None] = mapped_column(ForeignKey("buildings.id"), index=True)
    building: Mapped[str] = mapped_column(String(30))
    unit: Mapped[str] = mapped_column(String(30))
    room: Mapped[str] = mapped_column(String(30))
    place_key: Mapped[str] = mapped_column(String(80), server_default="", insert_default=key_of_row)
    sort_key: Mapped[str] = mapped_column(String(160))
    floor: Mapped[int]
    """Counted from the ground, the ground floor being 1; basements below zero."""
    unit_type: Mapped[str] = mapped_column(String(20))
    """A `UnitType`: what fees differ by (B01)."""
    area_m2: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    """Building area in m², by which fees are reckoned."""
    billing_from: Mapped[date | None] = mapped_column(Date)
    """First day that is billed, such as that of the handover (收房); None: no first day."""
    vacant: Mapped[bool]
    """Whether nobody lives there; fee items may cost less then (B01)."""
    two_person_visit: Mapped[bool]
    """Whether stewards call there in twos only (B04)."""
    key_reason: Mapped[str | None] = mapped_column(String(200))
    """Why it is a key household (重点户, D04), in the words of its mark in `key_households`, which
    is what counts; None: it is none."""
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant)
    """When it was entered."""
    updated_at: Mapped[datetime] = mapped_column(Instant)
    """When anything of it was changed last."""
    everybody: Mapped[list["Member"]] = relationship(
        order_by="Member.position, Member.id",
        cascade="all, delete-orphan",
        lazy="selectin",
        back_populates="household",
    )
    """Members, and who was one."""

    @property
    def members(self) -> list["Member"]:
        """Whoever belongs to the household now."""
        here = (member for member in self.everybody if member.until is None)
        return sorted(here, key=lambda member: (member.position, member.id))

    @property
    def former_members(self) -> list["Member"]:
        """Whoever has left, last first."""
        left = (member for member in self.everybody if member.until is not None)
        return sorted(left, key=lambda member: (member.until, member.id), reverse=True)

    @property
    def owner(self) -> "Member":
        """The first owner (业主): each household has at least one."""
        return next(member for member in self.members if member.relation == Relation.OWNER)


class Member(Placed, Base):
    """A person of a household from `since` to `until`, with what is confidential (D03, D06).

    `phone_reversed` finds last digits by an index. `person_id` names the person who logs in, or
    did. `sees_from` is from when on the member sees what the own side of the household has; None:
    all of it. `with_id` names whom the member belongs to: family to an owner or tenant, a co-owner
    to the owner whose ownership is shared.
    """

    __tablename__ = "members"
    __audit_hidden__: ClassVar = {"phone", "phone_reversed", "id_number"}

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), index=True
    )
    """The household that the member belongs to, or did."""
    position: Mapped[int]
    """Sorts the members: 1 for the first owner; who takes a place takes its number."""
    person_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    """Of the person, as in the property certificate or lease."""
    relation: Mapped[str] = mapped_column(String(20))
    """A `Relation`: owner, tenant, or family of one."""
    phone: Mapped[str] = mapped_column(String(30))
    """The whole number; shown masked, unmasked by a logged look alone (D03). Empty: none is
    known."""
    phone_reversed: Mapped[str] = mapped_column(String(30))
    email: Mapped[str | None] = mapped_column(String(200))
    """Where mail to the member goes; None: nowhere."""
    id_number: Mapped[str | None] = mapped_column(Sealed("identity numbers"))
    """Number of the identity card, whole, sealed at rest (P08); shown as `phone` is. None: none is
    known."""
    initials: Mapped[str | None] = mapped_column(String(60))
    """First letters of the name in pinyin: `wf` of 王芳 (P07); None: not worked out yet."""
    since: Mapped[datetime] = mapped_column(Instant, server_default=func.current_timestamp())
    until: Mapped[datetime | None] = mapped_column(Instant)
    sees_from: Mapped[datetime | None] = mapped_column(Instant)
    with_id: Mapped[str | None] = mapped_column(Id)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)
    """When who it was was erased (P08); None: it is known."""
    household: Mapped[Household] = relationship(back_populates="everybody")

    @validates("phone")
    def index_phone(self, _key: str, phone: str) -> str:
        """Keep the reversed digits in step with the number."""
        self.phone_reversed = reversed_digits(phone)
        return phone

    @validates("name")
    def index_name(self, _key: str, name: str) -> str:
        """Keep the initials in step with the name."""
        self.initials = initials(name)
        return name


HERE = Member.community_id
KNOWN: Any = text("erased_at IS NULL")
Index("ix_members_gone", HERE, Member.until, sqlite_where=KNOWN, postgresql_where=KNOWN)
Index("ix_members_name", HERE, Member.name, postgresql_ops={"name": "text_pattern_ops"})
Index("ix_members_phone_reversed", HERE, Member.phone_reversed)
INITIALS: Any = Member.initials
Index("ix_members_initials", HERE, INITIALS, postgresql_ops={"initials": "text_pattern_ops"})
NONE: Any = text("initials IS NULL")
Index("ix_members_without_initials", Member.id, sqlite_where=NONE, postgresql_where=NONE)
