"""Tables of notices."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import (
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from contracts.notices.codes import EditionStatus
from foundation.storage.types import NAMING, Id, Instant, Json, Yuan


class Base(DeclarativeBase):
    """Root of the tables of notices."""

    metadata = MetaData(naming_convention=NAMING)


class Notice(Base):
    """A notice (公告, N01). Its texts are editions; `edition` is the one in force, 0 before.

    `audience` is as the contract describes it, `channels` the ones asked for. `version` grows
    with every change.
    """

    __tablename__ = "notices"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20), index=True)
    edition: Mapped[int]
    audience: Mapped[dict[str, Any]] = mapped_column(Json)
    channels: Mapped[list[str]] = mapped_column(Json)
    must_acknowledge: Mapped[bool]
    author_id: Mapped[str] = mapped_column(String(80))
    author_name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(Instant)
    publish_at: Mapped[datetime | None] = mapped_column(Instant)
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawal_reason: Mapped[str | None] = mapped_column(String(500))
    version: Mapped[int]
    editions: Mapped[list["Edition"]] = relationship(
        order_by="Edition.edition", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def pending(self) -> "Edition | None":
        """The version that is not published yet, if there is one."""
        last = self.editions[-1]
        published = (EditionStatus.PUBLISHED, EditionStatus.SUPERSEDED)
        return None if last.status in published else last

    @property
    def shown(self) -> "Edition":
        """The version in force; the first one while none is."""
        return self.editions[max(self.edition, 1) - 1]


class Edition(Base):
    """One version of a notice's text (版本). What was published is never changed again.

    `writer_ids` are all who had a hand in it: none of them may approve it, or send it back.
    `sent_back_…` is the last time that somebody did.
    """

    __tablename__ = "editions"

    notice_id: Mapped[str] = mapped_column(ForeignKey("notices.id"), primary_key=True)
    edition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    status: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(Text)
    author_id: Mapped[str] = mapped_column(String(80))
    author_name: Mapped[str] = mapped_column(String(120))
    writer_ids: Mapped[list[str]] = mapped_column(Json)
    written_at: Mapped[datetime] = mapped_column(Instant)
    approved_by_id: Mapped[str | None] = mapped_column(String(80))
    approved_by_name: Mapped[str | None] = mapped_column(String(120))
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_back_by_name: Mapped[str | None] = mapped_column(String(120))
    sent_back_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_back_remark: Mapped[str | None] = mapped_column(String(500))
    published_at: Mapped[datetime | None] = mapped_column(Instant)


class Recipient(Base):
    """A household, or a member of staff, that an edition was addressed to (N03, N04).

    `target` is `household:<id>` or `person:<id>`. `delivered_by` is the portal until a channel
    has brought it to the person; read and acknowledged by whoever of the household did it first.
    """

    __tablename__ = "recipients"
    __table_args__ = (
        UniqueConstraint("notice_id", "edition", "target"),
        Index("ix_recipients_target", "target", "notice_id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    notice_id: Mapped[str] = mapped_column(ForeignKey("notices.id"))
    edition: Mapped[int]
    target: Mapped[str] = mapped_column(String(80))
    household_id: Mapped[str | None] = mapped_column(Id)
    person_id: Mapped[str | None] = mapped_column(Id)
    delivered_at: Mapped[datetime | None] = mapped_column(Instant)
    delivered_by: Mapped[str | None] = mapped_column(String(20))
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    read_by_id: Mapped[str | None] = mapped_column(String(80))
    acknowledged_at: Mapped[datetime | None] = mapped_column(Instant)
    acknowledged_by_id: Mapped[str | None] = mapped_column(String(80))


class Photo(Base):
    """A photo of a notice hanging in a building (张贴照片, N02)."""

    __tablename__ = "photos"
    __table_args__ = (Index("ix_photos_notice_id", "notice_id", "building"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    notice_id: Mapped[str] = mapped_column(ForeignKey("notices.id"))
    building: Mapped[str] = mapped_column(String(30))
    media_type: Mapped[str] = mapped_column(String(20))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    taken_by_id: Mapped[str] = mapped_column(String(80))
    taken_by_name: Mapped[str] = mapped_column(String(120))
    filed_at: Mapped[datetime] = mapped_column(Instant)


class Message(Base):
    """A text on its way to somebody by one channel (消息).

    To a household or to a person. `origin` is what it tells to whom, by whatever channel; `key`
    is the origin with channel and address, so that nothing is written twice. The id goes along
    with the text, so that a copy sent twice after a crash can be told. A copy of a notice names
    its edition and has no text of its own. `fallen` is one that another channel could not
    deliver (N04). `due_at` is the next attempt, `claimed_until` when a sender that took it is
    given up.
    """

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_sending", "status", "due_at"),
        Index("ix_messages_household_id", "household_id", "channel"),
        Index("ix_messages_person_id", "person_id", "channel"),
        Index("ix_messages_notice_id", "notice_id", "edition"),
    )
    __audit_hidden__: ClassVar[set[str]] = {"address"}

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    origin: Mapped[str] = mapped_column(String(160), index=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    fallen: Mapped[bool]
    purpose: Mapped[str] = mapped_column(String(30))
    channel: Mapped[str] = mapped_column(String(20))
    household_id: Mapped[str | None] = mapped_column(Id)
    person_id: Mapped[str | None] = mapped_column(Id)
    address: Mapped[str | None] = mapped_column(String(200))
    notice_id: Mapped[str | None] = mapped_column(ForeignKey("notices.id"))
    edition: Mapped[int | None]
    recipient_id: Mapped[str | None] = mapped_column(Id)
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    text_zh: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(20))
    attempts: Mapped[int]
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    claimed_until: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    received_by: Mapped[str | None] = mapped_column(String(60))
    error: Mapped[str | None] = mapped_column(String(500))


class HouseholdArrears(Base):
    """What a household owes overdue, as billing told it last (欠费); 0 when it owes nothing."""

    __tablename__ = "household_arrears"

    household_id: Mapped[str] = mapped_column(Id, primary_key=True)
    overdue_amount: Mapped[Decimal] = mapped_column(Yuan)
    oldest_due_date: Mapped[date | None] = mapped_column(Date)
    changed_at: Mapped[datetime] = mapped_column(Instant)
