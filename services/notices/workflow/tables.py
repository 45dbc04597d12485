"""Tables of notices and of the versions of their texts."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    String,
    Text,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contracts.notices.workflow import EditionStatus
from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, Json
from services.notices.base import Base


class Notice(Placed, Base):
    """A notice (公告, N01). Its texts are editions; `edition` is the one in force, 0 before.

    `audience` is as the contract describes it, `channels` the ones asked for. An `urgent` one
    goes out at any hour. `version` grows with every change.
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
    urgent: Mapped[bool] = mapped_column(server_default=false())
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


class Edition(Placed, Base):
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
