"""Messages of the city's public platform as their spreadsheet brings them, and the cases that some
are already (C05)."""

import time
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from foundation.errors import SpreadsheetColumnsMissing
from foundation.spreadsheet import ROWS_BETWEEN_YIELDS, Limits, Row, too_large
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.platform_messages import rules as messages
from services.complaints.platform_messages.rules import Message, RowError
from services.complaints.platform_messages.tables import PlatformMessage
from services.complaints.policy import ComplaintPolicy


class Case(NamedTuple):
    """The case of a message."""

    id: str
    number: str


def read_messages(uow: UnitOfWork, rows: Sequence[Row]) -> tuple[list[Message], list[RowError]]:
    """The messages of a spreadsheet, and everything that is wrong with its rows."""
    most = uow.policy(ComplaintPolicy).import_max_rows
    if len(rows) > most + 1:
        raise too_large(Limits(rows=most))
    found = messages.columns(rows[0][1] if rows else ())
    if missing := messages.missing_columns(found):
        raise SpreadsheetColumnsMissing(field="file", columns="、".join(missing))
    good: list[Message] = []
    errors: list[RowError] = []
    for number, cells in rows[1:]:
        if number % ROWS_BETWEEN_YIELDS == 0:
            time.sleep(0)
        match messages.read(number, cells, found, uow.now):
            case Message() as message:
                good.append(message)
            case list() as wrong:
                errors += wrong
    return good, errors


def cases_known(uow: UnitOfWork, numbers: list[str]) -> dict[str, Case]:
    """The cases that messages are already, by the numbers of the messages."""
    known: dict[str, Case] = {}
    for some in chunks(numbers, 500):
        statement = (
            select(PlatformMessage.message_number, Complaint.id, Complaint.number)
            .join(Complaint, Complaint.id == PlatformMessage.complaint_id)
            .where(PlatformMessage.message_number.in_(some))
        )
        known |= {number: Case(*case) for number, *case in uow.session.execute(statement)}
    return known


def chunks(items: list[Any], size: int) -> Iterator[list[Any]]:
    """The items in lists of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
