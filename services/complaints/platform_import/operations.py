"""Import of messages from the city's public platform (C05).

Each message becomes one case, however often its spreadsheet is imported: its 留言编号 is the key.

Messages are often years old, so what their time means is decided here:

* A message that carries its reply comes in as *answered*, with the times of message and reply. No
  clock runs for it and no tier is notified: it is history. If a return visit finds it unsolved, its
  clock starts at that moment.
* A message that comes again with its reply answers its case, if that waits for nothing else
  (`platform_replies`).
* A message without a reply is *lodged at import*: that is when it reached us, and its deadline is
  counted from there like that of any other contact. Counted from the time of writing, every old
  message would be overdue at once and climb to the director in the same minute. The time of
  writing is kept with the message.

Kind and category are guessed from the words, for the desk to correct at triage.
"""

import base64
from collections.abc import Mapping
from typing import Any

from contracts.complaints.cases import Channel, Gravity, Status, Urgency
from contracts.complaints.platform_messages import MessageOutcome
from contracts.complaints.request_types import ImportPlatformRequest
from contracts.complaints.timeline import Action
from foundation.spreadsheet import Limits, NotASpreadsheet, Row, read_rows
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.categories import queries as categories
from services.complaints.categorisation import rules as guesses
from services.complaints.deadlines import operations as clock
from services.complaints.escalation import operations as escalation
from services.complaints.first_answers import operations as first_answers
from services.complaints.intake import operations as intake
from services.complaints.platform_messages.queries import Case, cases_known, chunks, read_messages
from services.complaints.platform_messages.rules import Message
from services.complaints.platform_messages.tables import PlatformMessage
from services.complaints.platform_replies import operations as platform_replies
from services.complaints.timeline.operations import record

MOST_ROWS = 100_000
"""Above any policy: so many are read before the policy is asked."""


class OpenedFile(ImportPlatformRequest):
    """The request with the rows of its file."""

    rows: list[Row]


def opened(data: ImportPlatformRequest) -> OpenedFile:
    """The payload with its rows, read before the unit of work opens: that takes its time.

    Raise `NotASpreadsheet`, `SpreadsheetTooLarge`.
    """
    try:
        content = base64.b64decode(data["file"], validate=True)
    except ValueError as error:
        raise NotASpreadsheet(field="file") from error
    return {**data, "rows": list(read_rows(content, Limits(rows=MOST_ROWS)))}


def import_platform(uow: UnitOfWork, data: OpenedFile) -> dict[str, Any]:
    """Make a case of each message that is not one yet; return which rows cannot be read.

    A dry run returns the same, and makes no case. Raise `SpreadsheetTooLarge`,
    `SpreadsheetColumnsMissing`.
    """
    dry_run = data["dry_run"]
    uow.subject("dry run of import" if dry_run else "import", "platform")
    good, errors = read_messages(uow, data["rows"])
    if not dry_run:
        take_turns(uow)
    cases = cases_known(uow, [message.number for message in good])
    fresh: dict[str, Message] = {}
    for message in good:
        if message.number in cases:
            continue
        first = fresh.setdefault(message.number, message)
        if message.reply and not first.reply:
            fresh[message.number] = message  # in the file twice: before and after its reply
    outcomes = taken_over(uow, good, cases, dry_run=dry_run)
    if not dry_run:
        cases |= make_cases(uow, list(fresh.values()))
    language = uow.actor.language
    return {
        "created": len(fresh),
        "duplicates": len(good) - len(fresh),
        "answered": len([one for one in outcomes.values() if one is MessageOutcome.ANSWERED]),
        "imported": not dry_run,
        "errors": [
            {"row": error.row, "field": error.field, "message": error.message(language)}
            for error in errors
        ],
        "messages": [
            message_view(
                uow,
                one,
                cases.get(one.number),
                MessageOutcome.CREATED
                if one is fresh.get(one.number)
                else outcomes.get(one.row, MessageOutcome.KNOWN),
            )
            for one in good
        ],
    }


