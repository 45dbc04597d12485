"""Table of the messages to households and people."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    Text,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Owned
from foundation.storage.types import Id, Instant, Json
from services.notices.base import Base


class Message(Owned, Base):
    """A text on its way to somebody by one channel (消息).

    To a household or to a person. `origin` is what it tells to whom, by whatever channel; `key`
    is the origin with channel and address, so that nothing is written twice. The id goes along
    with the text, so that a copy sent twice after a crash can be told. A copy of a notice names
    its edition and has no text of its own. `fallen` is one that another channel could not
    deliver (N04). `due_at` is the next attempt, `claimed_until` when a sender that took it is
    given up; an `urgent` one leaves at any hour.

    In the portal: one that waits without `due_at` waits for somebody who can log in. What is told
    again and again of one thing is one message: `times` counts, `facts` are those of the last
    time, and `place_id` is its place in the inbox, an id of that moment. `settled_at` says since
    when it is no longer true, and why. `subject_…` is what it is about.
    """

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_sending", "status", "due_at"),
        Index("ix_messages_household_id", "household_id", "channel"),
        Index("ix_messages_person_id", "person_id", "channel"),
        Index("ix_messages_notice_id", "notice_id", "edition"),
        Index("ix_messages_subject_id", "subject_id", "purpose"),
        Index("ix_messages_place_id", "place_id"),
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
    urgent: Mapped[bool] = mapped_column(server_default=false())
    subject_kind: Mapped[str | None] = mapped_column(String(20))
    subject_id: Mapped[str | None] = mapped_column(String(64))
    place_id: Mapped[str | None] = mapped_column(Id)
    times: Mapped[int] = mapped_column(server_default="1")
    facts: Mapped[dict[str, Any]] = mapped_column(Json, server_default="{}")
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    settled_zh: Mapped[str | None] = mapped_column(String(200))
    settled_en: Mapped[str | None] = mapped_column(String(200))
    side: Mapped[str | None] = mapped_column(Id)
    """To a household: which side of it reads it (D06); None: as the purpose says."""
    member_id: Mapped[str | None] = mapped_column(Id)
    about_since: Mapped[datetime | None] = mapped_column(Instant)
    """Since when there is what it is about: whoever came later does not read of it."""
