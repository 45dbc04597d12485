"""Tables of notices and of the versions of their texts."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    Text,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, Json
from services.notices.base import Base
from services.notices.workflow.rules import in_the_making, shown_of


class Notice(Placed, Base):
    """A notice (公告, N01). Its texts are editions; `edition` is the one in force, 0 before.

    `audience` is as the contract describes it, `channels` the ones asked for. An `urgent` one
    goes out at any hour. `version` grows with every change.
    """

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_status", "community_id", "status"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    """As it stands on the paper: `GG-2026-000001`, without gaps."""
    kind: Mapped[str] = mapped_column(String(20))
    """A `NoticeKind`, on which it depends whether a manager must approve it (N01)."""
    status: Mapped[str] = mapped_column(String(20))
    """A `NoticeStatus`."""
    edition: Mapped[int]
    audience: Mapped[dict[str, Any]] = mapped_column(Json)
    channels: Mapped[list[str]] = mapped_column(Json)
    must_acknowledge: Mapped[bool]
    """Whether those addressed are asked to confirm it (N04)."""
    urgent: Mapped[bool] = mapped_column(server_default=false())
    author_id: Mapped[str] = mapped_column(String(80))
    """Who began it: a person of the directory."""
    author_name: Mapped[str] = mapped_column(String(120))
    """The name of that person."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    """When it was begun."""
    publish_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it is to be published by itself; None: when somebody does it."""
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was first in force; None until then."""
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    """When its time is over; None: never."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was taken back; None: it was not."""
    withdrawal_reason: Mapped[str | None] = mapped_column(String(500))
    """Why it was taken back, for those who had it; None: it was not."""
    version: Mapped[int]
    editions: Mapped[list["Edition"]] = relationship(
        order_by="Edition.edition", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def pending(self) -> "Edition | None":
        """The version that is not published yet, if there is one."""
        found: Edition | None = in_the_making(self.editions)
        return found

    @property
    def shown(self) -> "Edition":
        """The version in force; the first one while none is."""
        found: Edition = shown_of(self.editions, self.edition)
        return found


class Edition(Placed, Base):
    """One version of a notice's text (版本). What was published is never changed again.

    `writer_ids` are all who had a hand in it: none of them may approve it, or send it back.
    """

    __tablename__ = "editions"
    __words__, __paper__ = ("title", "body"), "notice_id"

    notice_id: Mapped[str] = mapped_column(ForeignKey("notices.id"), primary_key=True)
    """The notice whose text it is."""
    edition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1 for the first text, counted on with each correction."""
    status: Mapped[str] = mapped_column(String(20))
    """An `EditionStatus`."""
    title: Mapped[str] = mapped_column(String(120))
    """The title, in Chinese as written."""
    body: Mapped[str] = mapped_column(Text)
    """The text, checked for what must not be said when it is submitted (C08)."""
    author_id: Mapped[str] = mapped_column(String(80))
    """Who began this version: a person of the directory."""
    author_name: Mapped[str] = mapped_column(String(120))
    """The name of that person."""
    writer_ids: Mapped[list[str]] = mapped_column(Json)
    written_at: Mapped[datetime] = mapped_column(Instant)
    """When it was last changed."""
    approved_by_id: Mapped[str | None] = mapped_column(String(80))
    """The manager who agreed to it, none of its writers; None: nobody has."""
    approved_by_name: Mapped[str | None] = mapped_column(String(120))
    """The name of that manager."""
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    """When that was; None again once the text was changed."""
    sent_back_by_name: Mapped[str | None] = mapped_column(String(120))
    """Who did not agree to it last, by name; None: it was never sent back (退回)."""
    sent_back_at: Mapped[datetime | None] = mapped_column(Instant)
    """When that was."""
    sent_back_remark: Mapped[str | None] = mapped_column(String(500))
    """What is to be changed, in the words of that manager."""
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it came into force; None: not yet."""