def taken_over(
    uow: UnitOfWork, good: list[Message], cases: Mapping[str, Case], *, dry_run: bool
) -> dict[int, MessageOutcome]:
    """What the replies to messages that were cases before mean, by row; they are taken over unless
    it is a dry run.
    """
    replied = [one for one in good if one.reply and one.number in cases]
    outcomes: dict[int, MessageOutcome] = {}
    answered: set[str] = set()
    for some in chunks(replied, 200):
        known = platform_replies.cases_replied_to(uow, [cases[one.number].id for one in some])
        for message in some:
            complaint, reply = known[cases[message.number].id], message.reply or ""
            outcome = platform_replies.meaning(uow, complaint, reply)
            if complaint.id in answered:
                outcome = MessageOutcome.KNOWN  # its number stands in the file twice
            outcomes[message.row] = outcome
            if outcome is MessageOutcome.ANSWERED:
                answered.add(complaint.id)
                if not dry_run:
                    platform_replies.take(uow, complaint, message, reply)
    return outcomes


def message_view(
    uow: UnitOfWork, message: Message, case: Case | None, outcome: MessageOutcome
) -> dict[str, Any]:
    """What a message came to, or would come to."""
    category = guessed(uow, message)
    return {
        "row": message.row,
        "message_number": message.number,
        "user": message.user,
        "subject": message.subject,
        "written_at": message.written_at,
        "replied": message.reply is not None,
        "kind": guesses.kind_of(message.subject),
        "category": category,
        "category_name": categories.name_of(uow, category),
        "outcome": outcome,
        "complaint_id": case.id if case else None,
        "number": case.number if case else None,
    }


def take_turns(uow: UnitOfWork) -> None:
    """Two imports at once wait for each other at the number series: the second sees what the first
    has made.
    """
    uow.numbers("TS", 0)


def make_cases(uow: UnitOfWork, fresh: list[Message]) -> dict[str, Case]:
    """Each message as one case, written in bulk; the cases by the numbers of the messages."""
    responsible = intake.first_responsible(uow)
    cases = []
    for message, number in zip(fresh, uow.numbers("TS", len(fresh)), strict=True):
        lodged_at = message.written_at if message.reply else uow.now
        complaint = intake.new_case(
            uow, contact(uow, message), None, number, lodged_at, responsible
        )
        if not message.reply:
            clock.start(uow, complaint, uow.now)
        cases.append(complaint)
    first_answers.begin(uow, cases)
    uow.session.add_all(cases)
    uow.session.flush()
    for complaint, message in zip(cases, fresh, strict=True):
        describe(uow, complaint, message)
    escalation.begin(uow, cases)
    return {
        message.number: Case(complaint.id, complaint.number)
        for complaint, message in zip(cases, fresh, strict=True)
    }


def describe(uow: UnitOfWork, complaint: Complaint, message: Message) -> None:
    """What is kept beside the case, and who hears of it."""
    uow.session.add(
        PlatformMessage(
            message_number=message.number,
            complaint_id=complaint.id,
            user=message.user,
            subject=message.subject,
            written_at=message.written_at,
            imported_at=uow.now,
        )
    )
    record(
        uow, complaint, Action.LODGED, channel=Channel.PLATFORM, due_at=complaint.due_at,
        message_number=message.number, written_at=message.written_at,
    )  # fmt: skip
    if message.reply:
        complaint.status = Status.ANSWERED
        complaint.answered_at = message.replied_at or uow.now
        platform_replies.note(uow, complaint, message.reply, complaint.answered_at)
    intake.announce(uow, complaint)


def guessed(uow: UnitOfWork, message: Message) -> str:
    """The category that a message sounds like (X04)."""
    return guesses.category_of(message.subject, message.detail, categories.offered(uow))


def contact(uow: UnitOfWork, message: Message) -> dict[str, Any]:
    """The message as a contact (C02)."""
    return {
        "place": None,
        "channel": Channel.PLATFORM,
        "kind": guesses.kind_of(message.subject),
        "category": guessed(uow, message),
        "gravity": Gravity.GENERAL,
        "urgency": Urgency.ORDINARY,
        "description": f"{message.subject}\n\n{message.detail}",
        "wish": message.subject,
        "contact_name": message.user,
        "contact_phone": None,
        "restated": None,
    }
