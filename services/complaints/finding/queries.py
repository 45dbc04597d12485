"""Cases by number, also that of the city's platform, or by words (P07)."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.complaints.request_types import FindRequest
from contracts.finding import BETWEEN, FoundKind
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from foundation.storage.word_search import papers_with
from services.complaints.cases.tables import Complaint
from services.complaints.platform_messages.tables import PlatformMessage

NUMBERS: Final[Any] = bindparam("numbers", expanding=True)
CASES: Final = Complaint.__table__.c
MESSAGES: Final = PlatformMessage.__table__.c
BY_NUMBER: Final = select(CASES.id).where(CASES.number.in_(NUMBERS))
BY_MESSAGE: Final = select(MESSAGES.complaint_id).where(
    MESSAGES.message_number.in_(NUMBERS),
    MESSAGES.complaint_id.is_not(None),
)
SHOWN: Final = (
    select(
        *(CASES[name] for name in ("id", "number", "building", "unit", "place", "description")),
        CASES.community_id,
    )
    .where(CASES.id.in_(bindparam("ids", expanding=True)))
    .order_by(CASES.id.desc())
    .limit(bindparam("most"))
)
SNIPPET: Final = 80
"""Letters of what was said."""


def find(uow: UnitOfWork, data: FindRequest) -> dict[str, Any]:
    """Cases that a text means, newest first."""
    ids = numbered(uow, data["q"]) or papers_with(uow, data["q"], data["limit"])
    rows = uow.rows(SHOWN, ids=ids, most=data["limit"]) if ids else ()
    return {"items": [item(row) for row in rows]}


def numbered(uow: UnitOfWork, text: str) -> list[str]:
    """The case of a number, or of a message of the platform."""
    if numbers := replica.numbers_meant(uow, text):
        return [row.id for row in uow.rows(BY_NUMBER, numbers=numbers)]
    return [row.complaint_id for row in uow.rows(BY_MESSAGE, numbers=[text.strip()])]


def item(row: Any) -> dict[str, Any]:
    """A case as it is found."""
    where = " ".join(filter(None, (row.building, row.unit))) or row.place
    return {
        "kind": FoundKind.COMPLAINT,
        "id": row.id,
        "title": row.number,
        "subtitle": BETWEEN.join(filter(None, (where, row.description[:SNIPPET]))),
        "page_id": row.id,
        "community_id": row.community_id,
    }
