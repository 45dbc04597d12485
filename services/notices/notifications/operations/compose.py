"""Writing messages to people and households, in the transaction of what they report."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from contracts.notices.channels import Channel
from contracts.notices.events import MessageUndeliverable
from contracts.notices.messages import MessageStatus
from contracts.notices.templates import Purpose
from foundation import replica
from foundation.membership import NOBODY
from foundation.service_language import check
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.arrival import operations as arrival
from services.notices.channels.operations import outlet
from services.notices.contacts.queries.addresses import AddressBook
from services.notices.contacts.queries.portal import Readers
from services.notices.messages.operations import Letter, insert_messages, pushed, row_of
from services.notices.messages.rules import Subject
from services.notices.notification_hours.rules import sending_time
from services.notices.notifications.operations import count
from services.notices.policy import NoticesPolicy
from services.notices.reach.rules import next_channel
from services.notices.templates.operations import signed
from services.notices.templates.rules import FOR_RESIDENTS, Wording
from services.notices.templates.wordings import wording_of


def notify(
    uow: UnitOfWork,
    cause: str,
    purpose: Purpose,
    facts: Mapping[str, Any],
    *,
    about: Subject | None = None,
    counted: str | None = None,
    people: Iterable[str | None] = (),
    households: Iterable[str | None] = (),
) -> None:
    """Write one message per receiver and channel; each receiver is notified once per `cause`.

    Where nobody would see it and no address is known, it goes on by the next channel, in the end on
    paper (B02). With `counted`, the message that there is of that thing is repeated instead.
    What is unfit for residents is kept as blocked and reported, never sent (C08).
    """
    receivers: list[tuple[str | None, str | None]]
    receivers = [(None, one) for one in dict.fromkeys(people) if one]
    receivers += [(one, None) for one in dict.fromkeys(households) if one]
    if facts.get("side") == NOBODY:  # whose it is nobody knows: nobody of the home reads of it
        receivers = [one for one in receivers if one[0] is None]
    if not receivers:
        return
    wording = wording_of(uow, purpose).about(facts)
    letter = Letter(counted or cause, purpose, wording, facts, about, counted is not None)
    if blocked := unfit(uow, purpose, wording):
        for household_id, person_id in receivers:
            block(uow, letter, household_id, person_id, blocked)
        return
    if purpose in FOR_RESIDENTS:
        letter = replace(letter, wording=signed(uow, wording))
    if letter.counted:
        receivers = [one for one in receivers if not count.notify_again(uow, letter, *one)]
    homes = [home for home, _ in receivers if home]
    persons = [person for _, person in receivers if person]
    readers = Readers(uow, homes, persons)
    book = AddressBook(uow, homes, persons, owners_only=True)
    rows = [row for one in receivers for row in letters(uow, letter, *one, readers, book)]
    insert_messages(uow, rows)
    for row in rows:
        arrival.report_arrival(uow, row)


def letters(
    uow: UnitOfWork,
    letter: Letter,
    household_id: str | None,
    person_id: str | None,
    readers: Readers,
    book: AddressBook,
) -> list[dict[str, Any]]:
    """The messages to one receiver, by all channels that the policy names and one that arrives."""
    policy, ready = uow.policy(NoticesPolicy), outlet.available(uow)
    wanted = policy.message_channels.get(letter.purpose, [Channel.PORTAL])
    seen = Channel.PORTAL in wanted and readers.can_read(
        household_id, person_id, letter.purpose, letter.side
    )
    rows = []
    for channel in (one for one in wanted if one in ready):
        if channel == Channel.PORTAL:
            rows.append(in_portal(uow, letter, household_id, person_id, seen=seen))
        else:
            rows += pushed(uow, letter, household_id, person_id, channel, book)
    if not seen and not any(row["channel"] != Channel.PORTAL for row in rows):
        ladder = [one for one in policy.fall_through if one in ready]
        following = next_channel(
            ladder,
            wanted,
            book.reachable(household_id, person_id, ladder, letter.side, letter.since),
            door=household_id is not None and letter.purpose in policy.message_paper,
        )
        if following:
            rows += pushed(uow, letter, household_id, person_id, following, book, fallen=True)
    return rows


def in_portal(
    uow: UnitOfWork, letter: Letter, household_id: str | None, person_id: str | None, *, seen: bool
) -> dict[str, Any]:
    """The message in the portal: there at once, from the hours on, or once somebody can log in."""
    policy = uow.policy(NoticesPolicy)
    later = letter.purpose in policy.portal_in_hours
    at = sending_time(policy, uow.now) if later else uow.now
    there = seen and at <= uow.now
    if seen and not there:
        arrival.expect(uow, at)
    return row_of(uow, letter, household_id, person_id, Channel.PORTAL, 0) | {
        "status": MessageStatus.SENT if there else MessageStatus.WAITING,
        "sent_at": uow.now if there else None,
        "due_at": at if seen and not there else None,
    }


def unfit(uow: UnitOfWork, purpose: Purpose, wording: Wording) -> str | None:
    """The first thing in a text to residents that must not be said, or None (C08)."""
    if purpose not in FOR_RESIDENTS:
        return None
    text = "\n".join((wording.title_zh, wording.text_zh, wording.title_en, wording.text_en))
    findings = check(text, service_line=replica.telephones(uow))
    return findings[0].phrase if findings else None


def block(
    uow: UnitOfWork,
    letter: Letter,
    household_id: str | None,
    person_id: str | None,
    phrase: str,
) -> None:
    """Keep a message that must not be sent, and say so."""
    reason = f"forbidden_phrase: {phrase}"[:500]
    row = row_of(uow, letter, household_id, person_id, Channel.PORTAL, "blocked") | {
        "status": MessageStatus.BLOCKED,
        "error": reason,
    }
    insert_messages(uow, [row])
    payload = {
        "message_id": row["id"],
        "household_id": household_id,
        "person_id": person_id,
        "channel": Channel.PORTAL,
        "reason": reason,
    }
    uow.emit(MessageUndeliverable, row["id"], payload)
