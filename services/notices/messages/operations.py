"""Messages: a text to one receiver by one channel."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert

from contracts.notices.channels import Channel
from contracts.notices.messages import MessageStatus
from contracts.notices.templates import Purpose
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.contacts.queries.addresses import AddressBook
from services.notices.contacts.rules import target
from services.notices.messages.rules import Subject
from services.notices.messages.tables import Message
from services.notices.notification_hours.rules import sending_time
from services.notices.policy import NoticesPolicy
from services.notices.templates.rules import Wording


@dataclass(frozen=True)
class Letter:
    """What a message says, whoever receives it.

    `cause` is the event; each receiver is notified once of it. Of a `counted` thing there is one
    message per receiver, however often it is repeated.
    """

    cause: str
    purpose: Purpose
    wording: Wording
    facts: Mapping[str, Any]
    about: Subject | None = None
    counted: bool = False

    @property
    def side(self) -> str | None:
        """Which side of a household it is for, where it says so (D06)."""
        return self.facts.get("side")

    @property
    def since(self) -> datetime | None:
        """Since when there is what it is about."""
        since = self.facts.get("since")
        return datetime.fromisoformat(since) if isinstance(since, str) else since

    def key(self, household_id: str | None, person_id: str | None) -> str:
        """What all its messages to one receiver have in common."""
        return f"{self.cause}:{target(household_id, person_id)}"


def pushed(
    uow: UnitOfWork,
    letter: Letter,
    household_id: str | None,
    person_id: str | None,
    channel: str,
    book: AddressBook,
    *,
    fallen: bool = False,
    mark: str = "",
) -> list[dict[str, Any]]:
    """The messages to one receiver by another channel: one per address, or one for the door."""
    policy = uow.policy(NoticesPolicy)
    addresses: Iterable[str | None] = [None]
    if channel != Channel.PAPER:
        addresses = book.addresses(household_id, person_id, channel, letter.side, letter.since)
    urgent = letter.purpose in policy.at_any_hour
    at = uow.now if urgent else sending_time(policy, uow.now)
    return [
        row_of(uow, letter, household_id, person_id, channel, f"{number}{mark}")
        | {
            "address": address,
            "fallen": fallen,
            "urgent": urgent,
            "status": MessageStatus.WAITING,
            "due_at": None if channel == Channel.PAPER else at,
        }
        for number, address in enumerate(addresses)
    ]


def row_of(
    uow: UnitOfWork,
    letter: Letter,
    household_id: str | None,
    person_id: str | None,
    channel: str,
    number: Any,
) -> dict[str, Any]:
    """What all messages to one receiver have in common."""
    origin, wording = letter.key(household_id, person_id), letter.wording
    return {
        "id": uow.new_id(),
        "community_id": uow.community,
        "origin": origin,
        "key": f"{origin}:{channel}:{number}",
        "channel": channel,
        "purpose": letter.purpose,
        "subject_kind": letter.about.kind if letter.about else None,
        "subject_id": letter.about.id if letter.about else None,
        "household_id": household_id,
        "person_id": person_id,
        "side": letter.side if household_id else None,
        "member_id": letter.facts.get("member_id") if household_id else None,
        "about_since": letter.since if household_id else None,
        "address": None,
        "fallen": False,
        "urgent": letter.purpose in uow.policy(NoticesPolicy).at_any_hour,
        "facts": kept(letter.facts),
        "title_zh": wording.title_zh[:200],
        "title_en": wording.title_en[:200],
        "text_zh": wording.text_zh,
        "text_en": wording.text_en,
        "sent_at": None,
        "due_at": None,
        "error": None,
        "attempts": 0,
        "created_at": uow.now,
    }


def kept(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as JSON keeps them."""
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else as_json(value)
        for name, value in facts.items()
    }


def as_json(value: Any) -> Any:
    """A fact that is no day as a JSON primitive."""
    if isinstance(value, list | tuple | set | frozenset):
        return [as_json(each) for each in value]
    return value if isinstance(value, bool | int | type(None)) else str(value)


def insert_messages(uow: UnitOfWork, rows: list[dict[str, Any]]) -> None:
    """Insert messages at once; their ids keep the order."""
    if rows:
        for row, id_ in zip(rows, sorted(row["id"] for row in rows), strict=True):
            row["id"] = row["place_id"] = id_
        uow.session.flush()
        uow.session.execute(insert(Message), rows)
        uow.trail.note("messages", rows[0]["origin"], purpose=rows[0]["purpose"], count=len(rows))
