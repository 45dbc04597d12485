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
from foundation.storage.resident_visibility import OfHousehold, Shown
from foundation.storage.types import Id, Instant, Json
from services.notices.base import Base


class Message(Owned, OfHousehold, Base):
    """A text on its way to somebody by one channel (消息).

    To a household or to a person. `origin` is what it tells to whom, by whatever channel; `key`
    is the origin with channel and address, so that nothing is written twice. The id goes along
    with the text, so that a copy sent twice after a crash can be told. A copy of a notice names
    its edition and has no text of its own. `fallen` is one that another channel could not
    deliver (N04). `due_at` is the next attempt, `claimed_until` when a sender that took it is
    given up; an `urgent` one leaves at any hour.

    In the portal: one that waits without `due_at` waits for somebody who can log in. What is said
    again and again of one thing is one message: `times` counts, `facts` are those of the last
    time, and `place_id` is its place in the inbox, an id of that moment. `settled_at` says since
    when it is no longer true.
    """

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_here", "community_id", "id"),
        Index("ix_messages_sending", "status", "due_at"),
        Index("ix_messages_status", "status", "channel", "community_id"),
        Index("ix_messages_household_id", "household_id", "channel"),
        Index("ix_messages_person_id", "person_id", "channel"),
        Index("ix_messages_notice_id", "notice_id", "edition"),
        Index("ix_messages_subject_id", "subject_id", "purpose"),
        Index("ix_messages_place_id", "place_id"),
    )
    __audit_hidden__: ClassVar[set[str]] = {"address", "text_zh", "text_en"}
    __shown__ = Shown(side=None, person="person_id")

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    origin: Mapped[str] = mapped_column(String(160), index=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    fallen: Mapped[bool]
    purpose: Mapped[str] = mapped_column(String(30))
    """A `Purpose`: what it is for, which has a template of texts."""
    channel: Mapped[str] = mapped_column(String(20))
    """A `Channel`: how it goes out."""
    household_id: Mapped[str | None] = mapped_column(Id)
    """The household it is for; None: it is for a person."""
    person_id: Mapped[str | None] = mapped_column(Id)
    """The person it is for, mostly of the staff; None: it is for a household."""
    address: Mapped[str | None] = mapped_column(String(200))
    """The e-mail address, phone number or account it goes to; None: the portal, or the door."""
    notice_id: Mapped[str | None] = mapped_column(ForeignKey("notices.id"))
    """The notice of which it is a copy; None: it has a text of its own."""
    edition: Mapped[int | None]
    """Which version of the notice's text it carries; None where it is no copy."""
    recipient_id: Mapped[str | None] = mapped_column(Id)
    """The `Recipient` whose copy it is; None where it is no copy."""
    title_zh: Mapped[str] = mapped_column(String(200))
    """Title in Chinese; empty for a copy of a notice, as are the next three."""
    title_en: Mapped[str] = mapped_column(String(200))
    """Title in English."""
    text_zh: Mapped[str] = mapped_column(Text)
    """Text in Chinese, signed where residents get it."""
    text_en: Mapped[str] = mapped_column(Text)
    """Text in English."""
    status: Mapped[str] = mapped_column(String(20))
    """A `MessageStatus`."""
    attempts: Mapped[int]
    """How often a sender has tried, successfully or not."""
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    claimed_until: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    """When it was written; of one repeated, the first time."""
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it left or arrived, or was repeated in the portal; None: not yet, or never."""
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    """When somebody read it in the portal; None: unread, also since it was repeated."""
    received_by: Mapped[str | None] = mapped_column(String(60))
    """Who took the paper at the door; None for all other channels."""
    error: Mapped[str | None] = mapped_column(String(500))
    """Why the last attempt failed, or what must not be said in it (C08); None: nothing is wrong."""
    urgent: Mapped[bool] = mapped_column(server_default=false())
    subject_kind: Mapped[str | None] = mapped_column(String(20))
    """A `SubjectKind`: what the page behind it shows; None: it leads nowhere."""
    subject_id: Mapped[str | None] = mapped_column(String(64))
    """Id of that in its own service; of a day of the roster, `duty:day`."""
    place_id: Mapped[str | None] = mapped_column(Id)
    times: Mapped[int] = mapped_column(server_default="1")
    facts: Mapped[dict[str, Any]] = mapped_column(Json, server_default="{}")
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    settled_zh: Mapped[str | None] = mapped_column(String(200))
    """Why it is no longer true, in Chinese; None while it is true."""
    settled_en: Mapped[str | None] = mapped_column(String(200))
    """The same in English."""
    side: Mapped[str | None] = mapped_column(Id)
    """To a household: which side of it reads it (D06); None: as the purpose says."""
    member_id: Mapped[str | None] = mapped_column(Id)
    """The member of the household whom it concerns beside the side, who may read it as well."""
    about_since: Mapped[datetime | None] = mapped_column(Instant)
    """Since when there is what it is about: whoever came later does not read of it."""
