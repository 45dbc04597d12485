"""Writing messages to people and households, in the transaction of what they tell."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.notices.codes import Channel, MessageStatus, Purpose
from contracts.notices.events import MessageUndeliverable
from foundation.config import settings
from foundation.service_language import check
from foundation.storage.unit_of_work import UnitOfWork
from services.notices import outlet
from services.notices.domain.policy import NoticesPolicy
from services.notices.domain.templates import FOR_RESIDENTS, TEMPLATES, Wording
from services.notices.operations.addresses import AddressBook
from services.notices.operations.delivery import insert_messages
from services.notices.operations.recipients import target


def tell(
    work: UnitOfWork,
    cause: str,
    purpose: Purpose,
    facts: Mapping[str, Any],
    *,
    people: Iterable[str | None] = (),
    households: Iterable[str | None] = (),
) -> None:
    """Write one message per receiver and channel; each receiver is told once per `cause`.

    What is unfit for residents is kept as blocked and reported, never sent (C08).
    """
    wording = TEMPLATES[purpose].about(facts)
    receivers: list[tuple[str | None, str | None]]
    receivers = [(None, one) for one in dict.fromkeys(people) if one]
    receivers += [(one, None) for one in dict.fromkeys(households) if one]
    if not receivers:
        return
    if blocked := unfit(purpose, wording):
        for household_id, person_id in receivers:
            block(work, cause, purpose, wording, household_id, person_id, blocked)
        return
    ready = outlet.available()
    wanted = work.policy(NoticesPolicy).message_channels.get(purpose, [Channel.PORTAL])
    channels = [one for one in wanted if one in ready]
    addressed = receivers if set(channels) - {Channel.PORTAL, Channel.PAPER} else []
    book = AddressBook(
        work,
        (home for home, _ in addressed if home),
        (person for _, person in addressed if person),
        owners_only=True,
    )
    rows = [
        row
        for household_id, person_id in receivers
        for channel in channels
        for row in letters(work, cause, purpose, wording, household_id, person_id, channel, book)
    ]
    insert_messages(work, rows)


def letters(
    work: UnitOfWork,
    cause: str,
    purpose: Purpose,
    wording: Wording,
    household_id: str | None,
    person_id: str | None,
    channel: str,
    book: AddressBook,
    *,
    fallen: bool = False,
) -> list[dict[str, Any]]:
    """The messages to one receiver by one channel: one per address."""
    addresses: Iterable[str | None] = [None]
    if channel not in (Channel.PORTAL, Channel.PAPER):
        addresses = book.addresses(household_id, person_id, channel)
    in_portal = channel == Channel.PORTAL
    return [
        row_of(work, cause, purpose, wording, household_id, person_id)
        | {
            "key": f"{cause}:{target(household_id, person_id)}:{channel}:{at}",
            "channel": channel,
            "address": address,
            "fallen": fallen,
            "status": MessageStatus.SENT if in_portal else MessageStatus.WAITING,
            "sent_at": work.now if in_portal else None,
            "due_at": None if channel in (Channel.PORTAL, Channel.PAPER) else work.now,
        }
        for at, address in enumerate(addresses)
    ]


def row_of(
    work: UnitOfWork,
    cause: str,
    purpose: Purpose,
    wording: Wording,
    household_id: str | None,
    person_id: str | None,
) -> dict[str, Any]:
    """What all messages to one receiver have in common."""
    return {
        "id": work.new_id(),
        "origin": f"{cause}:{target(household_id, person_id)}",
        "purpose": purpose,
        "household_id": household_id,
        "person_id": person_id,
        "title_zh": wording.title_zh,
        "title_en": wording.title_en,
        "text_zh": wording.text_zh,
        "text_en": wording.text_en,
        "attempts": 0,
        "created_at": work.now,
    }


def unfit(purpose: Purpose, wording: Wording) -> str | None:
    """The first thing in a text to residents that must not be said, or None (C08)."""
    if purpose not in FOR_RESIDENTS:
        return None
    text = "\n".join((wording.title_zh, wording.text_zh, wording.title_en, wording.text_en))
    findings = check(text, service_line=settings().service_line)
    return findings[0].phrase if findings else None


def block(
    work: UnitOfWork,
    cause: str,
    purpose: Purpose,
    wording: Wording,
    household_id: str | None,
    person_id: str | None,
    phrase: str,
) -> None:
    """Keep a message that must not be sent, and say so."""
    reason = f"forbidden_phrase: {phrase}"[:500]
    row = row_of(work, cause, purpose, wording, household_id, person_id) | {
        "key": f"{cause}:{target(household_id, person_id)}:blocked",
        "channel": Channel.PORTAL,
        "fallen": False,
        "status": MessageStatus.BLOCKED,
        "error": reason,
    }
    insert_messages(work, [row])
    told = {
        "message_id": row["id"],
        "household_id": household_id,
        "person_id": person_id,
        "channel": Channel.PORTAL,
        "reason": reason,
    }
    work.emit(MessageUndeliverable, row["id"], told)
