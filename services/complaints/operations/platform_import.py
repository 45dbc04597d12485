"""Import of messages from the city's public platform (C05).

Each message becomes one case, however often its spreadsheet is imported: its 留言编号 is the key.

Messages are often years old, so what their time means is decided here:

* A message that carries its reply comes in as *answered*, with the times of message and reply. No
  clock runs for it and no tier is told: it is history. If a return visit finds it unsolved, its
  clock starts at that moment.
* A message without a reply is *lodged at import*: that is when it reached us, and its deadline is
  counted from there like that of any other contact. Counted from the time of writing, every old
  message would be overdue at once and climb to the director in the same minute. The time of
  writing is kept with the message.

Kind and category are guessed from the words, for the desk to correct at triage.
"""

import base64
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import select

from contracts.complaints.codes import (
    Action,
    Channel,
    Gravity,
    MessageOutcome,
    Status,
    Urgency,
)
from foundation.spreadsheet import Limits, NotASpreadsheet, read_rows
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.domain import guesses
from services.complaints.domain import platform_messages as messages
from services.complaints.domain.platform_messages import Message, RowError
from services.complaints.domain.policy import ComplaintPolicy
from services.complaints.errors import SpreadsheetColumnsMissing
from services.complaints.operations import clock, escalation, intake
from services.complaints.operations.timeline import record
from services.complaints.tables import Answer, Complaint, PlatformMessage


class Case(NamedTuple):
    """The case of a message."""

    id: str
    number: str


def import_platform(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Make a case of each message that is not one yet; tell which rows cannot be read.

    A dry run tells the same, and makes no case. Raise `NotASpreadsheet`, `SpreadsheetTooLarge`,
    `SpreadsheetColumnsMissing`.
    """
    dry_run = data["dry_run"]
    work.subject("dry run of import" if dry_run else "import", "platform")
    good, errors = read_messages(work, data["file"])
    if not dry_run:
        take_turns(work)
    cases = cases_known(work, [message.number for message in good])
    fresh: dict[str, Message] = {}
    for message in good:
        if message.number not in cases:
            fresh.setdefault(message.number, message)
    if not dry_run:
        cases |= make_cases(work, list(fresh.values()))
    language = work.actor.language
    return {
        "created": len(fresh),
        "duplicates": len(good) - len(fresh),
        "imported": not dry_run,
        "errors": [
            {"row": error.row, "field": error.field, "message": error.message(language)}
            for error in errors
        ],
        "messages": [
            told(one, cases.get(one.number), one is fresh.get(one.number)) for one in good
        ],
    }


def told(message: Message, case: Case | None, fresh: bool) -> dict[str, Any]:
    """What a message came to, or would come to."""
    return {
        "row": message.row,
        "message_number": message.number,
        "user": message.user,
        "subject": message.subject,
        "written_at": message.written_at,
        "replied": message.reply is not None,
        "kind": guesses.kind_of(message.subject),
        "category": guesses.category_of(message.subject, message.detail),
        "outcome": MessageOutcome.CREATED if fresh else MessageOutcome.KNOWN,
        "complaint_id": case.id if case else None,
        "number": case.number if case else None,
    }


def read_messages(work: UnitOfWork, file: str) -> tuple[list[Message], list[RowError]]:
    """The messages of a spreadsheet, and everything that is wrong with its rows."""
    try:
        content = base64.b64decode(file, validate=True)
    except ValueError as error:
        raise NotASpreadsheet(field="file") from error
    rows = read_rows(content, Limits(rows=work.policy(ComplaintPolicy).import_max_rows))
    found = messages.columns(next(rows, (0, ()))[1])
    if missing := messages.missing_columns(found):
        raise SpreadsheetColumnsMissing(field="file", columns="、".join(missing))
    good: list[Message] = []
    errors: list[RowError] = []
    for number, cells in rows:
        match messages.read(number, cells, found, work.now):
            case Message() as message:
                good.append(message)
            case list() as wrong:
                errors += wrong
    return good, errors


def take_turns(work: UnitOfWork) -> None:
    """Two imports at once wait for each other at the number series: the second sees what the first
    has made.
    """
    work.numbers("TS", 0)


def cases_known(work: UnitOfWork, numbers: list[str]) -> dict[str, Case]:
    """The cases that messages are already, by the numbers of the messages."""
    known: dict[str, Case] = {}
    for some in chunks(numbers, 500):
        statement = (
            select(PlatformMessage.message_number, Complaint.id, Complaint.number)
            .join(Complaint, Complaint.id == PlatformMessage.complaint_id)
            .where(PlatformMessage.message_number.in_(some))
        )
        known |= {number: Case(*case) for number, *case in work.session.execute(statement)}
    return known


def chunks(items: list[str], size: int) -> Iterator[list[str]]:
    """The items in lists of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def make_cases(work: UnitOfWork, fresh: list[Message]) -> dict[str, Case]:
    """Each message as one case, written in bulk; the cases by the numbers of the messages."""
    policy, responsible = work.policy(ComplaintPolicy), intake.first_responsible(work)
    cases = []
    for message, number in zip(fresh, work.numbers("TS", len(fresh)), strict=True):
        lodged_at = message.written_at if message.reply else work.now
        complaint = intake.new_case(work, contact(message), number, lodged_at, responsible)
        if not message.reply:
            clock.start(complaint, work.now, policy)
        cases.append(complaint)
    work.session.add_all(cases)
    work.session.flush()
    for complaint, message in zip(cases, fresh, strict=True):
        describe(work, complaint, message)
    escalation.begin(work, cases)
    return {
        message.number: Case(complaint.id, complaint.number)
        for complaint, message in zip(cases, fresh, strict=True)
    }


def describe(work: UnitOfWork, complaint: Complaint, message: Message) -> None:
    """What is kept beside the case, and who hears of it."""
    work.session.add(
        PlatformMessage(
            message_number=message.number,
            complaint_id=complaint.id,
            user=message.user,
            subject=message.subject,
            written_at=message.written_at,
            imported_at=work.now,
        )
    )
    record(
        work, complaint, Action.LODGED, channel=Channel.PLATFORM, due_at=complaint.due_at,
        message_number=message.number, written_at=message.written_at,
    )  # fmt: skip
    if message.reply:
        note_reply(work, complaint, message, message.reply)
    intake.announce(work, complaint)


def contact(message: Message) -> dict[str, Any]:
    """The message as a contact (C02)."""
    return {
        "household_id": None,
        "place": None,
        "channel": Channel.PLATFORM,
        "kind": guesses.kind_of(message.subject),
        "category": guesses.category_of(message.subject, message.detail),
        "gravity": Gravity.GENERAL,
        "urgency": Urgency.ORDINARY,
        "description": f"{message.subject}\n\n{message.detail}",
        "wish": message.subject,
        "contact_name": message.user,
        "contact_phone": None,
        "restated": None,
    }


def note_reply(work: UnitOfWork, complaint: Complaint, message: Message, reply: str) -> None:
    """The reply that was given on the platform before the import; it is not sent again."""
    complaint.status = Status.ANSWERED
    complaint.answered_at = message.replied_at or work.now
    work.session.add(
        Answer(
            id=work.new_id(),
            complaint_id=complaint.id,
            at=complaint.answered_at,
            by_id=work.actor.id,
            by="平台",
            channel=Channel.PLATFORM,
            text=reply,
        )
    )
    record(
        work, complaint, Action.ANSWERED, channel=Channel.PLATFORM, text=reply,
        replied_at=complaint.answered_at, imported=True,
    )  # fmt: skip
